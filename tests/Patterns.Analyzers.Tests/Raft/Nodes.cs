namespace Patterns.Analyzers.Tests.Raft;

/// <summary>Nodes to be varied by tests.</summary>
internal static class Nodes
{
    public const string Stand = "T++; V = id;";
    public const string Wins = "votes.Add(voter); return votes.Count > size / 2;";

    /// <summary>A node that keeps every convention.</summary>
    private const string Whole = """
        enum Part { Follower, Candidate, Leader }
        record Entry(long Term, string Text);
        record Ask(long Term, string Who, int Length, long LastTerm);
        record Append(long Term, int Previous, long PreviousTerm, List<Entry> Entries, int Commit);
        record Reply(long Term, string Who, bool Success, int Match);
        interface IDisk { void Save(long term, string? vote); }
        interface IPeer { void Tell(bool granted, long term); }
        class N
        {
            readonly string id = "a"; readonly int size = 3; readonly List<Entry> log = new(); readonly HashSet<string> votes = new();
            readonly Dictionary<string, int> match = new(); readonly Dictionary<string, int> next = new(); readonly IDisk disk = null!; readonly IPeer peer = null!;
            long T; string? V; int commit; int applied; Part part;
            long Last => log.Count == 0 ? 0 : log[log.Count - 1].Term;
            public void Stand() { T++; V = id; part = Part.Candidate; votes.Clear(); }
            public bool Grant(Ask ask)
            {
                if (ask.Term < T) return false;
                if (ask.Term > T) { T = ask.Term; V = null; }
                if (ask.LastTerm < Last || ask.LastTerm == Last && ask.Length < log.Count) return false;
                if (V != null && V != ask.Who) return false;
                V = ask.Who;
                return true;
            }
            public void Count(Reply reply)
            {
                if (reply.Term != T || part != Part.Candidate) return;
                votes.Add(reply.Who);
                if (votes.Count > size / 2) part = Part.Leader;
            }
            public bool Take(Append append)
            {
                if (append.Term < T) return false;
                T = append.Term;
                if (append.Previous > 0 && log[append.Previous - 1].Term != append.PreviousTerm) return false;
                log.AddRange(append.Entries);
                return true;
            }
            public void Acknowledge(Reply reply)
            {
                if (reply.Term != T) return;
                if (!reply.Success) { next[reply.Who]--; return; }
                next[reply.Who] = reply.Match + 1;
                match[reply.Who] = reply.Match;
                Commit();
            }
            void Commit()
            {
                var n = commit + 1;
                if (match.Values.Count(m => m >= n) + 1 > size / 2 && log[n - 1].Term == T) commit = n;
                while (applied < commit) applied++;
            }
            public void Propose(string text)
            {
                log.Add(new Entry(T, text));
            }
        }
        """;

    public static string Kept => Whole;

    /// <summary>The node with one passage replaced.</summary>
    public static string With(string passage, string instead)
    {
        Assert.Contains(passage, Whole);
        return Whole.Replace(passage, instead);
    }

    /// <summary>The least node.</summary>
    public static string Of(string declaration, string stand = Stand, string wins = Wins) => $$"""
        {{declaration}}
        {
            readonly string id = "a"; readonly int size = 3; readonly HashSet<string> votes = new(); long T; string? V;
            public {{declaration.Split(' ')[^1].Split('<')[0]}}() { }
            public void Stand() { {{stand}} }
            public bool Grant(long t, string who)
            {
                if (t < T) return false;
                if (t > T) { T = t; V = null; }
                if (V != null && V != who) return false;
                V = who;
                return true;
            }
            public bool Wins(string voter) { {{wins}} }
        }
        """;
}
