using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>
/// A type that has a contract of the project keep positions of a message broker: it asks for what was stored and says where to start, or it has stored how
/// far it came and remembers that.
/// </summary>
internal static class BrokerStoreUser
{
    public static bool MayBe(TypeFacts type) =>
        type.Project.Known[LibraryClient.KafkaConsumer] is not null
        && Pairs(type.Project).Any(pair => type.Words.Has(pair.Load.Name) || type.Words.Has(pair.Save.Name));

    public static SnapshotModel? In(TypeFacts type)
    {
        foreach (var (contract, load, save) in Pairs(type.Project))
            if (!type.Symbol.Is(contract) && (Restorer(type, load) ?? Committer(type, save)) is { } model) return model;
        return null;
    }

    private static ImmutableArray<(INamedTypeSymbol Contract, IMethodSymbol Load, IMethodSymbol Save)> Pairs(ProjectFacts project) =>
        project.GetOrAdd(nameof(BrokerStoreUser), () => project.Types.Where(type => type.TypeKind == TypeKind.Interface).SelectMany(BrokerStore.PairsOf)
            .ToImmutableArray());

    private static SnapshotModel? Restorer(TypeFacts type, IMethodSymbol load)
    {
        if (LibraryClient.Next(type) is not { } next || CallOf(type, load) is not var (body, call)) return null;
        return new(type, SnapshotRoles.Tracker, Confidence.Medium, ReferenceProjects.Kafka, ImmutableArray.Create(
            Evidence.At(call.Operation, $"'{body.DisplayName}' asks for what is stored by '{load.Name}'"),
            Evidence.At(next, "the next position is the one to start from"))) { ReadsOn = true };
    }

    private static SnapshotModel? Committer(TypeFacts type, IMethodSymbol save)
    {
        if (CallOf(type, save) is not var (body, call) || Remembered(type, body) is not { } last) return null;
        return new(type, SnapshotRoles.Committer, Confidence.Medium, ReferenceProjects.Kafka, ImmutableArray.Create(
            Evidence.At(call.Operation, $"'{body.DisplayName}' has positions of a message broker stored by '{save.Name}'"),
            Evidence.At(last.Symbol, $"'{last.Name}' remembers which")));
    }

    private static (Body Body, Call Call)? CallOf(TypeFacts type, IMethodSymbol member)
    {
        foreach (var body in type.Bodies)
            if (body.Words.Has(member.Name))
                foreach (var call in body.Calls)
                    if (SymbolEqualityComparer.Default.Equals(call.Target?.OriginalDefinition, member)) return (body, call);
        return null;
    }

    /// <summary>A map from parts of the broker's topics to positions, which is set where the positions are stored.</summary>
    private static Slot? Remembered(TypeFacts type, Body body) => type.Slots.FirstOrDefault(slot => body.Words.Has(slot.Name)
        && slot.Type is INamedTypeSymbol { TypeArguments: [var part, var position] } && part.IsOfLibrary() && position.IsOfLibrary() && slot.Changed(body));
}
