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

    private static async Task<string[]> Check(string? text) =>
        [.. (await Run(new("/src/PatternInventory.txt", text))).Where(finding => !finding.StartsWith("PAT0", StringComparison.Ordinal))];

    private static Task<string[]> Run(TeamFile file) => file.Findings(Source.Compile(Link), new InventoryAnalyzer(), new MiddlewareChainAnalyzer());
}
