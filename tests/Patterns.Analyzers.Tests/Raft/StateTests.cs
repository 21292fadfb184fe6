using Patterns.Analyzers.Raft;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Raft;

/// <summary>Nodes whose term is kept by another object, and what else they hold.</summary>
public class StateTests
{
    [Theory]
    [InlineData("s.Next(); s.V = id;", "s.Set(t); s.V = null;", "s.V = who;", true)]
    [InlineData("s.Set(s.T + 1); s.V = id;", "s.Set(t); s.V = null;", "s.V = who;", true)]
    [InlineData("s.Both(s.T + 1, id);", "s.Both(t, null);", "s.Both(t, who);", true)]
    [InlineData("s.Same(); s.V = id;", "s.Set(t); s.V = null;", "s.V = who;", false)]
    public async Task The_object_that_keeps_the_term_may_raise_and_set_it(string stand, string adopt, string vote, bool isFound) =>
        Assert.Equal(isFound, (await Roles(Node(stand, adopt, vote) + """
            class State
            {
                public long T { get; set; } public string? V { get; set; }
                public void Next() { T++; V = null; } public void Same() { T = T; V = null; }
                public void Set(long t) { if (t > T) T = t; } public void Both(long t, string? v) { T = t; V = v; }
            }
            """)).Contains("N election-driver"));

    [Theory]
    [InlineData("s.Save(s.T + 1, id);", true)]
    [InlineData("s.Save(s.T, id);", false)]
    public async Task A_contract_that_is_given_the_next_term_keeps_it(string stand, bool isFound) => Assert.Equal(isFound, (await Roles(
        Node(stand, "s.Save(t, null);", "s.Save(t, who);").Replace("State", "IState")
        + "interface IState { long T { get; } string? V { get; } void Save(long t, string? v); }")).Contains("N election-driver"));

    [Theory]
    [InlineData("T + 1", true)]
    [InlineData("T", false)]
    public async Task A_number_of_its_own_type_makes_the_next_one(string next, bool isFound) => Assert.Equal(isFound, (await Roles(
        Node("s.Save(s.T.Next(), id);", "s.Save(t, null);", "s.Save(t, who);").Replace("State", "IState").Replace("long t", "Number t")
        + "interface IState { Number T { get; } string? V { get; } void Save(Number t, string? v); }"
        + $$"""
        readonly record struct Number(long T) { public Number Next() => new({{next}}); public static bool operator <(Number a, Number b) => a.T < b.T;
        public static bool operator >(Number a, Number b) => a.T > b.T; }
        """)).Contains("N election-driver"));

    [Theory]
    [InlineData("public void Both(long t, string? v) { T = t; V = v; }", "N election-driver", "State persistent-state")]
    [InlineData("public void Set(long t) { T = t; disk.Keep(t); }", "N election-driver", "State persistent-state")]
    [InlineData("public void Set(long t) { T = t; }", "N election-driver")]
    public async Task State_is_what_changes_term_and_vote_together_or_stores_them(string change, params string[] roles) => Assert.Equal(roles, await Roles(
        Node("s.T++; s.V = id;", "s.T = t; s.V = null;", "s.V = who;")
        + $$"""class State { readonly IDisk disk = null!; public long T { get; set; } public string? V { get; set; } {{change}} } interface IDisk { void Keep(long t); }"""));

    [Theory]
    [InlineData("tx.Put(place, t);", "N election-driver", "Store persistent-state")]
    [InlineData("", "N election-driver")]
    public async Task State_may_be_stored_by_who_keeps_the_object_with_the_term(string put, params string[] roles) => Assert.Equal(roles, await Roles(
        Node("s.T++; s.V = id;", "s.T = t; s.V = null;", "s.V = who;")
        + $$"""
        class State { readonly Store store = null!; public long T { get; set; } public string? V { get; set; } }
        class Store { readonly string place = ""; readonly State kept = new(); readonly IDb db = null!; public void Save(long t) { var tx = db.Open(); {{put}} kept.T = t; } }
        interface IDb { ITx Open(); } interface ITx { void Put(string place, long t); }
        """));

    [Theory]
    [InlineData("entries[index].Term == term", "Journal log", "N election-driver")]
    [InlineData("entries.Count == term", "N election-driver")]
    [InlineData("Math.Max(index, 1) == term", "N election-driver")]
    public async Task A_log_holds_the_term_of_an_entry_against_the_one_it_is_asked_for(string fits, params string[] roles) => Assert.Equal(roles, await Roles(
        Nodes.Of("class N").Replace("long T;", "long T; readonly IJournal journal = null!;")
        + $$"""
        interface IJournal { void Add(Entry entry); bool Fits(int index, long term); } record Entry(long Term, string Text);
        class Journal : IJournal { readonly List<Entry> entries = new(); public void Add(Entry entry) => entries.Add(entry); public bool Fits(int index, long term) => {{fits}}; }
        """));

    [Theory]
    [InlineData("public bool Same(Entry entry) => entries.Contains(entry); public void Add(Entry entry) => entries.Add(entry);", "'Add' takes entries in")]
    [InlineData("public bool Same(Entry entry) => entries.Contains(entry); public void Add(Entry entry) => Put(entry); void Put(Entry entry) => entries[0] = entry;", "'Add' takes entries in")]
    public async Task Who_only_looks_at_entries_takes_none_in(string members, string expected) => Assert.Contains(await Finds.In<RaftAnalyzer>(
        Nodes.Of("class N").Replace("long T;", "long T; readonly Journal journal = null!;")
        + $$"""
        record Entry(long Term, string Text);
        class Journal { readonly List<Entry> entries = new(); {{members}} public bool Fits(int index, long term) => entries[index].Term == term; }
        """), finding => finding.Text == "Journal" && finding.Message.Contains(expected));

    [Theory]
    [InlineData("long[] all", "N election-driver", "Peers replicator")]
    [InlineData("Func<string, long> at, long[] all", "N election-driver")]
    public async Task Who_is_handed_the_positions_only_counts(string told, params string[] roles) => Assert.Equal(roles, await Roles(
        Nodes.Of("class N").Replace("long T;", "long T; readonly Peers peers = new();")
        + $$"""class Peers { public long Middle({{told}}) { Array.Sort(all); return all[all.Length / 2]; } }"""));

    [Theory]
    [InlineData("entries[id.Index].Id == id", "Journal log", "N election-driver")]
    [InlineData("Get(id.Index).Id.Term == id.Term", "Journal log", "N election-driver")]
    [InlineData("entries.Count > id.Index", "N election-driver")]
    public async Task An_entry_may_be_told_by_an_id_of_term_and_position(string fits, params string[] roles) => Assert.Equal(roles, await Roles(
        Nodes.Of("class N").Replace("long T;", "long T; readonly IJournal journal = null!;")
        + $$"""
        interface IJournal { void Add(Entry entry); bool Has(Id id); } record struct Id(long Term, int Index); record Entry(Id Id, string Text);
        class Journal : IJournal
        {
            readonly List<Entry> entries = new(); public void Add(Entry entry) => entries.Add(entry);
            Entry Get(int index) => entries[index]; public bool Has(Id id) => {{fits}};
        }
        """));

    [Theory]
    [InlineData("new Entry(new Id(T, 1), text)", "table.Put(entry);", "Journal log", "N node")]
    [InlineData("new Entry(new Id(2, 1), text)", "table.Put(entry);", "N election-driver")]
    [InlineData("new Entry(new Id(T, 1), text)", "entry.ToString();", "N node")]
    public async Task A_log_may_leave_the_terms_of_the_entries_that_it_keeps_to_a_query(string made, string keeps, params string[] roles) => Assert.Equal(roles, await Roles(
        Nodes.Of("class N").Replace("long T;", $"long T; readonly IJournal journal = null!; readonly List<Entry> late = new(); public void Put(string text) => journal.Add({made});")
        + $$"""
        interface ITable { void Put(object row); T Ask<T>(string query); } interface IJournal { void Add(Entry entry); Entry Get(int index); }
        record struct Id(long Term, int Index); record Entry(Id Id, string Text);
        class Journal(ITable table) : IJournal { public void Add(Entry entry) { {{keeps}} } public Entry Get(int index) => table.Ask<Entry>("where index = " + index); }
        """));

    [Theory]
    [InlineData("file.Write(entry.ToString());", "Base log", "Disk log", "N election-driver")]
    [InlineData("", "Base log", "N election-driver")]
    public async Task A_log_may_write_for_its_base_class(string write, params string[] roles) => Assert.Equal(roles, await Roles(
        Nodes.Of("class N").Replace("long T;", "long T; readonly Base log = new Disk();")
        + $$"""
        record Entry(long Term, string Text);
        abstract class Base
        {
            readonly List<Entry> entries = new(); public bool Fits(int index, long term) => entries[index].Term == term;
            public void Add(Entry entry) { Save(entry); entries.Add(entry); } protected abstract void Save(Entry entry);
        }
        class Disk : Base { readonly StreamWriter file = new("log"); protected override void Save(Entry entry) { {{write}} } }
        """));

    [Theory]
    [InlineData("held.T = t; held.V = v;", "N election-driver", "Wrapped persistent-state")]
    [InlineData("Console.WriteLine(t);", "N election-driver")]
    public async Task State_may_be_what_hands_term_and_vote_on_to_what_it_wraps(string save, params string[] roles) => Assert.Equal(roles, await Roles(
        Node("s.Save(s.T + 1, id);", "s.Save(t, null);", "s.Save(t, who);").Replace("State", "IState")
        + "interface IState { long T { get; } string? V { get; } void Save(long t, string? v); } class Held { public long T { get; set; } public string? V { get; set; } }"
        + $$"""class Wrapped(Held held) : IState { public long T => held.T; public string? V => held.V; public void Save(long t, string? v) { {{save}} } }"""));

    [Theory]
    [InlineData("commit = n;", 1)]
    [InlineData("Console.WriteLine(n);", 0)]
    public async Task The_middle_is_committed_without_a_look_at_the_term(string move, int expected) => Assert.Equal(expected, (await Finds.In<RaftAnalyzer>(
        Nodes.Of("class N").Replace("long T;", "long T; readonly Peers peers = new();")
        + $$"""class Peers { long commit; readonly Dictionary<string, long> match = new(); public void Move() { var all = match.Values.ToArray(); Array.Sort(all); var n = all[all.Length / 2]; {{move}} } public long Now => commit; }"""))
        .Count(finding => finding.Id == "PAT0606"));

    [Theory]
    [InlineData("Array.Sort(all); return all[all.Length / 2];", "N election-driver", "Peers replicator")]
    [InlineData("return all[all.Length / 2];", "N election-driver")]
    public async Task The_middle_of_sorted_positions_is_what_a_majority_has(string middle, params string[] roles) => Assert.Equal(roles, await Roles(
        Nodes.Of("class N").Replace("long T;", "long T; readonly Peers peers = new();")
        + $$"""class Peers { readonly Dictionary<string, long> match = new(); public long Middle() { var all = match.Values.ToArray(); {{middle}} } }"""));

    [Fact]
    public async Task A_leader_that_is_noted_because_it_changed_is_no_vote() => Assert.Contains((await Finds.In<RaftAnalyzer>(Nodes.Of("class N")
        .Replace("long T;", "long T; string? L; public void Hear(long t, string who) { if (t < T) return; if (L == null) T = t; if (L != who) L = who; }"))),
        finding => finding.Message.Contains("'V' remembers the vote"));

    [Theory]
    [InlineData("readonly N node = new();", "Many multi-group-host", "N election-driver")]
    [InlineData("N? node; public void Tell(N n) => node = n;", "N election-driver")]
    public async Task A_channel_that_is_told_its_node_is_no_group(string holds, params string[] roles) => Assert.Equal(roles, await Roles(Nodes.Of("class N")
        + $$"""class One { {{holds}} } class Many { readonly Dictionary<string, One> all = new(); public One For(string key) => all[key]; }"""));

    private static string Node(string stand, string adopt, string vote) => $$"""
        class N(State s, string id, int size)
        {
            readonly HashSet<string> votes = new();
            public void Stand() { {{stand}} }
            public bool Grant(long t, string who)
            {
                if (t < s.T) return false;
                if (t > s.T) { {{adopt}} }
                if (s.V != null && s.V != who) return false;
                {{vote}}
                return true;
            }
            public bool Wins(string voter) { votes.Add(voter); return votes.Count > size / 2; }
        }
        """;

    private static async Task<string[]> Roles(string source) =>
        [.. (await Finds.In<RaftAnalyzer>(source)).Where(finding => finding.Id == "PAT0600").Select(finding => $"{finding.Text} {finding.Role}").Order()];
}
