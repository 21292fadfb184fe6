using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>Items finish out of order, and only what lies before the first unfinished one counts as done.</summary>
internal static class GapAwareness
{
    private static readonly Words Loops = new("while", "do");
    private static readonly Words Removals = new("Remove", "Contains", "ContainsKey", "TryRemove");
    private static readonly string[] Tests = ["Remove", "Contains", "ContainsKey", "TryRemove"];

    /// <summary>True when the texts of the type, and of the parts that it holds, allow to look for a finished prefix. Binds nothing.</summary>
    public static bool MayBe(TypeFacts type) =>
        type.Bodies.Any(MayBe) || type.AllSlots.Any(slot => type.Project.Of(Held(slot.Type)) is { } part && part.Bodies.Any(MayBe));

    /// <summary>Where the type itself finds the finished prefix; null where it does nothing of the kind.</summary>
    public static IOperation? InOwn(TypeFacts type) => type.Bodies.Select(In).FirstOrDefault(gap => gap is not null);

    /// <summary>Where a part that the type holds in a slot of that kind finds it.</summary>
    public static IOperation? InHeld(TypeFacts type, Func<Slot, bool> asked) => type.AllSlots
        .Where(asked)
        .Select(slot => type.Project.Of(Held(slot.Type))).OfType<TypeFacts>().Distinct()
        .Select(InOwn)
        .FirstOrDefault(gap => gap is not null);

    private static bool MayBe(Body body) => MayRunThrough(body) || MayTestGap(body) || body.Words.Has("Min");

    private static bool MayRunThrough(Body body) => body.Words.HasAny(Loops) && body.Words.HasAny(Removals);

    private static bool MayTestGap(Body body) => body.Words.Has("1") && body.Words.HasMark('+');

    private static IOperation? In(Body body)
    {
        if (MayRunThrough(body))
            foreach (var loop in body.Of<IWhileLoopOperation>())
                if (RunsThroughFinished(loop)) return loop;
        foreach (var binary in MayTestGap(body) ? body.Of<IBinaryOperation>() : Enumerable.Empty<IBinaryOperation>())
            if (IsGapTest(binary)) return binary;
        return body.Words.Has("Min") ? LowestOutstanding(body) : null;
    }

    private static ITypeSymbol? Held(ITypeSymbol type) => type.IsCollection() ? type.ElementType() : type;

    /// <summary>A loop that goes on as long as the next number is among the finished ones, whose payload nobody wants.</summary>
    private static bool RunsThroughFinished(IWhileLoopOperation loop)
    {
        foreach (var inner in loop.SelfAndDescendants())
        {
            if (Call.From(inner) is not { Arguments: [{ } key] } call || Array.IndexOf(Tests, call.Name) < 0 || call.Receiver?.Type.IsCollection() != true
                || !key.Type.IsNumber() || inner.Parent is IExpressionStatementOperation) continue;
            var decides = loop.Condition?.Syntax.Span.Contains(inner.Syntax.Span) == true || call.Name is "Remove" or "TryRemove";
            if (decides && loop.Body.Contains(operation => Advances(operation, key))) return true;
        }
        return false;
    }

    private static bool Advances(IOperation operation, IOperation key) => operation switch
    {
        IIncrementOrDecrementOperation { Kind: OperationKind.Increment } step => step.Target.Referenced() is { } next && key.Mentions(next),
        _ => Call.From(operation) is { Name: "RemoveFirst" or "Dequeue" or "TryDequeue" or "RemoveAt" } call && call.Receiver?.Type.IsCollection() == true,
    };

    /// <summary>Compares one's number plus one with another's: whether something is missing in between.</summary>
    private static bool IsGapTest(IBinaryOperation binary)
    {
        if (binary.OperatorKind is not (BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or BinaryOperatorKind.LessThan
            or BinaryOperatorKind.GreaterThan)) return false;
        return IsGap(binary.LeftOperand, binary.RightOperand) || IsGap(binary.RightOperand, binary.LeftOperand);
    }

    private static bool IsGap(IOperation sum, IOperation other) =>
        sum.Plain() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } add
        && add.RightOperand.Plain().ConstantValue is { HasValue: true, Value: 1 or 1L or 1UL or 1U }
        && add.LeftOperand.Plain() is IMemberReferenceOperation { Instance: { } first, Member: var member }
        && other.Plain() is IMemberReferenceOperation { Instance: { } second } right
        && SymbolEqualityComparer.Default.Equals(member, right.Member) && member.ContainingType.MayBePosition()
        && first.Syntax.ToString() != second.Syntax.ToString();

    /// <summary>The smallest number of what is still outstanding, which the others are compared with or one is taken from.</summary>
    private static IOperation? LowestOutstanding(Body body)
    {
        foreach (var call in body.Calls)
        {
            if (call.Name != "Min" || !(call.Target?.ReturnType).IsNumber() || call.Owner is { Name: "Math" }) continue;
            if (IsMadeAPosition(call.Operation, body)) return call.Operation;
            if (Bound(call.Operation) is not { } lowest) continue;
            foreach (var binary in body.Of<IBinaryOperation>())
                if (binary.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.LessThanOrEqual
                    && binary.Mentions(lowest) || IsJustBelow(binary, lowest)) return call.Operation;
        }
        return null;
    }

    /// <summary>One less than the smallest: all before it is done. A number that others are counted from is none.</summary>
    private static bool IsJustBelow(IBinaryOperation binary, ISymbol lowest) => binary.OperatorKind == BinaryOperatorKind.Subtract
        && SymbolEqualityComparer.Default.Equals(binary.LeftOperand.Referenced(), lowest)
        && binary.RightOperand.Plain().ConstantValue is { HasValue: true, Value: 1 or 1L or 1UL or 1U };

    /// <summary>The smallest of several numbers becomes a position, and such positions are held against what was saved before.</summary>
    private static bool IsMadeAPosition(IOperation lowest, Body body)
    {
        if (lowest.Ancestors().TakeWhile(outer => outer is not IBlockOperation and not IAnonymousFunctionOperation).OfType<IObjectCreationOperation>()
            .FirstOrDefault()
            is not { Type: INamedTypeSymbol position } || !position.MayBePosition()) return false;
        return body.Of<IBinaryOperation>().Any(binary => binary.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.GreaterThan
            && (IsNumberOf(binary.LeftOperand, position) || IsNumberOf(binary.RightOperand, position)));
    }

    private static bool IsNumberOf(IOperation value, INamedTypeSymbol position) =>
        value.Plain() is IMemberReferenceOperation { Instance.Type: { } owner } member && member.Type.IsNumber() && owner.IsSame(position);

    private static ISymbol? Bound(IOperation value)
    {
        foreach (var outer in value.Ancestors())
        {
            if (outer is IVariableDeclaratorOperation declarator) return declarator.Symbol;
            if (outer is ISimpleAssignmentOperation assignment) return assignment.Target.Referenced();
            if (outer is IBlockOperation or IAnonymousFunctionOperation) return null;
        }
        return null;
    }
}
