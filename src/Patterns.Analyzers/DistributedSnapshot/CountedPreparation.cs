using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>A cut at a position: all parts are told to finish what came before it, are counted as they do, and the last one reports that the cut is
/// complete.</summary>
internal static class CountedPreparation
{
    public static bool MayBe(TypeFacts type) => type.Words.Has("foreach") && type.Words.HasMark('-') && Candidates(type).Any();

    public static SnapshotModel? In(TypeFacts type)
    {
        foreach (var (body, position, bound, parts, count) in Candidates(type))
        {
            if (Counted(body, parts, count) is not { } told) continue;
            var answer = type.Bodies.FirstOrDefault(other => other != body && !other.IsConstructor && other.Words.Has(count.Name)
                && Steps(other, count, OperationKind.Decrement).Any());
            var complete = type.Bodies.FirstOrDefault(other => other.Words.Has(count.Name) && IsComplete(other, count));
            if (answer is null || complete is null || Ordered(type, position.Type, bound) is not { } ordered) continue;
            return new(type, SnapshotRoles.Coordinator, Confidence.Medium, ReferenceProjects.Flink, ImmutableArray.Create(
                Evidence.At(ordered, $"positions are held against '{bound.Name}'"),
                Evidence.At(told.Operation, $"'{body.DisplayName}' has each of '{parts.Name}' come to '{position.Name}'"),
                Evidence.At(answer.Declaration, $"'{answer.DisplayName}' counts who has"),
                Evidence.At(complete.Declaration, $"'{complete.DisplayName}' reports when all have")));
        }
        return null;
    }

    private static IEnumerable<(Body Body, IParameterSymbol Position, Slot Bound, Slot Parts, Slot Count)> Candidates(TypeFacts type)
    {
        foreach (var parts in type.Slots)
        {
            if (parts.Type.Participants() is null) continue;
            foreach (var count in type.Slots)
                if (!count.IsReadOnly && count.Type.SpecialType == SpecialType.System_Int32)
                    foreach (var body in type.Bodies)
                        if (body.Words.Has("foreach") && body.Words.Has(parts.Name) && body.Words.Has(count.Name))
                            foreach (var position in body.Method.Parameters)
                                if (type.Slots.FirstOrDefault(slot => !Equals(slot, count) && slot.Type.IsSame(position.Type)
                                    && IsOrdered(slot.Type)) is { } bound) yield return (body, position, bound, parts, count);
        }
    }

    private static bool IsOrdered(ITypeSymbol type) => type.IsNumber() || type.GetMembers("op_LessThanOrEqual").Any() || type.GetMembers("op_LessThan").Any();

    private static Call? Counted(Body body, Slot parts, Slot count)
    {
        foreach (var loop in body.Of<IForEachLoopOperation>())
        {
            if (!loop.Collection.Mentions(parts.Symbol) || !loop.Body.Contains(inner => IsStep(inner, count, OperationKind.Increment))) continue;
            foreach (var inner in loop.Body.SelfAndDescendants())
                if (Call.From(inner) is { } call && call.ReceiverSymbol is { } part && loop.Locals.Contains(part, SymbolEqualityComparer.Default)) return call;
        }
        return null;
    }

    private static IOperation? Ordered(TypeFacts type, ITypeSymbol position, Slot bound)
    {
        foreach (var body in type.Bodies)
            if (body.Words.Has(bound.Name) && !body.IsConstructor && body.Method.Parameters.Any(parameter => parameter.Type.IsSame(position)))
                foreach (var binary in body.Of<IBinaryOperation>())
                    if (binary.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan
                        or BinaryOperatorKind.GreaterThanOrEqual && binary.Mentions(bound.Symbol)) return binary;
        return null;
    }

    private static bool IsComplete(Body body, Slot count) => body.Of<IConditionalOperation>().Any(choice =>
        choice.Condition.Plain() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.LessThanOrEqual } equals
        && equals.Mentions(count.Symbol) && equals.RightOperand.IsConstant(0)
        && choice.WhenTrue.Contains(inner => Call.From(inner) is { } call && !call.IsLogging()));

    private static IEnumerable<IOperation> Steps(Body body, Slot count, OperationKind kind) =>
        body.Operations.Where(operation => IsStep(operation, count, kind));

    private static bool IsStep(IOperation operation, Slot count, OperationKind kind) =>
        operation is IIncrementOrDecrementOperation step && step.Kind == kind && StateSlots.Is(step.Target, count);
}
