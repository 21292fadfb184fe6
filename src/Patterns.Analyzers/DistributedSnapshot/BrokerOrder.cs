using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>A type that is told of a broker's messages in any order and releases only the positions that leave no gap; the broker keeps them.</summary>
internal static class BrokerOrder
{
    public static bool MayBe(TypeFacts type) => type.Project.Known[LibraryClient.KafkaConsumer] is not null && IsToldPositions(type);

    public static SnapshotModel? In(TypeFacts type)
    {
        if ((GapAwareness.InOwn(type) ?? GapAwareness.InHeld(type, _ => true)) is not { } gap) return null;
        return new(type, SnapshotRoles.Tracker, Confidence.High, ReferenceProjects.Kafka, ImmutableArray.Create(
            Evidence.At(gap, "only what lies before the first unfinished message counts"),
            Evidence.At(type.Symbol, "the positions are those of a message broker")));
    }

    private static bool IsToldPositions(TypeFacts type)
    {
        foreach (var slot in type.Slots)
            if (slot.Type.IsOfLibrary()) return true;
        foreach (var member in type.Symbol.GetMembers())
            if (member is IMethodSymbol method)
                foreach (var parameter in method.Parameters)
                    if (parameter.Type.IsOfLibrary()) return true;
        return false;
    }
}
