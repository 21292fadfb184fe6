using Patterns.Analyzers.Raft;
using Patterns.CodeFixes.Raft;
using Patterns.Tests;

namespace Patterns.CodeFixes.Tests.Raft;

public sealed class PersistBeforeAnswerCodeFixTests
{
    [Theory]
    [InlineData("[|peer.Tell(true, T)|]; disk.Save(T, V);", "disk.Save(T, V); peer.Tell(true, T);")]
    [InlineData("[|peer.Tell(true, T)|]; /* both */ disk.Save(T, V); // at last", "disk.Save(T, V); /* both */ peer.Tell(true, T); // at last")]
    public Task The_store_comes_before_the_answer(string before, string after) => Verify<RaftAnalyzer>.Fixes<PersistBeforeAnswerCodeFix>("PAT0602", Node(before), Node(after));

    [Fact]
    public Task What_stands_between_keeps_the_order() =>
        Verify<RaftAnalyzer>.OffersNoFix<PersistBeforeAnswerCodeFix>("PAT0602", Node("[|peer.Tell(true, T)|]; if (votes.Count > 3) return; disk.Save(T, V);"));

    private static string Node(string end) => $$"""
        interface IDisk { void Save(long term, string? vote); }
        interface IPeer { void Tell(bool granted, long term); }
        class Node(IDisk disk, IPeer peer)
        {
            readonly string id = "a"; readonly int size = 3; readonly HashSet<string> votes = new(); long T; string? V;
            public void Stand() { T++; V = id; }
            public void Grant(long t, string who)
            {
                if (t < T) return;
                if (t > T) { T = t; V = null; }
                if (V != null && V != who) return;
                V = who;
                {{end}}
            }
            public bool Win(string voter) { votes.Add(voter); return votes.Count > size / 2; }
        }
        """;
}
