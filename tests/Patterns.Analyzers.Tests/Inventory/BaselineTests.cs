using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Inventory;
using Patterns.Analyzers.WriteAheadLog;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Inventory;

public class BaselineTests
{
    private const string Accepted = "PAT0402 M:L.Add(System.Byte[])";

    private const string Log = """
        class L
        {
            readonly FileStream _f = new("", FileMode.Append);
            public void Add(byte[] r) => _f.Write(r);
            public IEnumerable<int> Read() { using var s = File.OpenRead(""); while (s.Position < s.Length) yield return s.ReadByte(); }
        }
        """;

    [Theory]
    [InlineData(Accepted)]
    [InlineData("\uFEFF" + Accepted + "\r\n")]
    [InlineData("# for now\n\n " + Accepted + " ticket 311")]
    public async Task An_accepted_finding_is_silent_wherever_it_moves(string text)
    {
        Assert.DoesNotContain(await Run(text), finding => finding.Contains("PAT0402") || finding.Contains("PAT90"));
        Assert.DoesNotContain(await Run(text, "\n\n" + Log), finding => finding.Contains("PAT0402") || finding.Contains("PAT90"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("PAT0404 M:L.Add(System.Byte[])")]
    [InlineData("PAT0402 M:L.Add(System.Char[])")]
    public async Task Any_other_finding_is_reported(string? text) => Assert.Contains(await Run(text), finding => finding.StartsWith("PAT0402 4,", StringComparison.Ordinal));

    [Theory]
    [InlineData("PAT0402 M:L.Read", "PAT9020 2,1: 'M:L.Read' does not break PAT0402: remove this line")]
    [InlineData("PAT0402 M:Gone.Add", "PAT9020 2,1: 'M:Gone.Add' does not break PAT0402: remove this line")]
    [InlineData("PAT0601 M:L.Add(System.Byte[])", "PAT9020 2,1: 'M:L.Add(System.Byte[])' does not break PAT0601: remove this line")]
    [InlineData("PAT0402", "PAT9021 2,1: This line has no effect: a line is a rule, a documentation id and, if wanted, a remark")]
    [InlineData(" PAT0400 T:L", "PAT9021 2,2: This line has no effect: 'PAT0400' is not the id of a convention")]
    [InlineData("PAT9001 T:L", "PAT9021 2,1: This line has no effect: 'PAT9001' is not the id of a convention")]
    [InlineData("PAT0402 L.Add", "PAT9021 2,9: This line has no effect: 'L.Add' is not a documentation id")]
    [InlineData(Accepted + " again", "PAT9021 2,1: This line has no effect: line 1 says the same")]
    public async Task A_bad_line_is_one_finding_and_the_rest_is_used(string line, string finding)
    {
        Assert.Equal([finding], OfTheFile(await Run($"{Accepted}\n{line}\n")));
        Assert.Equal([finding], OfTheFile(await Run($"\uFEFF{Accepted}\r\n{line}\r\n# end")));
    }

    [Theory]
    [InlineData("net8.0", null)]
    [InlineData("net10.0", "PAT9020 1,1: 'M:L.Read' does not break PAT0402 for net10.0: remove this line")]
    public async Task A_line_may_hold_for_one_target_framework(string framework, string? finding)
    {
        var build = new Dictionary<string, string> { ["TargetFramework"] = framework, ["PatternsTargetFrameworks"] = "net10.0,net8.0" };
        var file = new TeamFile("PatternBaseline.txt", $"PAT0402 M:L.Read [net10.0]\n{Accepted} [net8.0]") { Build = build };

        var findings = await file.Findings(Source.Compile(Log), new BaselineAnalyzer(), new WriteAheadLogAnalyzer());

        Assert.Equal(finding is null ? [] : [finding], OfTheFile(findings));
        Assert.Equal(finding is not null, findings.Any(one => one.StartsWith("PAT0402", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_finding_that_is_not_accepted_is_reported_where_the_team_asks_for_it() => Assert.Equal(
        ["PAT9022 4,34: This breaks PAT0402, and PatternBaseline.txt has no line 'PAT0402 M:L.Add(System.Byte[])'"],
        OfTheFile(await Run("PAT0404 M:L.Add(System.Byte[])\nPAT0403 T:L", Log, ("PAT9022", ReportDiagnostic.Warn))));

    [Fact]
    public async Task A_rule_that_is_off_needs_no_line() => Assert.Empty(
        OfTheFile(await Run("PAT0404 M:L.Add(System.Byte[])\nPAT0403 T:L", Log, ("PAT9022", ReportDiagnostic.Warn), ("PAT0402", ReportDiagnostic.Suppress))));

    private static IEnumerable<string> OfTheFile(IEnumerable<string> findings) => findings.Where(finding => finding.StartsWith("PAT90", StringComparison.Ordinal));

    private static Task<string[]> Run(string? text, string source = Log, params (string Rule, ReportDiagnostic Severity)[] severities)
    {
        var compilation = Source.Compile(source);
        compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(severities.ToDictionary(one => one.Rule, one => one.Severity)));
        return new TeamFile("PatternBaseline.txt", text).Findings(compilation, new BaselineAnalyzer(), new WriteAheadLogAnalyzer());
    }
}
