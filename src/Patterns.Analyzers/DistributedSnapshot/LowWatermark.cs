using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>
/// A type that keeps the unfinished items of an input in order and, whenever one of them is finished, says how far everything is: up to the first that is
/// not, or up to the highest seen when none is left. Somebody asks for that position and hands it on.
/// </summary>
internal static class LowWatermark
{
    private static readonly Words Removals = new("Remove", "TryRemove");
    private static readonly Words Firsts = new("First", "Min", "Keys");

    public static bool MayBe(TypeFacts type) => type.Slots.Any(IsOrdered) && type.Bodies.Any(body => MayStep(body));

    public static SnapshotModel? In(TypeFacts type)
    {
        foreach (var outstanding in type.Slots.Where(IsOrdered))
            foreach (var body in type.Bodies)
                if (MayStep(body) && body.Words.Has(outstanding.Name) && Finished(body, outstanding) is { } finished && Below(body, outstanding) is { } below
                    && below.Target.Referenced() is { } mark
                    && IsSetToHighest(body, mark, type) && HandedOn(mark, type) is var (user, handing))
                    return new(type, SnapshotRoles.Tracker, Confidence.Medium, ReferenceProjects.Kafka, ImmutableArray.Create(
                        Evidence.At(finished.Operation, $"'{body.DisplayName}' takes a finished item out of '{outstanding.Name}'"),
                        Evidence.At(below, "only what lies before the first unfinished item counts"),
                        Evidence.At(handing.Operation, $"'{user.DisplayName}' hands that position on")));
        return null;
    }

    private static bool MayStep(Body body) => body.Words.Has("1") && body.Words.HasMark('-') && body.Words.HasAny(Removals) && body.Words.HasAny(Firsts);

    /// <summary>A collection of the framework that keeps numbers, or what is found by them, in order.</summary>
    private static bool IsOrdered(Slot slot) =>
        slot.Type is INamedTypeSymbol { Name: "SortedDictionary" or "SortedList" or "SortedSet", TypeArguments: [var number, ..] } && number.IsNumber()
        && slot.Type.IsCollection();

    private static Call? Finished(Body body, Slot outstanding)
    {
        foreach (var call in body.Calls)
            if (Removals.Contains(call.Name) && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, outstanding.Symbol) && call.Arguments.Length > 0
                && call.Arguments[0].Item() is not null) return call;
        return null;
    }

    /// <summary><c>done = outstanding.Keys.First() - 1</c>.</summary>
    private static ISimpleAssignmentOperation? Below(Body body, Slot outstanding) => body.Of<ISimpleAssignmentOperation>().FirstOrDefault(assignment =>
        assignment.Target.IsOwnMember() && assignment.Target.Type.IsNumber()
        && assignment.Value.Plain() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, LeftOperand: var first, RightOperand: var one }
        && one.Plain().ConstantValue is { HasValue: true, Value: 1 or 1L or 1UL or 1U } && first.Mentions(outstanding.Symbol));

    /// <summary>Where nothing is left, the same field takes the highest number that another member has seen on an item.</summary>
    private static bool IsSetToHighest(Body body, ISymbol mark, TypeFacts type) => body.Of<ISimpleAssignmentOperation>().Any(assignment =>
        SymbolEqualityComparer.Default.Equals(assignment.Target.Referenced(), mark) && assignment.Value.IsOwnMember()
        && assignment.Value.Referenced() is { } highest
        && type.Bodies.Any(other => other != body && other.Words.Has(highest.Name)
            && other.Of<ISimpleAssignmentOperation>()
                .Any(seen => SymbolEqualityComparer.Default.Equals(seen.Target.Referenced(), highest) && seen.Value.Item() is not null)));

    /// <summary>Where other code asks for the position and gives it to something else.</summary>
    private static (Body User, Call Handing)? HandedOn(ISymbol mark, TypeFacts type)
    {
        foreach (var asked in type.Bodies.Where(body => body.IsOpen && body.Words.Has(mark.Name)
            && body.Of<IReturnOperation>().Any(result => SymbolEqualityComparer.Default.Equals(result.ReturnedValue?.Plain().Referenced(), mark))))
            foreach (var user in type.Project.Types.Select(type.Project.Of).OfType<TypeFacts>()
                .Where(other => other != type && other.Words.Has(asked.DisplayName)).SelectMany(other => other.Bodies))
                if (user.Words.Has(asked.DisplayName) && Handing(user, asked.Method, type) is { } handing) return (user, handing);
        return null;
    }

    private static Call? Handing(Body user, IMethodSymbol asked, TypeFacts type)
    {
        foreach (var declared in user.Of<IVariableDeclaratorOperation>())
            if (declared.Initializer?.Value.Plain() is { } value && Call.From(value) is { Target: { } target }
                && SymbolEqualityComparer.Default.Equals(target.OriginalDefinition, asked))
                foreach (var call in user.Calls)
                    if (!call.IsLogging() && !SymbolEqualityComparer.Default.Equals(call.Owner, type.Symbol)
                        && call.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument.Referenced(), declared.Symbol))) return call;
        return null;
    }
}
