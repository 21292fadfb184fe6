using System.Text.RegularExpressions;

namespace Patterns.Package.Tests;

/// <summary>How a command ended, and what it printed.</summary>
public sealed partial record BuildResult(int ExitCode, string Output)
{
    /// <summary>What the console says of a project for one target framework (none: of a project that has no other): <c>file(line): severity rule</c>, each once.</summary>
    public IEnumerable<string> Findings(string? framework = null) =>
        Finding().Matches(Output)
            .Where(finding => framework is null || finding.Groups["framework"].Value == framework)
            .Select(finding => $"{Path.GetFileName(finding.Groups["path"].Value)}({finding.Groups["line"].Value}): {finding.Groups["what"].Value}")
            .Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^(?<path>[^\r\n(]+)\((?<line>\d+),\d+\): (?<what>(?:warning|error) PAT\d{4}): .*\[[^\[\]]*\.csproj(?:::TargetFramework=(?<framework>[^\]]+))?\]", RegexOptions.Multiline)]
    private static partial Regex Finding();
}
