using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>A type behind a contract by which positions of a message broker are stored, and given back.</summary>
internal static class BrokerStore
{
    public static bool MayBe(TypeFacts type) => type.Project.Known[LibraryClient.KafkaConsumer] is not null && Contracts(type).Any();

    public static SnapshotModel? In(TypeFacts type)
    {
        foreach (var (contract, load, save) in Contracts(type))
            if (Keeping.Of(type, contract, save) is { } kept)
                return new(type, SnapshotRoles.Store, Confidence.Medium, ReferenceProjects.Kafka, ImmutableArray.Create(
                    Evidence.At(kept.Call.Operation, $"it keeps what '{save.Name}' is given"),
                    Evidence.At(type.Symbol, $"what '{load.Name}' returns are positions of a message broker")));
        return null;
    }

    private static IEnumerable<(INamedTypeSymbol Contract, IMethodSymbol Load, IMethodSymbol Save)> Contracts(TypeFacts type) =>
        type.Symbol.AllInterfaces.SelectMany(PairsOf);

    /// <summary>The members of a contract by which such positions are stored and given back.</summary>
    public static IEnumerable<(INamedTypeSymbol Contract, IMethodSymbol Load, IMethodSymbol Save)> PairsOf(INamedTypeSymbol contract)
    {
        if (contract.IsFramework()) yield break;
        var methods = contract.GetMembers().OfType<IMethodSymbol>().Where(method => method.MethodKind == MethodKind.Ordinary).ToList();
        foreach (var load in methods)
            if (load.Parameters.Length > 0 && Positions(load.ReturnType.Awaited()) is { } position)
                foreach (var save in methods)
                    if (save.Name != load.Name && save.Parameters.Any(parameter => Positions(parameter.Type).IsSame(position)) && IsToldTheKeys(save, load))
                        yield return (contract, load, save);
    }

    private static bool IsToldTheKeys(IMethodSymbol save, IMethodSymbol load) =>
        load.Parameters.All(key => key.IsOptional || key.Type.Name == "CancellationToken" || save.Parameters.Any(parameter => parameter.Type.IsSame(key.Type)));

    /// <summary>What a collection of broker positions holds: those of the library, or objects that carry them.</summary>
    private static ITypeSymbol? Positions(ITypeSymbol type)
    {
        var element = type is IArrayTypeSymbol || type.IsCollection() ? type.ElementType() : type;
        return element is INamedTypeSymbol { SpecialType: SpecialType.None } named && !named.IsFramework()
            && (named.IsOfLibrary() || DistributedSnapshot.Positions.Data(named).Count(part => part.IsOfLibrary()) > 1) ? named : null;
    }
}
