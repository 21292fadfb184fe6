using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>A type behind a contract by which a tracker of this project loads and saves its position.</summary>
internal static class ContractStore
{
    public static bool MayBe(TypeFacts type)
    {
        foreach (var contract in type.Symbol.AllInterfaces)
            if (PositionPair.Of(contract) is not null) return true;
        foreach (var contract in type.Symbol.SelfAndBases())
            if (PositionPair.Of(contract) is not null) return true;
        return false;
    }

    public static SnapshotModel? In(TypeFacts type)
    {
        foreach (var contract in type.Symbol.AllInterfaces.Concat(type.Symbol.SelfAndBases()))
        {
            if (PositionPair.Of(contract) is not { } pair || TrackerOf(contract, type.Project) is not { } tracker || tracker.Type == type) continue;
            if (Keeping.In(type, contract) is not { } kept) continue;
            return new(type, SnapshotRoles.Store, Confidence.Medium, tracker.Closest, ImmutableArray.Create(
                Evidence.At(kept.Operation, $"it keeps what '{pair.Save.Name}' is given"),
                Evidence.At(tracker.Type.Symbol, contract.TypeKind == TypeKind.Interface
                    ? $"who holds a '{contract.Name}', as '{tracker.Type.Symbol.Name}' does, goes on from what '{pair.Load.Name}' returns"
                    : $"'{tracker.Type.Symbol.Name}' goes on from what '{pair.Load.Name}' returns")));
        }
        return null;
    }

    /// <summary>Who uses the contract, best one that starts to read where the position says.</summary>
    private static SnapshotModel? TrackerOf(INamedTypeSymbol contract, ProjectFacts project)
    {
        SnapshotModel? first = null;
        foreach (var holder in Holders(project)[contract])
        {
            if ((PositionTracker.In(holder) ?? (AcknowledgedCheckpoint.MayBe(holder) ? AcknowledgedCheckpoint.In(holder) : null)) is not { Through: { } through } user || !SymbolEqualityComparer.Default.Equals(through.Owner, contract)) continue;
            if (user.ReadsOn) return user;
            first ??= user;
        }
        return first;
    }

    /// <summary>The types that hold something through which positions may be saved.</summary>
    private static ILookup<ISymbol?, TypeFacts> Holders(ProjectFacts project) => project.GetOrAdd(nameof(ContractStore), () => project.Types
        .Where(type => type.TypeKind is TypeKind.Class or TypeKind.Struct)
        .Select(project.Of).OfType<TypeFacts>()
        .SelectMany(type => PositionTracker.Pairs(type).Select(candidate => (Contract: (ISymbol?)candidate.Pair.Owner, Type: type)).Distinct())
        .ToLookup(pair => pair.Contract, pair => pair.Type, SymbolEqualityComparer.Default));
}
