using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>A type that runs many groups in one process.</summary>
/// <param name="Type">The host.</param>
/// <param name="Map">Its groups by partition.</param>
/// <param name="Group">What it keeps for each partition: a type that holds a node.</param>
/// <param name="Route">Where it picks the group that a message is for.</param>
internal sealed record RaftHost(TypeFacts Type, Slot Map, TypeFacts Group, IOperation Route);

/// <summary>The hosts of many groups in a project.</summary>
internal static class RaftHosts
{
    public static ImmutableArray<RaftHost> Of(RaftGroups groups) => groups.Project.GetOrAdd(nameof(RaftHosts), () => Find(groups).ToImmutableArray());

    private static IEnumerable<RaftHost> Find(RaftGroups groups)
    {
        foreach (var symbol in groups.Project.Types)
        {
            if (symbol.TypeKind != TypeKind.Class || groups.Find(symbol) is not null || groups.Project.Of(symbol) is not { } type) continue;
            foreach (var slot in type.Slots)
                if (slot.Type is INamedTypeSymbol { TypeArguments.Length: 2 } map && groups.Project.Of(map.TypeArguments[1]) is { } group
                    && HoldsNode(group, groups) && Route(type, slot, groups) is { } route)
                {
                    yield return new(type, slot, group, route);
                    break;
                }
        }
    }

    /// <summary>A replica that holds a node for good. A map of the nodes themselves, or of channels that are told a node, is a simulated network.</summary>
    private static bool HoldsNode(TypeFacts group, RaftGroups groups) =>
        groups.Find(group.Symbol) is null && group.AllSlots.Any(slot => groups.Find(slot.Type) is not null && !IsTold(group, slot));

    private static bool IsTold(TypeFacts group, Slot node) => group.AllBodies.Any(body => !body.IsConstructor && body.Words.Has(node.Name)
        && body.Operations.SelectMany(Write.In).Any(write => node.Symbol.IsSame(write.Target.Referenced()) && write.Value?.Referenced() is IParameterSymbol));

    /// <summary>A look-up of the group by something that arrived.</summary>
    private static IOperation? Route(TypeFacts type, Slot map, RaftGroups groups)
    {
        foreach (var body in type.AllBodies)
        {
            if (!body.Words.Has(map.Name)) continue;
            var flow = ValueFlow.Of(body);
            foreach (var operation in body.Operations)
            {
                var key = operation switch
                {
                    IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } receiver, Arguments.Length: 1 } element
                        when map.Symbol.IsSame(receiver.Referenced()) => element.Arguments[0].Value,
                    IInvocationOperation { TargetMethod.Name: "TryGetValue" or "GetOrAdd" or "GetValueOrDefault", Instance: { } receiver } call
                        when map.Symbol.IsSame(receiver.Referenced()) => call.Arguments[0].Value,
                    _ => null,
                };
                if (key is not null && flow.MessageOf(key) is not null) return operation;
            }
        }
        return null;
    }
}
