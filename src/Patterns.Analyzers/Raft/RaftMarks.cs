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

    private static readonly Words MissingNames = new(StateMachines.Concat(Groups).Select(SimpleName).Distinct().ToArray());

    private static readonly Words Proposals = new("ReplicateAsync", "ReplicateLogs", "ForceReplicationAsync");

    /// <summary>True when one of the libraries is referenced, or where references are missing named by the type.</summary>
    public static bool MayBeOn(TypeFacts type) => StateMachinesIn(type.Project).Length + GroupsIn(type.Project).Length > 0
        || type.Words.HasAny(MissingNames) && StateMachines.Concat(Groups).Any(mark => type.Words.Has(SimpleName(mark)) && type.SeesNamespace(SpaceOf(mark)));

    public static RaftModel? Of(TypeFacts type)
    {
        foreach (var mark in StateMachinesIn(type.Project))
            if (type.Symbol.Is(mark))
                return new(type, RaftRoles.StateMachine, Confidence.High, ReferenceProjects.Consul,
                    ImmutableArray.Create(Evidence.At(type.Symbol, $"a library applies committed entries to it through '{mark.Name}'")));
        if (type.Words.HasAny(MissingNames)
            && StateMachines.FirstOrDefault(mark => Supertypes(type.Symbol).Any(supertype => IsMissing(supertype, mark, type))) is { } named)
            return new(type, RaftRoles.StateMachine, Confidence.High, ReferenceProjects.Consul,
                ImmutableArray.Create(Evidence.At(type.Symbol, $"a library applies committed entries to it through '{SimpleName(named)}'")));
        return Proposer(type);
    }

    private static IEnumerable<INamedTypeSymbol> Supertypes(INamedTypeSymbol type) =>
        type.BaseType is { } parent ? type.Interfaces.Add(parent) : type.Interfaces;

    /// <summary>A type whose reference is missing, by its simple name where the library's namespace is imported.</summary>
    private static bool IsMissing(ITypeSymbol? type, string mark, TypeFacts user) =>
        type is { TypeKind: TypeKind.Error } && type.Name == SimpleName(mark) && user.SeesNamespace(SpaceOf(mark));

    private static string SimpleName(string mark) => mark.Substring(mark.LastIndexOf('.') + 1);

    private static string SpaceOf(string mark) => mark.Substring(0, mark.LastIndexOf('.'));

    private static RaftModel? Proposer(TypeFacts type)
    {
        var groups = GroupsIn(type.Project);
        if (!type.Words.HasAny(Proposals)) return null;
        foreach (var body in type.Bodies)
        {
            if (!body.Words.HasAny(Proposals)) continue;
            foreach (var call in body.Calls)
                if (call.Name is "ReplicateAsync" or "ReplicateLogs" or "ForceReplicationAsync"
                    && (groups.Any(group => (call.Receiver?.Type).Is(group)) || Groups.Any(group => IsMissing(call.Receiver?.Type, group, type))))
                    return new(type, RaftRoles.Proposer, Confidence.High, ReferenceProjects.Dgraph,
                        ImmutableArray.Create(Evidence.At(call.Operation, $"'{body.DisplayName}' proposes a change by '{call.Name}'")));
        }
        return null;
    }

    /// <summary>The marks that are referenced. A library's own code must earn its findings by evidence.</summary>
    private static ImmutableArray<INamedTypeSymbol> Foreign(ProjectFacts project, string[] names) => names
        .Select(name => project.Known[name])
        .OfType<INamedTypeSymbol>()
        .Where(mark => !SymbolEqualityComparer.Default.Equals(mark.ContainingAssembly, project.Compilation.Assembly))
        .ToImmutableArray();

    private static ImmutableArray<INamedTypeSymbol> StateMachinesIn(ProjectFacts project) =>
        project.GetOrAdd(StateMachines, () => Foreign(project, StateMachines));

    private static ImmutableArray<INamedTypeSymbol> GroupsIn(ProjectFacts project) => project.GetOrAdd(Groups, () => Foreign(project, Groups));
}
