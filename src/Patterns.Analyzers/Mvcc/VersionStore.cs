using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>Versions, the search among them, where new ones get their stamps, and where readers get theirs.</summary>
internal sealed class VersionStore
{
    private static readonly Words Recording = new("BitConverter", "BinaryPrimitives", "Write");

    private VersionStore(Walk walk)
    {
        Walk = walk;
        Readers = walk.Rule.Readers().SelectMany(reader => Origins.Of(reader, walk.Project, walk.Rule.Body)).ToList();
        Writes = NewVersions.Of(walk).ToImmutableArray();
    }

    public Walk Walk { get; }

    /// <summary>Where the reader's side of the rule comes from.</summary>
    public IReadOnlyList<Origin> Readers { get; }

    /// <summary>Where versions are added, each with the origins of its stamp.</summary>
    public ImmutableArray<NewVersion> Writes { get; }

    /// <summary>The members in which readers keep the stamp that they read when they began.</summary>
    public IEnumerable<(Keep Keep, Origin Origin)> Captures =>
        Readers.SelectMany(origin => origin.Kept.Where(keep => IsCapture(keep, origin)).Select(keep => (keep, origin)));

    /// <summary>The counters and clocks that number the versions.</summary>
    public IEnumerable<Origin> Sources => Writes.SelectMany(write => write.Origins).Where(IsShared);

    public Confidence Confidence { get; private set; }

    public static VersionStore? Of(Walk walk)
    {
        var store = new VersionStore(walk);
        store.Confidence = store.Weigh();
        return store.Confidence == Confidence.Low ? null : store;
    }

    private Confidence Weigh()
    {
        if (Walk.Kind == WalkKind.Scanned)
            return Writes.Length > 0 && Captures.Any(capture => capture.Origin.Counter is not null && ScannedWalks.IsOfBeginning(capture.Keep, Walk.Project))
                ? Confidence.Medium : Confidence.Low;
        if (Captures.Any() && (!Walk.Rule.Reader.Type.IsMoment() || Writes.Length > 0)) return Confidence.High;
        if (Walk.Rule.Reader.Type.IsMoment() || Writes.IsEmpty) return Confidence.Low;
        if (Walk.Kind == WalkKind.Paired && Readers.Count + Writes.Sum(write => write.Origins.Count) > 0) return Confidence.Medium;
        return Sources.Any(origin => origin.Counter is not null) ? Confidence.Medium : Confidence.Low;
    }

    /// <summary>A member is a capture when only a beginning fills it, and it is not the counter's own state.</summary>
    private bool IsCapture(Keep keep, Origin origin)
    {
        if (keep.Member is IParameterSymbol) return true;
        if (IsRecorded(keep.Member)) return false;
        if (keep.Member.ContainingType.IsSame((Walk.Element as INamedTypeSymbol) ?? (ISymbol?)null)) return false;
        if (origin.Counter is { } counter && !counter.ContainingType.IsSame(keep.Member.ContainingType)) return true;
        return keep.Member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null or { IsInitOnly: true } }
            || keep.Body is null or { IsConstructor: true } && !keep.Member.IsStatic;
    }

    /// <summary>A stamp that its type turns into bytes is the record of a commit; that of a reader is gone when it ends.</summary>
    private bool IsRecorded(ISymbol stamp) =>
        Walk.Project.Of(stamp.ContainingType) is { } owner && owner.Bodies.Any(body => body.Words.Has(stamp.Name) && body.Words.HasAny(Recording)
        && body.Calls.Any(call => call.Owner is { Name: "BitConverter" or "BinaryPrimitives" or "BinaryWriter" }
            && call.Arguments.Any(argument => stamp.IsSame(argument.Bare().Referenced()))));

    /// <summary>A counter of the store, or near it, not one that each thing has for itself.</summary>
    private bool IsShared(Origin origin)
    {
        if (origin.Counter is not { } counter) return true;
        if (counter.IsStatic) return true;
        var owner = counter.ContainingType;
        if (owner.IsSame(Walk.Element) || Walk.Project.Of(owner) is not { } type) return false;
        if (VersionLists.Of(Walk.Project).IsKept(type)) return false;
        return owner.IsSame(Walk.Body.Type.Symbol) || Holds(Walk.Body.Type, owner) || Holds(type, Walk.Body.Type.Symbol)
            || Writes.Any(write => write.Body.Type == type || Holds(write.Body.Type, owner));
    }

    private static bool Holds(TypeFacts holder, ISymbol held) =>
        holder.Slots.Any(slot => slot.Type.IsSame(held) || VersionLists.ValueOf(slot.Type).IsSame(held) || slot.Type.ElementType().IsSame(held))
        || holder.Symbol.ContainingType.IsSame(held);
}
