using Patterns.Analyzers.Raft;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Raft;

public class ConventionTests
{
    private const string Freshness = "if (ask.LastTerm < Last || ask.LastTerm == Last && ask.Length < log.Count) return false;";
    private const string Grant = "V = ask.Who;";

    public static TheoryData<string> Conventions => [.. new RaftAnalyzer().SupportedDiagnostics.Select(rule => rule.Id).Where(id => id != "PAT0600")];

    [Theory]
    [MemberData(nameof(Conventions))]
    public Task A_node_that_keeps_all_is_left_alone(string id) => Silent(id, Nodes.Kept);

    [Theory]
    [InlineData("")]
    [InlineData("if (log.Count == 0) return false;")]
    [InlineData("if (ask.Length < log.Count) return false;")]
    [InlineData("if (ask.LastTerm != Last || ask.Length != log.Count) return false;")]
    public Task A_vote_without_a_look_at_term_and_length_is_reported(string test) =>
        Reported("PAT0601", Nodes.With(Freshness, test).Replace(Grant, $"[|V = ask.Who|];"));

    [Theory]
    [InlineData("if (IsBehind(ask)) return false;", "bool IsBehind(Ask a) => a.LastTerm < Last || a.LastTerm == Last && a.Length < log.Count;")]
    [InlineData("if (IsBehind(ask.LastTerm, ask.Length)) return false;", "bool IsBehind(long t, int n) => t != Last ? t < Last : n < log.Count;")]
    [InlineData("if ((ask.LastTerm, ask.Length).CompareTo((Last, log.Count)) < 0) return false;", "")]
    [InlineData("if (judge(ask)) return false;", "Func<Ask, bool> judge = null!;")]
    [InlineData("if (Own > ask.Id) return false;", "Id Own;")]
    public Task A_test_elsewhere_counts(string test, string helper) =>
        Silent("PAT0601", Nodes.With(Freshness, test).Replace("public void Stand()", helper + " public void Stand()")
            .Replace("record Ask(", "record struct Id(long Term, int Index) { public static bool operator >(Id a, Id b) => a.Term > b.Term; public static bool operator <(Id a, Id b) => b > a; } record Ask(Id Id, "));

    [Fact]
    public Task A_vote_may_be_granted_in_an_object() => Reported("PAT0601", Nodes.With(Freshness, "").Replace(Grant, $"[|V = ask.Who|];")
        .Replace("return false;", "return new Answer { Granted = false };").Replace("return true;", "return new Answer { Granted = true };")
        .Replace("public bool ", "public Answer ") + "class Answer { public bool Granted; }");

    [Fact]
    public Task A_caller_may_look_at_the_log_first() => Silent("PAT0601", Nodes.With(Grant + "\n        return true;", "return Give(ask);\n    }\n    bool Give(Ask ask)\n    {\n        V = ask.Who;\n        return true;"));

    [Theory]
    [InlineData("[|peer.Tell(true, T)|]; disk.Save(T, V);")]
    [InlineData("[|peer.Tell(true, T)|]; Store();")]
    [InlineData("if (ask.Length > 0) [|peer.Tell(true, T)|]; disk.Save(T, ask.Who);")]
    [InlineData("disk.Save(T, V); peer.Tell(true, T);")]
    [InlineData("Store(); peer.Tell(true, T);")]
    [InlineData("peer.Tell(true, T);")]
    public Task A_vote_that_is_answered_before_it_is_stored_is_reported(string answer) =>
        Reported("PAT0602", Nodes.With(Grant, Grant + answer).Replace("public void Stand()", "void Store() => disk.Save(T, V); public void Stand()"));

    [Theory]
    [InlineData("if (reply.Term != T || part != Part.Candidate) return;", "if (reply.Success) V = null;")]
    [InlineData("if (reply.Term != T || part != Part.Candidate) return;", "if (reply.Term > T) T = reply.Term; V = null;")]
    public Task A_vote_that_is_cleared_within_a_term_is_reported(string passage, string instead) =>
        Reported("PAT0603", Nodes.With(passage, instead.Replace("V = null", "[|V = null|]")));

    [Theory]
    [InlineData("if (size < 2) [|V = null|];")]
    [InlineData("if (size < 2) { T++; V = null; }")]
    public Task A_vote_that_is_given_is_not_taken_back(string lost) =>
        Reported("PAT0603", Nodes.With("T++; V = id;", "T++; V = id; " + lost));

    [Theory]
    [InlineData("T = reply.Term; V = null;", "")]
    [InlineData("V = null; T = reply.Term;", "")]
    [InlineData("Adopt(reply.Term); V = null;", "void Adopt(long t) { T = t; }")]
    [InlineData("if (reply.Term > T) { T = reply.Term; Clear(reply.Who); }", "void Clear(string why) { V = null; }")]
    public Task A_vote_that_is_cleared_with_the_term_is_right(string adoption, string helper) =>
        Silent("PAT0603", Nodes.With("if (reply.Term != T || part != Part.Candidate) return;", adoption).Replace("public void Stand()", helper + " public void Stand()"));

    [Fact]
    public Task A_stale_message_that_is_obeyed_after_its_answer_is_reported() =>
        Reported("PAT0604", Nodes.With("if (append.Term < T) return false;", "if ([|append.Term < T|]) { peer.Tell(false, T); }"));

    [Theory]
    [InlineData("if ([|append.Term < T|] && append.Commit <= commit) return false;")]
    [InlineData("if (append.Term < T && part != Part.Leader) return false;")]
    [InlineData("if (append.Term < T && append.Commit <= commit) return false; if (append.Term < T) return false;")]
    public Task A_stale_message_is_refused_whatever_else_it_says(string guard) =>
        Reported("PAT0604", Nodes.With("if (append.Term < T) return false;", guard));

    [Theory]
    [InlineData("if ([|append.Term > T|]) T = append.Term;\n        disk.Save(append.PreviousTerm, null);")]
    [InlineData("if (append.Term > T) T = append.Term;\n        if (append.Term == T) disk.Save(append.PreviousTerm, null);")]
    [InlineData("if (append.Term > T) { T = append.Term; return false; }\n        disk.Save(append.PreviousTerm, null);")]
    public Task Who_asks_only_for_greater_terms_obeys_stale_messages(string guard) =>
        Reported("PAT0604", Nodes.With("if (append.Term < T) return false;\n        T = append.Term;", guard));

    [Fact]
    public Task A_guard_whose_flag_is_always_the_same_is_reported() => Reported("PAT0604", Nodes.With("public void Stand()",
        "(Reply?, bool) Stale(Append append) { if ([|append.Term < T|]) { return (new Reply(T, id, false, 0), false); } return (null, false); }\n    public void Stand()"));

    [Theory]
    [InlineData("if (append.Term < T) { peer.Tell(false, T); return false; }")]
    [InlineData("if (append.Term < T) throw new InvalidOperationException();")]
    [InlineData("var stale = false; if (append.Term < T) { stale = true; } if (stale) return false;")]
    public Task A_stale_message_that_ends_its_handler_is_right(string guard) => Silent("PAT0604", Nodes.With("if (append.Term < T) return false;", guard));

    [Fact]
    public Task A_guard_that_stops_its_caller_is_right() => Silent("PAT0604", Nodes.With("public void Stand()",
        "(Reply?, bool) Stale(Append append) { if (append.Term < T) { return (new Reply(T, id, false, 0), true); } return (null, false); }\n    public void Stand()"));

    [Fact]
    public Task A_vote_that_counts_in_any_term_is_reported() =>
        Reported("PAT0605", Nodes.With("if (reply.Term != T || part != Part.Candidate) return;\n        votes.Add(reply.Who);", "[|votes.Add(reply.Who)|];"));

    [Theory]
    [InlineData("if (reply.Success) [|mine++|];")]
    [InlineData("{ if (reply.Term > T) { T = reply.Term; return; } if (reply.Success) mine++; }")]
    public Task Votes_that_are_awaited_count_in_their_term(string count) => Reported("PAT0605", Nodes.With("public void Stand()",
        "public async Task Ask(List<Task<Reply>> asked) { var mine = 1; foreach (var reply in await Task.WhenAll(asked)) " + count
        + " if (mine > size / 2) part = Part.Leader; }\n    public void Stand()"));

    [Fact]
    public Task An_acknowledgement_that_counts_in_any_term_is_reported() =>
        Reported("PAT0605", Nodes.With("if (reply.Term != T) return;\n        if (!reply.Success) { next[reply.Who]--; return; }", "if (!reply.Success) { [|next[reply.Who]--|]; return; }"));

    [Theory]
    [InlineData("", "[|next[reply.Who]--|]")]
    [InlineData("if (reply.Term != T) return; ", "next[reply.Who]--")]
    public Task A_base_class_that_hands_replies_on_fences_none(string test, string count) => Reported("PAT0605", Nodes.With(
        "if (reply.Term != T) return;\n        if (!reply.Success) { next[reply.Who]--; return; }", test + "if (!reply.Success) { " + count + "; return; }")
        .Replace("class N", "abstract class Hall { public void Hear(Reply reply) => Acknowledge(reply); public abstract void Acknowledge(Reply reply); }\nclass N : Hall")
        .Replace("public void Acknowledge", "public override void Acknowledge"));

    [Theory]
    [InlineData("if (reply.Term > T) { T = reply.Term; return; }", "[|next[reply.Who] = reply.Match + 1|]")]
    [InlineData("if (reply.Term > T) { T = reply.Term; return; } if (reply.Term < T) return;", "next[reply.Who] = reply.Match + 1")]
    public Task A_reply_that_is_only_asked_for_a_greater_term_may_be_late(string test, string note) => Reported("PAT0605",
        Nodes.With("if (reply.Term != T) return;\n        if (!reply.Success)", test + " if (!reply.Success)").Replace("next[reply.Who] = reply.Match + 1", note));

    [Theory]
    [InlineData("if (IsOld(reply)) return;", "bool IsOld(Reply reply) => reply.Term < T;")]
    [InlineData("if (reply.Term.CompareTo(T) != 0) return;", "")]
    public Task A_reply_may_be_fenced_elsewhere(string test, string helper) =>
        Silent("PAT0605", Nodes.With("if (reply.Term != T || part != Part.Candidate) return;", test).Replace("public void Stand()", helper + " public void Stand()"));

    [Fact]
    public Task Counting_that_ignores_the_entries_term_is_reported() =>
        Reported("PAT0606", Nodes.With("size / 2 && log[n - 1].Term == T) commit = n;", "size / 2) [|commit = n|];"));

    [Fact]
    public Task A_commit_one_call_behind_the_count_is_reported() => Reported("PAT0606", Nodes.With(
        "if (match.Values.Count(m => m >= n) + 1 > size / 2 && log[n - 1].Term == T) commit = n;",
        "if (Enough(n)) { Move(); } } bool Enough(int n) { return match.Values.Count(m => m >= n) + 1 > size / 2; } void Move() { [|commit++|];"));

    [Theory]
    [InlineData("size / 2 && TermAt(n) == T) commit = n;", "long TermAt(int n) => log[n - 1].Term;")]
    [InlineData("size / 2) Move(n);", "void Move(int n) { if (log[n - 1].Term == T) commit = n; }")]
    public Task The_entries_term_may_be_asked_elsewhere(string test, string helper) =>
        Silent("PAT0606", Nodes.With("size / 2 && log[n - 1].Term == T) commit = n;", test).Replace("public void Stand()", helper + " public void Stand()"));

    [Fact]
    public Task Becoming_a_leader_commits_nothing() => Silent("PAT0606", Nodes.With("part = Part.Leader;", "{ part = Part.Leader; applied = log.Count; }"));

    [Fact]
    public Task Success_without_a_look_at_the_entries_is_reported() => Reported("PAT0607", Nodes.With(
        "if (append.Previous > 0 && log[append.Previous - 1].Term != append.PreviousTerm) return false;\n        log.AddRange(append.Entries);\n        return true;", "[|return true;|]"));

    [Fact]
    public Task Storing_elsewhere_counts() => Silent("PAT0607", Nodes.With(
        "if (append.Previous > 0 && log[append.Previous - 1].Term != append.PreviousTerm) return false;\n        log.AddRange(append.Entries);", "Store(append);")
        .Replace("public void Stand()", "void Store(Append append) => log.AddRange(append.Entries); public void Stand()"));

    [Theory]
    [InlineData("[|log.RemoveAt(log.Count - 1)|];", "")]
    [InlineData("TakeBack(log.Count - 1);", "void TakeBack(int n) { [|log.RemoveRange(n, 1)|]; }")]
    public Task A_leader_that_takes_back_a_proposal_is_reported(string removal, string helper) => Reported("PAT0608",
        Nodes.With("log.Add(new Entry(T, text));", "log.Add(new Entry(T, text)); if (text.Length > 9) " + removal).Replace("public void Stand()", helper + " public void Stand()"));

    [Fact]
    public Task A_prefix_that_a_snapshot_holds_may_go() => Silent("PAT0608", Nodes.With("log.Add(new Entry(T, text));", "log.Add(new Entry(T, text)); log.RemoveRange(0, applied);"));

    [Fact]
    public Task A_follower_may_cut_its_log() => Silent("PAT0608", Nodes.With("log.AddRange(append.Entries);", "log.RemoveRange(append.Previous, log.Count - append.Previous); log.AddRange(append.Entries);"));

    private static Task Reported(string id, string markup) => Verify<RaftAnalyzer>.Reports(id, markup);

    private static Task Silent(string id, string source) => Verify<RaftAnalyzer>.Reports(id, source);
}
