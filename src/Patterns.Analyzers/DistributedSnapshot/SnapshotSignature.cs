using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>
/// A type shows the pattern when it helps a computation resume where a consistent cut was taken: a position in the input is saved and reading goes on
/// from it; a marker or a phase has every part store its state; or state is saved together with the position it belongs to.
/// </summary>
internal static class SnapshotSignature
{
    public static bool MayMatch(TypeFacts type) => MayUse(type) || LibraryContract.MayFulfil(type) || ContractStore.MayBe(type);

    public static SnapshotModel? Recognise(TypeFacts type) => LibraryContract.In(type) ?? UserOf(type) ?? ContractStore.In(type);

    /// <summary>What the type is by its own code, apart from stores, which are known by those who use them.</summary>
    public static SnapshotModel? UserOf(TypeFacts type) => MayUse(type) ? type.Project.GetOrAdd<SnapshotModel?>((nameof(SnapshotSignature), type), () => Judge(type)) : null;

    private static bool MayUse(TypeFacts type) => LibraryClient.MayBeIn(type) || LibraryStore.MayUse(type) || BrokerOrder.MayBe(type) || PositionTracker.MayBe(type) || PacedKeeper.MayBe(type)
        || VersionedPhases.MayBe(type) || BarrierOperator.MayBe(type) || AcknowledgedCheckpoint.MayBe(type) || CountedPreparation.MayBe(type) || Materialised.MayBe(type) || StagedCheckpoint.MayBe(type);

    private static SnapshotModel? Judge(TypeFacts type) =>
        (VersionedPhases.MayBe(type) ? VersionedPhases.In(type) : null)
        ?? (AcknowledgedCheckpoint.MayBe(type) ? AcknowledgedCheckpoint.In(type) : null)
        ?? (BarrierOperator.MayBe(type) ? BarrierOperator.In(type) : null)
        ?? (CountedPreparation.MayBe(type) ? CountedPreparation.In(type) : null)
        ?? (StagedCheckpoint.MayBe(type) ? StagedCheckpoint.In(type) : null)
        ?? (Materialised.MayBe(type) ? Materialised.In(type) : null)
        ?? (LibraryClient.MayBeIn(type) ? LibraryClient.In(type) : null)
        ?? (BrokerOrder.MayBe(type) ? BrokerOrder.In(type) : null)
        ?? (PositionTracker.MayBe(type) ? PositionTracker.In(type) : null)
        ?? (PacedKeeper.MayBe(type) ? PacedKeeper.In(type) : null)
        ?? (LibraryStore.MayUse(type) ? LibraryStore.In(type) : null);
}
