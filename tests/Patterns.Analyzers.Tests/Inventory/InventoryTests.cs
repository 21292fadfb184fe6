using Patterns.Analyzers.Inventory;
using Patterns.Analyzers.MiddlewareChain;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Inventory;

public class InventoryTests
{
    private const string Link = "namespace Shop; class Tracing : System.Net.Http.DelegatingHandler { protected override Task<System.Net.Http.HttpResponseMessage> SendAsync(System.Net.Http.HttpRequestMessage request, CancellationToken token) => base.SendAsync(request, token); }";

    [Theory]
    [InlineData("middleware-chain T:Shop.Tracing")]
    [InlineData("\uFEFFmiddleware-chain T:Shop.Tracing\n")]
    [InlineData("# ours\r\n\r\n\tmiddleware-chain \t T:Shop.Tracing   since 2024 # kept\r\n")]
    public async Task A_file_that_agrees_with_the_code_is_silent(string text) => Assert.Empty(await Check(text));

    [Fact]
    public async Task Without_a_file_there_is_no_gate() => Assert.DoesNotContain(await Run(new("notes.txt", "x")), finding => finding.StartsWith("PAT9", StringComparison.Ordinal));

    [Fact]
    public async Task A_file_that_cannot_be_read_is_no_gate() => Assert.Empty(await Check(null));

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("# nothing yet\n")]
    public async Task An_empty_file_lists_nothing(string text) => Assert.Equal(
        ["PAT9001 1,23: 'Tracing' is a link of a middleware chain, and PatternInventory.txt has no line 'middleware-chain T:Shop.Tracing'"], await Check(text));

    [Theory]
    [InlineData("raft T:Shop.Tracing", "PAT9002 2,1: 'T:Shop.Tracing' is in the inventory as raft, but the type does not show it")]
    [InlineData("raft T:Shop.Gone", "PAT9002 2,1: 'T:Shop.Gone' is in the inventory as raft, but this project has no such type")]
    [InlineData("raft T:System.String", "PAT9002 2,1: 'T:System.String' is in the inventory as raft, but this project has no such type")]
    [InlineData("raft", "PAT9003 2,1: This line has no effect: a line is a pattern, a documentation id and, if wanted, a remark")]
    [InlineData("  wal T:Shop.Tracing", "PAT9003 2,3: This line has no effect: there is no pattern 'wal'")]
    [InlineData("raft  Shop.Tracing", "PAT9003 2,7: This line has no effect: 'Shop.Tracing' is not the documentation id of a type: those begin with 'T:'")]
    [InlineData("middleware-chain T:Shop.Tracing again", "PAT9003 2,1: This line has no effect: line 1 says the same")]
    public async Task A_bad_line_is_one_finding_and_the_rest_is_used(string line, string finding)
    {
        Assert.Equal([finding], await Check($"middleware-chain T:Shop.Tracing\n{line}\n"));
        Assert.Equal([finding], await Check($"\uFEFFmiddleware-chain T:Shop.Tracing\r\n{line}\r\n# end"));
    }

    [Theory]
    [InlineData("net8.0", "middleware-chain T:Shop.Tracing [net8.0]\nraft T:Shop.Gone [net10.0] since then")]
    [InlineData("net10.0", "middleware-chain T:Shop.Tracing [net8.0,net10.0]")]
    [InlineData("net10.0", "middleware-chain T:Shop.Tracing [NET8.0;net10.0] kept")]
    [InlineData(null, "middleware-chain T:Shop.Tracing [net8.0]")]
    public async Task A_line_may_hold_for_some_target_frameworks(string? framework, string text) => Assert.Empty(await Check(text, framework));

    [Theory]
    [InlineData("", "PAT9002 1,1: 'T:Shop.Gone' is in the inventory as raft, but this project has no such type for net8.0")]
    [InlineData("[net8.0]", "PAT9002 1,1: 'T:Shop.Gone' is in the inventory as raft, but this project has no such type for net8.0")]
    [InlineData("[net8]", "PAT9003 1,18: This line has no effect: this project is not built for 'net8'")]
    [InlineData("[net10.0,later]", "PAT9003 1,18: This line has no effect: this project is not built for 'later'")]
    public async Task What_does_not_hold_for_a_target_framework_is_said(string scope, string finding) =>
        Assert.Equal([finding], await Check($"raft T:Shop.Gone {scope}\nmiddleware-chain T:Shop.Tracing", "net8.0"));

    [Fact]
    public async Task A_type_that_shows_a_pattern_for_another_framework_than_agreed_is_reported() => Assert.Equal(
        ["PAT9001 1,23: 'Tracing' is a link of a middleware chain, and PatternInventory.txt has no line 'middleware-chain T:Shop.Tracing'"],
        await Check("middleware-chain T:Shop.Tracing [net10.0]", "net8.0"));

    [Theory]
    [InlineData("raft T:Shop.Gone [net10.0]\nraft T:Shop.Gone [net10.0]", "line 1 says the same")]
    [InlineData("raft T:Shop.Gone [net10.0]\nraft T:Shop.Gone", "line 1 says it for [net10.0]")]
    [InlineData("raft T:Shop.Gone [net8.0]\nraft T:Shop.Gone [net10.0]", "line 1 says it for [net8.0]")]
    public async Task Lines_that_contradict_each_other_are_said(string lines, string reason) =>
        Assert.Contains($"PAT9003 2,1: This line has no effect: {reason}", await Check(lines + "\nmiddleware-chain T:Shop.Tracing", "net8.0"));

    [Theory]
    [InlineData("/src/PatternInventory.txt")]
    [InlineData("/src/../src/./PatternInventory.txt")]
    public async Task A_file_that_is_named_twice_is_read_once(string path)
    {
        const string Text = "raft T:Shop.Gone\nmiddleware-chain T:Shop.Tracing";
        Assert.Single(await Run(new("/src/PatternInventory.txt", Text) { Beside = [new TeamFile(path, Text)] }), finding => finding.StartsWith("PAT9002", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_files_are_both_read()
    {
        var other = new TeamFile("/shared/PatternInventory.txt", "middleware-chain T:Shop.Tracing\nraft T:Shop.Gone");
        Assert.Equal(2, OfTheGate(await Run(new("/src/PatternInventory.txt", "raft T:Shop.Lost") { Beside = [other] })).Length);
    }

    private static async Task<string[]> Check(string text, string? framework)
    {
        var build = new Dictionary<string, string> { ["PatternsTargetFrameworks"] = "net10.0,net8.0" };
        if (framework is not null) build["TargetFramework"] = framework;
        return OfTheGate(await Run(new("/src/PatternInventory.txt", text) { Build = build }));
    }

    private static async Task<string[]> Check(string? text) => OfTheGate(await Run(new("/src/PatternInventory.txt", text)));

    private static string[] OfTheGate(string[] findings) => [.. findings.Where(finding => !finding.StartsWith("PAT0", StringComparison.Ordinal))];

    private static Task<string[]> Run(TeamFile file) => file.Findings(Source.Compile(Link), new InventoryAnalyzer(), new MiddlewareChainAnalyzer());
}
