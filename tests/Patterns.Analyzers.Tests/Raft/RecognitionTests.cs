using Patterns.Analyzers.Raft;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Raft;

public class RecognitionTests
{
    [Theory]
    [InlineData("class")]
    [InlineData("sealed record")]
    [InlineData("partial class")]
    [InlineData("struct")]
    public async Task Every_kind_of_type_can_be_a_node(string kind) => Assert.Equal("high", (await Node(kind + " N")).Confidence);

    [Fact]
    public async Task A_generic_node_is_a_node() => Assert.Equal("high", (await Node("class N<TCommand>")).Confidence);

    [Fact]
    public async Task The_message_names_the_members_that_prove_it()
    {
        var message = (await Node("class N")).Message;
        Assert.All(["'Stand' raises 'T'", "'Grant' compares 'T' with the one that arrives and adopts it", "'V' remembers the vote", "'Wins' asks for a majority"],
            part => Assert.Contains(part, message));
    }

    [Fact]
    public async Task The_vote_is_what_is_asked_before_it_is_given_not_the_leader_that_is_known() => Assert.Contains("'V' remembers the vote", Assert.Single(
        await Found(Nodes.Of("class N", "T++; L = id;").Replace("long T;", "long T; string? L; public void Hear(long t, string who) { if (t < T) return; if (L != who) L = who; }"))).Message);

    [Theory]
    [InlineData("T++; V = id;", "votes.Add(voter); return votes.Count > size / 2;")]
    [InlineData("++T; V = this.id;", "votes.Add(voter); var half = size / 2; return votes.Count >= half + 1;")]
    [InlineData("T = T + 1; V = id;", "votes.Add(voter); return Quorum <= votes.Count; } int Quorum { get { return size / 2 + 1; }")]
    [InlineData("(T, V) = (T + 1, id);", "votes.Add(voter); bool Leader() => votes.Count > size >> 1; return Leader();")]
    [InlineData("Set(T + 1); V = id; } void Set(long t) { T = t;", "Func<bool> enough = () => votes.Count * 1.0 > size / 2.0; return enough();")]
    public async Task A_term_is_raised_and_a_majority_counted_in_many_ways(string stand, string wins) =>
        Assert.Equal("high", (await Node("class N", stand, wins)).Confidence);

    [Fact]
    public async Task A_next_term_that_is_only_remembered_raises_nothing() =>
        Assert.Empty(await Found(Nodes.Of("class N", "next = T + 1; V = id;", Nodes.Wins).Replace("long T;", "long T, next;")));

    [Fact]
    public async Task A_vote_may_be_noted_by_another_method() => Assert.Equal("high", Assert.Single(await Found(Nodes.Of("class N", "T++; V = null;", Nodes.Wins)
        .Replace("V = who;", "Note(who);").Replace("public bool Wins", "void Note(string name) { V = name; } public bool Wins"))).Confidence);

    [Fact]
    public async Task A_node_need_not_note_its_own_vote() => Assert.Equal("high", (await Node("class N", "T++; V = null;", Nodes.Wins)).Confidence);

    [Fact]
    public async Task An_atomic_term_is_a_term() => Assert.Single(await Found(Nodes.Of("class N", "Interlocked.Increment(ref T); V = id;", Nodes.Wins)
        .Replace("t < T", "t < Interlocked.Read(ref T)")));

    [Theory]
    [InlineData("readonly record struct Number(long Value)", "high")]
    [InlineData("sealed record Number(long Value) : IComparable<Number>", "high")]
    [InlineData("readonly record struct Number(long Value, long Other)", null)]
    public async Task A_term_may_have_a_type_of_its_own(string declaration, string? confidence)
    {
        var number = declaration + " { public static bool operator <(Number a, Number b) => a.Value < b.Value; public static bool operator >(Number a, Number b) => a.Value > b.Value; "
            + "public static Number operator ++(Number a) => new(a.Value + 1); public int CompareTo(Number? other) => 0; }";
        var found = await Found(Nodes.Of("class N").Replace("long T;", "Number T;").Replace("long t,", "Number t,") + number.Replace(declaration.Contains("record struct") ? "Number? other" : "\0", "Number other"));
        Assert.Equal(confidence, found.SingleOrDefault()?.Confidence);
    }

    [Fact]
    public async Task A_term_of_its_own_type_may_be_compared_by_its_number() => Assert.Equal("high", Assert.Single(await Found(Nodes.Of("class N")
        .Replace("long T;", "Number T;").Replace("long t,", "Number t,").Replace("t < T", "t.Value < T.Value").Replace("t > T", "t.Value > T.Value")
        + "readonly record struct Number(long Value) { public static Number operator ++(Number a) => new(a.Value + 1); }")).Confidence);

    [Fact]
    public async Task Role_objects_reach_the_state_through_their_node()
    {
        var found = await Found("""
            class State { long term; public long Term { get => term; set { term = value; Voted = null; } } public string? Voted; public readonly List<E> Log = new(); }
            record E(long Term);
            class Node { public readonly State State = new(); public int Size; public void Leader() { } public long Next() { var next = State.Term + 1; State.Term = next; return next; } }
            abstract class Role(Node node) { protected readonly Node Node = node; protected long Term => Node.State.Term; protected bool Enough(int votes) => votes > Node.Size / 2; }
            class Stands(Node node) : Role(node) { int votes; public void Leader(long t) { if (t > Term) return; votes++; if (Enough(votes)) Node.Leader(); } }
            class Answers(Node node) : Role(node)
            {
                public bool Leader(long t, string who)
                {
                    if (t < Term) return false;
                    Node.State.Term = t;
                    if (Node.State.Voted is null || Node.State.Voted == who) { Node.State.Voted = who; return true; }
                    return false;
                }
            }
            """);
        Assert.Equal(["Node", "Stands", "Answers"], found.Select(finding => finding.Text));
        Assert.Equal("follower", found.Single(finding => finding.Text == "Answers").Role);
    }

    [Fact]
    public async Task An_asynchronous_handler_is_a_handler() => Assert.Single(await Found(Nodes.Of("class N")
        .Replace("bool Grant(long t, string who)\n    {", "async Task<bool> Grant(long t, string who)\n    {\n        await Task.Yield();")));

    [Fact]
    public async Task A_node_nested_in_another_type_is_reported_alone() => Assert.Equal("N", Assert.Single(await Found($"class Outer {{ {Nodes.Of("public class N")} }}")).Text);

    [Theory]
    [InlineData("s.T = t;", "Stands", "Answers")]
    [InlineData("s.T = t + 1;")]
    [InlineData("")]
    public async Task Parts_that_share_one_state_are_found_together(string adopts, params string[] parts)
    {
        var found = await Found($$"""
            class State { public long T; public string? V; }
            class Stands(State s, string id) { public void Leader() { s.T++; s.V = id; } }
            class Answers(State s)
            {
                public bool Leader(long t, string who) { if (t < s.T) return false; {{adopts}} s.V = who; return true; }
            }
            class Adds(State s) { readonly List<E> log = new(); readonly List<int> acks = new(); int n; public bool Leader(int i) { log.Add(new E(s.T)); return acks.Count > n / 2; } }
            record E(long T);
            """);
        Assert.Equal(parts, found.Select(finding => finding.Text));
    }

    [Fact]
    public async Task A_shell_that_swaps_role_objects_is_a_node()
    {
        var role = (string name) => Nodes.Of("class N").Replace("class N", $"class {name} : IRole").Replace("public N()", $"public {name}()");
        var found = await Found(role("A") + role("B") + "interface IRole { void Stand(); } class Shell { IRole role = new A(); public void Go() => role = new B(); public void Back() => role = new A(); }");
        Assert.Equal("node", found.Single(finding => finding.Text == "Shell").Role);
    }

    [Theory]
    [InlineData("roles.Now.Grant(t, who)", "roles.Now.Hear(t)", "node")]
    [InlineData("roles.Now.Grant(0, id)", "roles.Now.Hear(t)", null)]
    public async Task A_front_hands_what_arrives_to_the_present_role(string grant, string hear, string? role)
    {
        var part = (string name) => Nodes.Of("class N").Replace("class N", $"class {name} : IRole").Replace("public N()", $"public bool Hear(long t) => t >= T; public {name}()");
        var found = await Found(part("A") + part("B") + "interface IRole { bool Grant(long t, string who); bool Hear(long t); } interface IRoles { IRole Now { get; } }"
            + $$"""class Front(IRoles roles, string id) { public bool Grant(long t, string who) => {{grant}}; public bool Hear(long t) => {{hear}}; }""");
        Assert.Equal(role, found.SingleOrDefault(finding => finding.Text == "Front")?.Role);
    }

    [Theory]
    [InlineData("if (t != node.T) return;", "node.Next();", "election-driver")]
    [InlineData("if (t != node.T) return;", "", "replicator")]
    [InlineData("", "node.Next();", null)]
    public async Task Votes_are_counted_in_the_own_term_by_who_leaves_old_messages_to_its_node(string fence, string stand, string? role)
    {
        var counting = $$"""class Counts(N node) { int votes, size; public void Stand() { votes = 0; {{stand}} } public bool Hear(long t) { {{fence.Replace("return", "return false")}} return ++votes > size / 2; } }""";
        var found = await Found(Nodes.Of("class N").Replace("long T;", "public long T; public void Next() => T++;") + counting);
        Assert.Equal(role, found.SingleOrDefault(finding => finding.Text == "Counts")?.Role);
    }

    [Theory]
    [InlineData("return log.Fits(previous, before);", "follower")]
    [InlineData("return log.Fits(1, 2);", null)]
    public async Task A_follower_may_ask_the_log_of_its_node_for_the_entry_that_a_message_names(string fits, string? role)
    {
        var found = await Found(Nodes.Of("class N").Replace("long T;", "public long T; public readonly Log Log = new();") + $$"""
            record Entry(long Term, string Text);
            class Log { readonly List<Entry> all = new(); public void Add(Entry entry) => all.Add(entry); public bool Fits(int index, long term) => all[index].Term == term; }
            class Takes(N node, Log log) { public bool Take(long t, int previous, long before) { if (t < node.T) return false; {{fits}} } }
            """);
        Assert.Equal(role, found.SingleOrDefault(finding => finding.Text == "Takes")?.Role);
    }

    [Theory]
    [InlineData("next[who] = last + 1; match[who] = last;", "replicator")]
    [InlineData("next[who] = 1; match[who] = last;", null)]
    public async Task A_leader_may_follow_its_peers_and_leave_the_terms_to_others(string moves, string? role)
    {
        var found = await Found(Nodes.Of("class N").Replace("long T;", "public long T;") + $$"""
            class Leads(N node, int size)
            {
                readonly Dictionary<string, long> next = new(), match = new(); public long Said => node.T;
                public bool Hear(string who, long last) { {{moves}} return match.Values.Count(m => m >= last) > size / 2; }
            }
            """);
        Assert.Equal(role, found.SingleOrDefault(finding => finding.Text == "Leads")?.Role);
    }

    [Theory]
    [InlineData("V = who;", "")]
    [InlineData("T++;", "")]
    [InlineData("if (t < T) return false;", "")]
    public async Task A_missing_part_makes_it_silent(string part, string instead) =>
        Assert.Empty(await Found(Nodes.Of("class N").Replace("if (t > T) { T = t; V = null; }", "T = t;").Replace(part, instead)));

    private static Task<Found> Node(string declaration) => Node(declaration, Nodes.Stand, Nodes.Wins);

    private static async Task<Found> Node(string declaration, string stand, string wins) => Assert.Single(await Found(Nodes.Of(declaration, stand, wins)));

    private static async Task<Found[]> Found(string source) => [.. (await Finds.In<RaftAnalyzer>(source)).Where(finding => finding.Id == "PAT0600")];
}
