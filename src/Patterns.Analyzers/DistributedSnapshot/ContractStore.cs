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
            if (Keeping.Of(type, contract, pair.Save) is not { } kept) continue;
            var witness = Witness(contract, pair, tracker);
            return new(type, SnapshotRoles.Store, Confidence.Medium, tracker.Closest, ImmutableArray.Create(
                Evidence.At(kept.Call.Operation,
                    kept.Step is { } step ? $"'{step}' keeps what '{pair.Save.Name}' was given" : $"it keeps what '{pair.Save.Name}' is given"),
                Evidence.At(witness, tracker.Role == SnapshotRoles.Committer && tracker.Type.Symbol.Equals(witness, SymbolEqualityComparer.Default)
                    ? $"'{witness.Name}' saves there how far everything is done"
                    : contract.TypeKind == TypeKind.Interface
                    ? $"who holds a '{contract.Name}', as '{witness.Name}' does, goes on from what '{pair.Load.Name}' returns"
                    : $"'{witness.Name}' goes on from what '{pair.Load.Name}' returns")));
        }
        return null;
    }

    private static SnapshotModel? TrackerOf(INamedTypeSymbol contract, ProjectFacts project)
    {
        var trackers = Holders(project)[contract.OriginalDefinition].Select(holder => UserOf(contract, holder)).OfType<SnapshotModel>();
        SnapshotModel? first = null;
        foreach (var tracker in trackers)
        {
            if (tracker.ReadsOn) return tracker;
            first ??= tracker;
        }
        return first;
    }

    private static SnapshotModel? UserOf(INamedTypeSymbol contract, TypeFacts holder) =>
        (PositionTracker.In(holder) ?? (AcknowledgedCheckpoint.MayBe(holder) ? AcknowledgedCheckpoint.In(holder) : null)) is { Through: { } through } user
        && SymbolEqualityComparer.Default.Equals(through.Owner.OriginalDefinition, contract.OriginalDefinition) ? user : null;

    /// <summary>Who is told as the user: best one that starts to read where the position says, else the tracker.</summary>
    private static INamedTypeSymbol Witness(INamedTypeSymbol contract, PositionPair pair, SnapshotModel tracker) =>
        tracker.Type.Project.GetOrAdd((nameof(Witness), contract), () =>
    {
        if (tracker.ReadsOn) return tracker.Type.Symbol;
        var starting = Holders(tracker.Type.Project)[contract.OriginalDefinition]
            .FirstOrDefault(holder => SavesWhatItLoads(holder, pair) && new PositionFlow(holder, pair).StartsReading());
        return (starting ?? tracker.Type).Symbol;
    });

    /// <summary>It loads and saves through the same thing that it holds.</summary>
    private static bool SavesWhatItLoads(TypeFacts holder, PositionPair pair) =>
        Through(holder, pair.Load, pair.Loads).Intersect(Through(holder, pair.Save, pair.Saves), SymbolEqualityComparer.Default).Any();

    private static IEnumerable<ISymbol?> Through(TypeFacts holder, IMethodSymbol member, Func<Call, bool> isCall) =>
        holder.Bodies.Where(body => body.Words.Has(member.Name)).SelectMany(body => body.Calls).Where(isCall).Select(call => call.ReceiverSymbol)
            .Where(symbol => symbol is not null);

    /// <summary>The types that hold something through which positions may be saved.</summary>
    private static ILookup<ISymbol?, TypeFacts> Holders(ProjectFacts project) => project.GetOrAdd(nameof(ContractStore), () => project.Types
        .Where(type => type.TypeKind is TypeKind.Class or TypeKind.Struct)
        .Select(project.Of).OfType<TypeFacts>()
        .SelectMany(type =>
            PositionTracker.Pairs(type).Select(candidate => (Contract: (ISymbol?)candidate.Pair.Owner.OriginalDefinition, Type: type)).Distinct())
        .ToLookup(pair => pair.Contract, pair => pair.Type, SymbolEqualityComparer.Default));
}
