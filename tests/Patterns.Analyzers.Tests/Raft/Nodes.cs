namespace Patterns.Analyzers.Tests.Raft;

/// <summary>The least node, to be varied by tests.</summary>
internal static class Nodes
{
    public const string Stand = "T++; V = id;";
    public const string Wins = "votes.Add(voter); return votes.Count > size / 2;";

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
