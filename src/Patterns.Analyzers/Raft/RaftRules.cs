using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>The rules of pattern 06.</summary>
internal static class RaftRules
{
    public static readonly DiagnosticDescriptor Recognition = Rule.Recognition("PAT0600", PatternCatalog.Raft);

    public static readonly DiagnosticDescriptor VoteNeedsFreshLog = Rule.Convention(
        "PAT0601", PatternCatalog.Raft, "A vote needs a log that is at least as new",
        "'{0}' grants a vote but {1}",
        "A node votes only for a candidate whose last entry has a greater term than its own last entry, or the same term and a log that is at least as long.");

    public static readonly DiagnosticDescriptor PersistBeforeAnswer = Rule.Convention(
        "PAT0602", PatternCatalog.Raft, "A vote is stored before it is answered",
        "'{0}' answers by '{1}' before '{2}' has stored the vote: after a crash in between the node can vote again in the same term",
        "Term and vote are on stable storage before the answer leaves. A node that answers first and crashes comes back without its vote and may give it to somebody else.");

    public static readonly DiagnosticDescriptor VoteKeptInTerm = Rule.Convention(
        "PAT0603", PatternCatalog.Raft, "A vote is kept for the whole term",
        "'{0}' clears '{1}' on a path that does not raise '{2}': the node can vote twice in one term",
        "The memory of the vote is cleared only together with a rise of the term; otherwise two candidates can win the same term.");

    public static readonly DiagnosticDescriptor StaleMessageEnds = Rule.Convention(
        "PAT0604", PatternCatalog.Raft, "A message of an older term ends its handler",
        "'{0}' {2} '{1}', but what follows still obeys it",
        "A message whose term is smaller than the node's own comes from a deposed leader or a lost election: it is rejected and changes nothing.");

    public static readonly DiagnosticDescriptor ReplyIsFenced = Rule.Convention(
        "PAT0605", PatternCatalog.Raft, "A reply is held against the current term",
        "'{0}' counts a reply {2} '{1}': {3}",
        "Votes and acknowledgements count only in the term in which they were asked for, and a reply with a greater term makes the node a follower.");

    public static readonly DiagnosticDescriptor CommitOwnTerm = Rule.Convention(
        "PAT0606", PatternCatalog.Raft, "Only entries of the own term are committed by counting",
        "'{0}' moves '{1}' on by a majority without asking whether the entry is of '{2}': an entry of an older term can still be overwritten",
        "A leader counts replicas only for entries of its own term; entries of older terms are committed together with the first such entry.");

    public static readonly DiagnosticDescriptor AppendNeedsLogCheck = Rule.Convention(
        "PAT0607", PatternCatalog.Raft, "Success answers entries that fit and are stored",
        "'{0}' answers success but neither holds the previous entry against its log nor reads '{1}': the leader will count entries that are not there",
        "A follower answers an append with success only after it has found the previous entry with the same term in its log, and has stored the new ones.");

    public static readonly DiagnosticDescriptor LeaderKeepsLog = Rule.Convention(
        "PAT0608", PatternCatalog.Raft, "A leader never takes entries out of its log",
        "'{0}' removes an entry from '{1}' while it serves what '{2}' proposed: followers may hold it already, or have committed it",
        "A leader only appends: a request that times out may still be committed, and an entry that was sent cannot be taken back.");
}
