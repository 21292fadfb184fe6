using Patterns.Analyzers.Inventory;
using Patterns.Analyzers.MiddlewareChain;
using Patterns.Analyzers.Raft;
using Patterns.Analyzers.WriteAheadLog;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Inventory;

public class KnownTypesTests
{
    /// <summary>A framework whose structure says nothing.</summary>
    private const string Framework = """
        namespace Shop;
        public record Order(string Id);
        public interface IStep<T> { Task Run(T order, Func<Task> next); int Rank { get; } }
        public abstract class Machine { public abstract void On(Order order); public abstract class Inner { } }
        public interface IJournal { void Keep(Order order); string Name { get; } }
        """;

    [Theory]
    [InlineData("[Shop.IStep`1] = middleware-chain/link", "class C : IStep<Order> { public Task Run(Order order, Func<Task> next) => next(); public int Rank => 1; }", "PAT0800", "a link of a middleware chain")]
    [InlineData("[Shop.Machine] = raft/replicated-state-machine", "class C : Machine { public override void On(Order order) { } }", "PAT0600", "a state machine behind Raft")]
    [InlineData("[Shop.Machine+Inner]=raft/node", "class C : Machine.Inner { }", "PAT0600", "a Raft node")]
    [InlineData("[Shop.C] = raft/node # our own", "class C { }", "PAT0600", "a Raft node")]
    [InlineData("\uFEFF[Shop.IJournal]::Keep\t=\twrite-ahead-log/logged-store\r\n", "class C(IJournal journal) { public void Do(Order order) => journal.Keep(order); }", "PAT0400", "a store behind a write-ahead log")]
    [InlineData("[Shop.IJournal]::Name = raft/multi-group-host", "class C(IJournal journal) { public string Do() => journal.Name; }", "PAT0600", "a host of many Raft groups")]
    public async Task What_is_taught_is_recognised(string lesson, string type, string id, string noun)
    {
        Assert.Empty(await Run("", type));
        Assert.StartsWith($"{id} ", Assert.Single(await Run(lesson, type)));
        Assert.Contains($": 'C' is {noun}: ", Assert.Single(await Run(lesson, type)));
    }

    [Theory]
    [InlineData("[Shop.Machine] = raft/node", "class C { Machine? held; }")]
    [InlineData("[Shop.Machine] = raft/node", "abstract class C : IJournal { public void Keep(Order order) { } public string Name => \"\"; }")]
    [InlineData("[Shop.C] = raft/node", "abstract class C { }")]
    [InlineData("[Shop.IJournal]::Keep = raft/node", "class C : IJournal { public void Keep(Order order) { } public string Name => \"\"; public void More(Order order) => Keep(order); }")]
    [InlineData("[Shop.IJournal]::Keep = raft/node", "class C { void Keep() { } public void Do() => Keep(); }")]
    public async Task Nothing_else_is_recognised(string lesson, string type) => Assert.Empty(await Run(lesson, type));

    [Fact]
    public async Task A_call_of_what_implements_the_member_counts() => Assert.Single(await Run(
        "[Shop.IJournal]::Keep = raft/node", "class Disk : IJournal { public void Keep(Order order) { } public string Name => \"\"; } class C(Disk disk) { public void Do(Order order) => disk.Keep(order); }"));

    [Fact]
    public async Task Conventions_hold_for_a_taught_append()
    {
        var store = "class C(IJournal journal) { readonly List<Order> _all = []; public void Do(Order order) { _all.Add(order); journal.Keep(order); } }";
        Assert.Contains(await Run("[Shop.IJournal]::Keep = write-ahead-log/logged-store", store), finding => finding.StartsWith("PAT0401 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Conventions_hold_for_a_taught_link()
    {
        var link = "class C : IStep<Order> { public async Task Run(Order order, Func<Task> next) { await next(); await next(); } public int Rank => 1; }";
        Assert.Contains(await Run("[Shop.IStep`1] = middleware-chain/link", link), finding => finding.StartsWith("PAT0801 ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[Shop.Machine] raft/node", "1: This line teaches nothing: a line is [Namespace.Type] or [Namespace.Type]::Member, then = and pattern/role")]
    [InlineData("[Shop.Machine] =", "1: This line teaches nothing: a line is [Namespace.Type] or [Namespace.Type]::Member, then = and pattern/role")]
    [InlineData("  Shop.Machine = raft/node", "3: This line teaches nothing: 'Shop.Machine' is not of the form [Namespace.Type] or [Namespace.Type]::Member")]
    [InlineData("[Shop.Machine]:On = raft/node", "1: This line teaches nothing: '[Shop.Machine]:On' is not of the form [Namespace.Type] or [Namespace.Type]::Member")]
    [InlineData("[Shop.Machine] = raft", "18: This line teaches nothing: 'raft' is not of the form pattern/role")]
    [InlineData("[Shop.Machine] = paxos/node", "18: This line teaches nothing: there is no pattern 'paxos'")]
    [InlineData("[Shop.Machine] = middleware-chain/node", "18: This line teaches nothing: 'middleware-chain' has no role 'node', but builder, coordinator, link, registrar")]
    [InlineData("[Shop.Gone]::On = raft/node", "2: This line teaches nothing: this project knows no type 'Shop.Gone'")]
    [InlineData("[Shop.Machine]::Off = raft/node", "17: This line teaches nothing: 'Shop.Machine' has no member 'Off'")]
    [InlineData("[Shop.Order] = raft/node", "1: This line teaches nothing: line 1 says the same")]
    [InlineData("[Shop.Order] = raft/follower", "1: This line teaches nothing: line 1 says 'raft/node'")]
    public async Task A_bad_line_is_one_finding_and_the_rest_is_used(string line, string finding)
    {
        string[] expected = [$"PAT9031 2,{finding}", "PAT0600"];
        Assert.Equal(expected, (await Run($"[Shop.Order] = raft/node\n{line}\n")).Select(Shorten));
        Assert.Equal(expected, (await Run($"\uFEFF[Shop.Order] = raft/node\r\n{line}\r\n# end")).Select(Shorten));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("[Shop.Machine] = raft/node\n[Shop.Machine] = write-ahead-log/log")]
    public async Task Nothing_is_said_of_a_file_that_is(string? text) => Assert.Empty(await Run(text));

    private static string Shorten(string finding) => finding.StartsWith("PAT06", StringComparison.Ordinal) ? finding[..7] : finding;

    private static Task<string[]> Run(string? lessons, string type = "") => new TeamFile("PatternKnownTypes.txt", lessons)
        .Findings(Source.Compile(Framework + type), new KnownTypesAnalyzer(), new MiddlewareChainAnalyzer(), new RaftAnalyzer(), new WriteAheadLogAnalyzer());
}
