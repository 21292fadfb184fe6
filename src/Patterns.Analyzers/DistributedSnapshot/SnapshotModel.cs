using System.Collections.Immutable;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>What the signature found, for the conventions.</summary>
internal sealed record SnapshotModel(TypeFacts Type, Role Role, Confidence Confidence, ReferenceProject? Closest, ImmutableArray<Evidence> Because)
    : Recognised(Type, Role, Confidence, Closest, Because)
{
    /// <summary>Where the type makes a position durable.</summary>
    public ImmutableArray<PositionSave> Saves { get; init; } = ImmutableArray<PositionSave>.Empty;

    /// <summary>The pair through which it loads and saves; null where it uses none.</summary>
    public PositionPair? Through { get; init; }

    /// <summary>True where the position that was loaded is where reading starts.</summary>
    public bool ReadsOn { get; init; }

    /// <summary>A position that the type writes to a file itself; null where it does not.</summary>
    public KeptPosition? Kept { get; init; }

    /// <summary>State that is stored together with the position it belongs to; null where the type keeps none.</summary>
    public Materialised? Materialised { get; init; }
}
