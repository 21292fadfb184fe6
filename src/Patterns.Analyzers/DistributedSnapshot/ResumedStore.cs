using System.Collections.Immutable;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>A type behind a contract by which somebody of the project stores where to go on reading, whatever such a place is made of.</summary>
internal static class ResumedStore
{
    public static bool MayBe(TypeFacts type)
    {
        foreach (var store in StoredPlace.In(type.Project))
            if (type.Symbol.Is(store.Owner)) return true;
        return false;
    }

    public static SnapshotModel? In(TypeFacts type)
    {
        foreach (var (reader, store) in Readers(type.Project))
            if (type.Symbol.Is(store.Owner) && Keeping.Of(type, store.Owner, store.Save) is { } kept
                && kept.Call.Receiver?.Type?.Name != store.Place.Name)
                return new(type, SnapshotRoles.Store, Confidence.Medium, reader.Closest, ImmutableArray.Create(
                    Evidence.At(kept.Call.Operation, $"it keeps what '{store.Save.Name}' is given"),
                    Evidence.At(reader.Type.Symbol, $"'{reader.Type.Symbol.Name}' goes on from what '{store.Load.Name}' returns")));
        return null;
    }

    private static ImmutableArray<(SnapshotModel Reader, StoredPlace Store)> Readers(ProjectFacts project) => project.GetOrAdd(nameof(ResumedStore),
        () => project.Declared.Where(ResumedReading.MayBe).Select(ResumedReading.Judged).Where(judged => judged is not null)
            .Select(judged => judged!.Value).ToImmutableArray());
}
