using System.Collections.Immutable;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>What is known of a type that takes part in consensus.</summary>
/// <param name="Parts">Its evidence; null for a type that only uses a group.</param>
internal sealed record RaftModel(TypeFacts Type, Role Role, Confidence Confidence, ReferenceProject? Closest, ImmutableArray<Evidence> Because,
    RaftParts? Parts = null)
    : Recognised(Type, Role, Confidence, Closest, Because)
{
    /// <summary>Where the middle of the sorted positions is taken, and the term of the group; null where none is.</summary>
    public (Body Body, Majority Majority, Term Term)? Middle { get; init; }
}

/// <summary>The parts that types play in a consensus group.</summary>
internal static class RaftRoles
{
    public static readonly Role Node = new("node", "a Raft node");
    public static readonly Role Election = new("election-driver", "an election driver of Raft");
    public static readonly Role Follower = new("follower", "a follower of Raft");
    public static readonly Role Replicator = new("replicator", "a replicator of Raft");
    public static readonly Role State = new("persistent-state", "the state that a Raft node keeps");
    public static readonly Role Log = new("log", "the log of a Raft node");
    public static readonly Role Host = new("multi-group-host", "a host of many Raft groups");
    public static readonly Role Proposer = new("proposer", "a proposer of changes to a Raft group");
    public static readonly Role StateMachine = new("replicated-state-machine", "a state machine behind Raft");
}
