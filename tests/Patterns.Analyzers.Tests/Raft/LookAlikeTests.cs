using Patterns.Analyzers.Raft;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Raft;

public class LookAlikeTests
{
    [Theory]
    [InlineData("a Lamport clock", "class Candidate { long time; public void Tick() => time++; public void Receive(long other) { if (other > time) time = other; } }")]
    [InlineData("a lease", "class Leader { string? holder; DateTime renewed; int size = 2; public bool Take(string who) { if (holder != null && renewed > DateTime.UtcNow) return false; holder = who; return true; } }")]
    [InlineData("a poll", "class Leader { readonly Dictionary<string, int> votes = new(); int n; public void Vote(string who) { n++; votes[who]++; } public bool Won(string who) => votes[who] > n / 2; }")]
    [InlineData("a window of numbered packets", "class Leader { int seq; readonly List<int> sent = new(); public void Send() { seq++; sent.Add(seq); } public bool Got(int s) { if (s < seq) return false; seq = s; return sent.Count > seq / 2; } }")]
    [InlineData("a message and its builder", "record Candidate(long Term, string Who); class Builder { long term; string who = \"\"; public Builder Next() { term++; return this; } public Candidate Leader() => new(term, who); }")]
    public async Task What_only_looks_like_a_node_is_left_alone(string what, string source) => Assert.True((await Finds.In<RaftAnalyzer>(source)).IsEmpty, what);

    [Fact]
    public async Task An_election_by_view_number_without_votes_or_entries_is_left_alone() => Assert.Empty(await Finds.In<RaftAnalyzer>("""
        enum Part { Idle, Electing, Leader }
        class Elections
        {
            readonly HashSet<string> seen = new(); int view; int size = 3; Part part;
            public void Start() => Shift(view + 1);
            void Shift(int next) { view = next; part = Part.Electing; seen.Clear(); }
            public void Change(int other, string who)
            {
                if (other > view) Shift(other);
                if (seen.Add(who) && seen.Count == size / 2 + 1) part = Part.Leader;
            }
        }
        """));

    [Fact]
    public async Task Rounds_of_an_agreement_without_a_log_are_left_alone() => Assert.Empty(await Finds.In<RaftAnalyzer>("""
        enum Part { Follower, Candidate, Leader }
        record Ballot(long Round, string Who);
        class Agreement
        {
            long round; Part part; readonly List<Ballot> sent = new();
            public void Next() { round++; part = Part.Candidate; sent.Add(new Ballot(round, "me")); }
            public void Take(Ballot ballot) { if (ballot.Round < round) return; if (ballot.Round > round) { round = ballot.Round; part = Part.Follower; } }
            public void Win() { if (part == Part.Candidate) part = Part.Leader; }
        }
        """));

    [Theory]
    [InlineData("readonly P p = new();", "", "N")]
    [InlineData("", "P p, ")]
    public async Task The_number_of_what_is_walked_over_is_no_term(string field, string given, params string[] found) => Assert.Equal(found, (await Finds.In<RaftAnalyzer>($$"""
        class P { public long T; public string? V; }
        class N
        {
            readonly string id = "a"; readonly int size = 3; readonly HashSet<string> votes = new(); {{field}}
            public void Stand({{given}}string other) { p.T++; p.V = id; }
            public bool Grant({{given}}long t, string who) { if (t < p.T) return false; p.T = t; if (p.V != null && p.V != who) return false; p.V = who; return true; }
            public bool Wins(string voter) { votes.Add(voter); return votes.Count > size / 2; }
        }
        """)).Where(finding => finding.Id == "PAT0600").Select(finding => finding.Text));

    [Theory]
    [InlineData("s = new S(t, who);", "N")]
    [InlineData("S.Of(t, who);")]
    public async Task What_makes_an_object_adopts_no_term(string adopt, params string[] found) => Assert.Equal(found, (await Finds.In<RaftAnalyzer>($$"""
        class S { public long T { get; } public string? V { get; } public S(long t, string? v) { T = t; V = v; } public static S Of(long t, string? v) => new(t, v); }
        class N
        {
            S s = new(0, null); readonly int size = 3; readonly HashSet<string> votes = new();
            public void Stand() => s = new S(s.T + 1, "a");
            public bool Grant(long t, string who) { if (t < s.T || s.V != null && s.V != who) return false; {{adopt}} return true; }
            public bool Wins(string voter) { votes.Add(voter); return votes.Count > size / 2; }
        }
        """)).Where(finding => finding.Id == "PAT0600" && finding.Text == "N").Select(finding => finding.Text));

    [Fact]
    public async Task A_number_that_is_an_index_is_no_term() =>
        Assert.Empty(await Finds.In<RaftAnalyzer>(Nodes.Of("class N").Replace("public void Stand()", "readonly List<string> all = new(); string At => all[(int)T]; public void Stand()")));

    [Fact]
    public async Task A_number_up_to_which_a_loop_counts_is_no_term() =>
        Assert.Empty(await Finds.In<RaftAnalyzer>(Nodes.Of("class N").Replace("public void Stand()", "void Walk(int from) { var end = T; for (var i = from; i < 9 && i < end; i++) { } } public void Stand()")));

    [Fact]
    public async Task A_count_that_starts_over_is_no_term() => Assert.Empty(await Finds.In<RaftAnalyzer>("""
        class Head { public long N; }
        class Page(Head h) { public void Leader() => h.N++; public void Clear() => h.N = 0; }
        class Tree(Head h)
        {
            readonly List<E> log = new(); readonly List<int> keys = new(); int max;
            public bool Leader(long n) { if (n < h.N) return false; h.N = n; log.Add(new E(h.N)); return keys.Count > max / 2; }
        }
        record E(long T);
        """));

    [Fact]
    public async Task A_simulated_network_hosts_no_groups() => Assert.DoesNotContain(
        await Finds.In<RaftAnalyzer>(Nodes.Of("class N") + " record Letter(string To, long T, string Who); class Net { readonly Dictionary<string, N> nodes = new(); public bool Send(Letter l) => nodes[l.To].Grant(l.T, l.Who); }"),
        finding => finding.Text == "Net");

    [Theory]
    [InlineData("class Mine : DotNext.Net.Cluster.Consensus.Raft.StateMachine.SimpleStateMachine { }")]
    [InlineData("class Mine(DotNext.Net.Cluster.Consensus.Raft.IRaftCluster cluster) { public void Put() => cluster.ReplicateAsync(); }")]
    public async Task A_type_of_this_project_with_a_librarys_name_is_no_mark(string user) => Assert.Empty(await Finds.In<RaftAnalyzer>(Library, user));

    [Theory]
    [InlineData("using Kommander;", "class Mine(IRaft raft) { public void Put() => raft.ReplicateLogs(1); }", "proposer")]
    [InlineData("using Rafty.FiniteStateMachine;", "class Mine : IFiniteStateMachine { }", "replicated-state-machine")]
    [InlineData("using Other;", "class Mine : IFiniteStateMachine { }", null)]
    public async Task A_library_whose_reference_is_missing_is_known_by_name_and_namespace(string directive, string user, string? role) =>
        Assert.Equal(role, (await Finds.In<RaftAnalyzer>(Source.Compile(directive + " " + user))).SingleOrDefault(finding => finding.Id == "PAT0600")?.Role);

    [Theory]
    [InlineData("class Mine : DotNext.Net.Cluster.Consensus.Raft.StateMachine.SimpleStateMachine { }", "Consul")]
    [InlineData("class Mine(DotNext.Net.Cluster.Consensus.Raft.IRaftCluster cluster) { public void Put() => cluster.ReplicateAsync(); }", "Dgraph")]
    public async Task A_user_of_a_library_is_known_by_its_types(string user, string closest)
    {
        var library = Source.Compile(Library).WithAssemblyName("Library").ToMetadataReference();
        var found = Assert.Single(await Finds.In<RaftAnalyzer>(Source.Compile(user).AddReferences(library)));
        Assert.Equal(("Mine", closest, "high"), (found.Text, found.Closest, found.Confidence));
    }

    private const string Library = """
        namespace DotNext.Net.Cluster.Consensus.Raft { public interface IRaftCluster { void ReplicateAsync(); } }
        namespace DotNext.Net.Cluster.Consensus.Raft.StateMachine { public class SimpleStateMachine { } }
        """;
}
