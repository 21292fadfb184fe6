using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>
/// A type that loads a place in its input and keeps it, reads from there, takes out of what it read where to go on, has others work on what it read, and
/// has the new place stored through the same thing. What such a place is made of does not matter.
/// </summary>
internal sealed class ResumedReading
{
    private readonly TypeFacts type;
    private readonly StoredPlace store;
    private readonly Slot kept;

    private ResumedReading(TypeFacts type, StoredPlace store, Slot kept)
    {
        this.type = type;
        this.store = store;
        this.kept = kept;
    }

    public static bool MayBe(TypeFacts type) => Candidates(type).Any();

    public static SnapshotModel? In(TypeFacts type) => Judged(type)?.Model;

    /// <summary>Who reads on from what such a store gives; null where nobody of the project does.</summary>
    public static (SnapshotModel Model, StoredPlace Store)? Judged(TypeFacts type) =>
        type.Project.GetOrAdd<(SnapshotModel, StoredPlace)?>((nameof(ResumedReading), type), () => Judge(type));

    private static (SnapshotModel, StoredPlace)? Judge(TypeFacts type)
    {
        foreach (var (store, kept) in Candidates(type))
            if (new ResumedReading(type, store, kept).Model() is { } model) return (model, store);
        return null;
    }

    /// <summary>What the text names both members of, beside a field that holds what they give and take.</summary>
    private static IEnumerable<(StoredPlace Store, Slot Kept)> Candidates(TypeFacts type)
    {
        foreach (var store in StoredPlace.In(type.Project))
            if (type.Words.Has(store.Load.Name) && type.Words.Has(store.Save.Name))
                foreach (var slot in type.Slots)
                    if (!slot.IsReadOnly && !slot.IsStatic && StoredPlace.IsSame(slot.Type, store.Place)) yield return (store, slot);
    }

    private SnapshotModel? Model()
    {
        if (Loaded() is not var (loading, load) || Stored(load) is not var (saving, save)) return null;
        foreach (var body in type.Bodies)
            foreach (var step in body.Words.Has(kept.Name) ? body.Of<ISimpleAssignmentOperation>() : Enumerable.Empty<ISimpleAssignmentOperation>())
            {
                if (!IsKept(step.Target) || Batch(step.Value) is not { } batch || Read(batch, body) is not { } read
                    || Handled(batch, read, body) is not { } handled)
                    continue;
                return new(type, SnapshotRoles.Tracker, Confidence.High, ReferenceProjects.Kafka, ImmutableArray.Create(
                    Evidence.At(load.Operation, $"'{loading.DisplayName}' loads the position"),
                    Evidence.At(read.Operation, $"'{read.DisplayName()}' reads on from there"),
                    Evidence.At(handled.Operation, $"'{handled.DisplayName()}' processes what was read"),
                    Evidence.At(save.Operation, $"'{saving.DisplayName}' saves where to go on"))) { ReadsOn = true };
            }
        return null;
    }

    private bool IsKept(IOperation operation) => StateSlots.Is(operation, kept);

    /// <summary>Where what the store gives becomes the place that is kept, at once or by way of a local.</summary>
    private (Body Body, Call Call)? Loaded()
    {
        foreach (var body in type.Bodies)
            if (body.Words.Has(store.Load.Name) && body.Words.Has(kept.Name))
                foreach (var call in body.Calls)
                    if (store.Loads(call) && body.Of<ISimpleAssignmentOperation>().Any(set => IsKept(set.Target) && IsFrom(set.Value, call, body)))
                        return (body, call);
        return null;
    }

    private static bool IsFrom(IOperation value, Call call, Body body) => value.Contains(inner => inner == call.Operation)
        || value.Referenced() is ILocalSymbol local && body.DeclaredValue(local) is { } made && made.Contains(inner => inner == call.Operation);

    /// <summary>The same thing is told the place that is kept.</summary>
    private (Body Body, Call Call)? Stored(Call load)
    {
        foreach (var body in type.Bodies)
            if (body.Words.Has(store.Save.Name) && body.Words.Has(kept.Name))
                foreach (var call in body.Calls)
                    if (store.Saves(call) && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, load.ReceiverSymbol) && call.Arguments.Any(IsKept))
                        return (body, call);
        return null;
    }

    /// <summary>What the next place is taken out of: <c>batch</c> in <c>batch.Next</c>.</summary>
    private static ILocalSymbol? Batch(IOperation next) =>
        next.Plain() is IMemberReferenceOperation { Instance: not (null or IInstanceReferenceOperation) } or IInvalidOperation
            { Syntax: MemberAccessExpressionSyntax }
            ? next.SelfAndDescendants().OfType<ILocalReferenceOperation>().Select(reference => reference.Local).FirstOrDefault() : null;

    /// <summary>The call that gave it, which was told the place: as an argument, or as a member of the type that uses it.</summary>
    private Call? Read(ILocalSymbol batch, Body body)
    {
        foreach (var operation in body.Operations)
        {
            var source = operation switch
            {
                IVariableDeclaratorOperation { Initializer.Value: var value } declared when SymbolEqualityComparer.Default.Equals(declared.Symbol, batch) =>
                    value,
                ISimpleAssignmentOperation set when Names(set.Target, batch) => set.Value,
                IDeconstructionAssignmentOperation set when Names(set.Target, batch) => set.Value,
                _ => null,
            };
            if (source is null) continue;
            foreach (var inner in source.SelfAndDescendants())
                if (Call.From(inner) is { } call && !store.Loads(call) && (call.Arguments.Any(argument => argument.Contains(IsKept)) || Uses(call, body)))
                    return call;
        }
        return null;
    }

    private static bool Names(IOperation target, ILocalSymbol local) =>
        target.Contains(part => part is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local));

    private bool Uses(Call call, Body body) => body.Callees.Any(callee => callee.Call.Operation == call.Operation && callee.Body.Type == type
        && callee.Body.Words.Has(kept.Name) && callee.Body.Operations.Any(operation => IsKept(operation) && !IsTarget(operation)));

    private static bool IsTarget(IOperation operation) => operation.Parent is ISimpleAssignmentOperation set && set.Target == operation;

    /// <summary>Who is given what was read, or a part of it.</summary>
    private Call? Handled(ILocalSymbol batch, Call read, Body body)
    {
        foreach (var call in body.Calls)
            if (call.Operation != read.Operation && !call.IsLogging() && !store.Saves(call) && call.Name != "ConfigureAwait"
                && call.Owner?.IsFramework() != true && call.Arguments.Any(argument => argument.Mentions(batch) && !argument.Type.IsNumber()))
                return call;
        return null;
    }
}
