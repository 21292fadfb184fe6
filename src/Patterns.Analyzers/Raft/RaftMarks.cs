using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>Libraries that run the protocol: their users write the state machine, or propose changes and wait for them.</summary>
internal static class RaftMarks
{
    private static readonly string[] StateMachines =
    [
        "DotNext.Net.Cluster.Consensus.Raft.StateMachine.SimpleStateMachine",
        "DotNext.Net.Cluster.Consensus.Raft.StateMachine.IStateMachine",
        "DotNext.Net.Cluster.Consensus.Raft.PersistentState",
        "SlimCluster.Consensus.Raft.IStateMachine",
        "Rafty.FiniteStateMachine.IFiniteStateMachine",
    ];

    private static readonly string[] Groups =
    [
        "DotNext.Net.Cluster.Consensus.Raft.IRaftCluster",
        "DotNext.Net.Cluster.Replication.IReplicationCluster",
        "Kommander.IRaft",
    ];

    private static readonly Words Proposals = new("ReplicateAsync", "ReplicateLogs", "ForceReplicationAsync");

    /// <summary>True when one of the libraries is referenced at all.</summary>
    public static bool AreReferenced(ProjectFacts project) => StateMachinesIn(project).Length + GroupsIn(project).Length > 0;

    public static RaftModel? Of(TypeFacts type)
    {
        foreach (var mark in StateMachinesIn(type.Project))
            if (type.Symbol.Is(mark))
                return new(type, RaftRoles.StateMachine, Confidence.High, ReferenceProjects.Consul,
                    ImmutableArray.Create(Evidence.At(type.Symbol, $"a library applies committed entries to it through '{mark.Name}'")));
        return Proposer(type);
    }

    private static RaftModel? Proposer(TypeFacts type)
    {
        var groups = GroupsIn(type.Project);
        if (groups.IsEmpty || !type.Words.HasAny(Proposals)) return null;
        foreach (var body in type.Bodies)
        {
            if (!body.Words.HasAny(Proposals)) continue;
            foreach (var call in body.Calls)
                if (call.Name is "ReplicateAsync" or "ReplicateLogs" or "ForceReplicationAsync" && groups.Any(group => (call.Receiver?.Type).Is(group)))
                    return new(type, RaftRoles.StateMachine, Confidence.High, ReferenceProjects.Dgraph, ImmutableArray.Create(Evidence.At(call.Operation, $"'{body.DisplayName}' proposes a change by '{call.Name}'")));
        }
        return null;
    }

    /// <summary>The marks that are referenced. A library's own code must earn its findings by evidence.</summary>
    private static ImmutableArray<INamedTypeSymbol> Foreign(ProjectFacts project, string[] names) => names
        .Select(name => project.Known[name])
        .OfType<INamedTypeSymbol>()
        .Where(mark => !SymbolEqualityComparer.Default.Equals(mark.ContainingAssembly, project.Compilation.Assembly))
        .ToImmutableArray();

    private static ImmutableArray<INamedTypeSymbol> StateMachinesIn(ProjectFacts project) => project.GetOrAdd(StateMachines, () => Foreign(project, StateMachines));

    private static ImmutableArray<INamedTypeSymbol> GroupsIn(ProjectFacts project) => project.GetOrAdd(Groups, () => Foreign(project, Groups));
}
