using System.Text.RegularExpressions;

namespace Patterns.Package.Tests;

/// <summary>How a command ended, and what it printed.</summary>
public sealed partial record BuildResult(int ExitCode, string Output)
{
    /// <summary>What the console says of a project, each once: <c>file(line): severity rule</c>, with the line zero where a finding has no place.</summary>
    /// <param name="framework">The one whose compilation said it; a project with a single framework names none.</param>
    public IEnumerable<string> Findings(string? framework = null) =>
        Finding().Matches(Output)
            .Where(finding => framework is null || finding.Groups["framework"].Value is var said && (said.Length == 0 || said == framework))
            .Select(Brief)
            .Distinct().Order(StringComparer.Ordinal);

    private static string Brief(Match finding)
    {
        var line = finding.Groups["line"] is { Success: true } place ? place.Value : "0";
        return $"{Path.GetFileName(finding.Groups["path"].Value)}({line}): {finding.Groups["what"].Value}";
    }

    [GeneratedRegex(@"^\s*(?:(?<path>[^\r\n(]+)\((?<line>\d+),\d+\)|CSC ): (?<what>(?:info|warning|error) PAT\d{4}): .*\[[^\[\]]*\.csproj(?:::TargetFramework=(?<framework>[^\]]+))?\]", RegexOptions.Multiline)]
    private static partial Regex Finding();
}
