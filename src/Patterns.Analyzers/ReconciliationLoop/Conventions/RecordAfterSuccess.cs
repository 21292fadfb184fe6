using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop.Conventions;

/// <summary>PAT1003: the marker that lets a pass skip what is done already is stored when it is done.</summary>
internal static class RecordAfterSuccess
{
    public static void Check(ReconciliationLoopModel model, ConventionContext context)
    {
        if (model.Role == ReconciliationLoopRoles.Tree) return;
        foreach (var body in model.Type.Bodies)
        {
            if (!body.Method.IsAsync) continue;
            foreach (var skip in body.Of<IConditionalOperation>())
                if (Leaves(skip)
                    && Markers(skip.Condition).Select(marker => (marker, Stored: Stored(marker, skip, body)))
                        .FirstOrDefault(found => found.Stored is not null) is (var marker, { } stored) && Action(stored, marker, skip, body) is { } action)
                    context.Report(ReconciliationLoopRules.RecordAfterSuccess, stored.Syntax.GetLocation(), ImmutableArray.Create(action.Syntax.GetLocation()),
                        null, stored.Target.Syntax.ToString(), action.Name);
        }
    }

    private static bool Leaves(IConditionalOperation skip)
    {
        var branch = skip.WhenTrue is IBlockOperation { Operations: { Length: > 0 } operations } ? operations[operations.Length - 1] : skip.WhenTrue;
        return skip.WhenFalse is null && branch is IReturnOperation or IBranchOperation { BranchKind: BranchKind.Continue };
    }

    /// <summary>
    /// What a test compares for "the same, or not older", both ways round: a strict comparison only rejects what is older, and lets the same thing come again.
    /// </summary>
    private static IEnumerable<(IOperation Marker, IOperation Value)> Markers(IOperation condition)
    {
        foreach (var part in condition.SelfAndDescendants().OfType<IBinaryOperation>())
        {
            if (part.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.GreaterThanOrEqual) yield return (part.LeftOperand, part.RightOperand);
            if (part.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.LessThanOrEqual) yield return (part.RightOperand, part.LeftOperand);
        }
    }

    /// <summary>The one assignment of the value to the marker, or to the entry of the map that the marker was read from.</summary>
    private static ISimpleAssignmentOperation? Stored((IOperation Marker, IOperation Value) pair, IConditionalOperation skip, Body body)
    {
        if (pair.Value.ConstantValue.HasValue || pair.Marker.ConstantValue.HasValue) return null;
        var stores = body.Of<ISimpleAssignmentOperation>().Where(assignment => IsOf(assignment.Target, pair.Marker, skip)).ToList();
        return stores.Count == 1 && stores[0] is var stored && stored.Syntax.SpanStart > skip.Syntax.Span.End && Same(stored.Value, pair.Value)
            && stored.Enclosing<ICatchClauseOperation>() is null
            && body.Flow?.Contains(stored.Syntax) == true ? stored : null;
    }

    private static bool IsOf(IOperation target, IOperation marker, IConditionalOperation skip) =>
        marker.Plain() is ILocalReferenceOperation { Local: var read }
            ? target is IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } map, Arguments: { Length: 1 } key } && map.IsOwnMember()
                && skip.Condition.Contains(part => Call.From(part) is { Name: "TryGetValue" } ask
                && SymbolEqualityComparer.Default.Equals(ask.ReceiverSymbol, map.Referenced()) && Same(ask.Arguments[0], key[0].Value)
                    && ask.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument.Referenced(), read)))
            : marker.Plain() is IMemberReferenceOperation && Same(target, marker);

    private static bool Same(IOperation one, IOperation other) => Text(one) == Text(other);

    private static string Text(IOperation operation)
    {
        var text = operation.Plain().Syntax.ToString();
        return text.StartsWith("this.", StringComparison.Ordinal) ? text.Substring(5) : text;
    }

    /// <summary>
    /// The last call after the assignment that acts and is waited for. None that gets the object that holds the marker: that may be what stores it. Nothing
    /// where the marker is taken back, or where something was done before it was stored.
    /// </summary>
    private static Call? Action(ISimpleAssignmentOperation stored, (IOperation Marker, IOperation Value) pair, IConditionalOperation skip, Body body)
    {
        var holder = Root(stored.Target);
        if (holder is ILocalSymbol local && !IsKept(local, body)) return null;
        Call? last = null;
        foreach (var call in body.Calls)
        {
            if (holder is not null && IsTakenBack(call, stored.Target)) return null;
            if (call.Operation.Parent is not IAwaitOperation && call.Operation.Parent?.Parent is not IAwaitOperation || !Correction.Is(call)
                || call.Syntax.SpanStart < skip.Syntax.Span.End || body.Flow?.Contains(call.Syntax) != true) continue;
            if (call.Syntax.Span.End < stored.Syntax.SpanStart) return null;
            if (holder is ILocalSymbol or IParameterSymbol
                && (call.Arguments.Any(argument => argument.Mentions(holder)) || call.Receiver?.Mentions(holder) == true)) return null;
            if (body.Flow.CanReach(stored.Syntax, call.Syntax, exceptions: false)) last = call;
        }
        return last;
    }

    /// <summary>True for a local that stands for something the type keeps; what was read or copied for this pass is gone with it when the pass fails.</summary>
    private static bool IsKept(ILocalSymbol local, Body body) =>
        body.Operations.Any(operation =>
            operation.Introduced().Any(one => SymbolEqualityComparer.Default.Equals(one.Variable, local) && one.Source is { } source && IsOfOwn(source))
        || Call.From(operation) is { Name: "TryGetValue", Receiver: { } map } ask && map.IsOwnMember()
            && ask.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument.Referenced(), local)));

    /// <summary>A member of the type, an entry of one, or what is reached from there without a call that may copy.</summary>
    private static bool IsOfOwn(IOperation source)
    {
        source = source.Plain();
        while (source is IMemberReferenceOperation { Instance: { } instance } && !source.IsOwnMember()) source = instance.Plain();
        return source is IMemberReferenceOperation && source.IsOwnMember();
    }

    private static bool IsTakenBack(Call call, IOperation target) =>
        call.Name is "Remove" or "TryRemove" or "Clear" && target is IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } map }
        && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, map.Referenced());

    /// <summary>The local or parameter whose member is assigned; the member itself for the type's own.</summary>
    private static ISymbol? Root(IOperation target)
    {
        while (target.Plain() is IMemberReferenceOperation { Instance: { } instance } && instance is not IInstanceReferenceOperation) target = instance;
        return target.Referenced();
    }
}
