using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>A type that is told of a broker's messages in any order and releases only the positions that leave no gap; the broker keeps them.</summary>
internal static class BrokerOrder
{
    public static bool MayBe(TypeFacts type) => type.Project.Known[LibraryClient.KafkaConsumer] is not null && Parameters(type).Any(symbol => symbol.IsOfLibrary());

    public static SnapshotModel? In(TypeFacts type)
    {
        if ((GapAwareness.InOwn(type) ?? GapAwareness.InHeld(type, _ => true)) is not { } gap) return null;
        return new(type, SnapshotRoles.Tracker, Confidence.High, ReferenceProjects.Kafka, ImmutableArray.Create(
            Evidence.At(gap, "only what lies before the first unfinished message counts"), Evidence.At(type.Symbol, "the positions are those of a message broker")));
    }

    private static IEnumerable<ITypeSymbol> Parameters(TypeFacts type) => type.Slots.Select(slot => slot.Type)
        .Concat(type.Symbol.GetMembers().OfType<IMethodSymbol>().SelectMany(method => method.Parameters.Select(parameter => parameter.Type)));
}
