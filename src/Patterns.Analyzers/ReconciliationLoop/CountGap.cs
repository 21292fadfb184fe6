using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop;

/// <summary>What is held is counted against what should be held: with fewer one call makes up for it, with more another.</summary>
/// <param name="Body">The pass.</param>
/// <param name="Test">The first comparison.</param>
/// <param name="Raise">What is done about too few.</param>
/// <param name="Lower">What is done about too many.</param>
internal sealed record CountGap(Body Body, IBinaryOperation Test, Call Raise, Call Lower)
{
    private static readonly Words Counts = new("Count", "Length");

    public static bool MayBeIn(Body body) => body.Words.HasAny(Counts) && body.Words.HasMark('<') && body.Words.HasMark('>') && body.Method.ReturnType.IsTask();

    public static CountGap? In(Body body)
    {
        var choices = body.Of<IConditionalOperation>().Where(choice => Sides(choice) is not null).ToList();
        foreach (var few in choices)
            foreach (var many in choices)
                if (Sides(few) is var (held, wanted, less) && Sides(many) is var (other, target, lessToo) && less && !lessToo
                    && SymbolEqualityComparer.Default.Equals(held, other) && SymbolEqualityComparer.Default.Equals(wanted, target)
                    && Acted(few.WhenTrue) is { } raise && Acted(many.WhenTrue) is { } lower && raise.Name != lower.Name)
                    return new(body, (IBinaryOperation)few.Condition, raise, lower);
        return null;
    }

    /// <summary>The collection that is counted, the number it is compared with, and whether the branch is for too few.</summary>
    private static (ISymbol Held, ISymbol Wanted, bool IsLess)? Sides(IConditionalOperation choice)
    {
        if (choice.Condition is not IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.GreaterThan } test) return null;
        var less = test.OperatorKind == BinaryOperatorKind.LessThan;
        if (Counted(test.LeftOperand) is { } held && test.RightOperand.Referenced() is { } wanted) return (held, wanted, less);
        return Counted(test.RightOperand) is { } right && test.LeftOperand.Referenced() is { } target ? (right, target, !less) : null;
    }

    private static ISymbol? Counted(IOperation side) =>
        side.Plain() is IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } held } ? held.Referenced() : null;

    private static Call? Acted(IOperation branch)
    {
        foreach (var operation in branch.SelfAndDescendants())
            if (Call.From(operation) is { } call && Correction.Is(call) && Correction.IsAsync(call)) return call;
        return null;
    }
}
