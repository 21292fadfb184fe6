using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>
/// A type shows the pattern when it helps a computation resume where a consistent cut was taken: a position in the input is saved and reading goes on
/// from it; a marker or a phase has every part store its state; or state is saved together with the position it belongs to.
/// </summary>
internal static class SnapshotSignature
{
    /// <summary>What a type can be by its own code, the surest first: whether symbols and words allow it, and what its code then says.</summary>
    private static readonly (Func<TypeFacts, bool> MayBe, Func<TypeFacts, SnapshotModel?> In)[] Shapes =
    [
        (VersionedPhases.MayBe, VersionedPhases.In),
        (AcknowledgedCheckpoint.MayBe, AcknowledgedCheckpoint.In),
        (BarrierOperator.MayBe, BarrierOperator.In),
        (CountedPreparation.MayBe, CountedPreparation.In),
        (StagedCheckpoint.MayBe, StagedCheckpoint.In),
        (Materialised.MayBe, Materialised.In),
        (LibraryClient.MayBe, LibraryClient.In),
        (BrokerOrder.MayBe, BrokerOrder.In),
        (BrokerStoreUser.MayBe, BrokerStoreUser.In),
        (PositionTracker.MayBe, PositionTracker.In),
        (ResumedReading.MayBe, ResumedReading.In),
        (LowWatermark.MayBe, LowWatermark.In),
        (PacedKeeper.MayBe, PacedKeeper.In),
        (KeptPosition.MayBe, KeptPosition.In),
        (LibraryStore.MayBe, LibraryStore.In),
    ];

    public static bool MayMatch(TypeFacts type) =>
        MayUse(type) || LibraryContract.MayBe(type) || ContractStore.MayBe(type) || BrokerStore.MayBe(type) || ForeignStore.MayBe(type)
        || ResumedStore.MayBe(type);

    public static SnapshotModel? Recognise(TypeFacts type) =>
        LibraryContract.In(type) ?? UserOf(type) ?? ContractStore.In(type) ?? BrokerStore.In(type) ?? ForeignStore.In(type)
        ?? ResumedStore.In(type);

    /// <summary>What the type is by its own code, apart from stores, which are known by those who use them.</summary>
    private static SnapshotModel? UserOf(TypeFacts type)
    {
        foreach (var shape in Shapes)
            if (shape.MayBe(type) && shape.In(type) is { } model) return model;
        return null;
    }

    private static bool MayUse(TypeFacts type)
    {
        foreach (var shape in Shapes)
            if (shape.MayBe(type)) return true;
        return false;
    }
}
