using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>A comparison that puts two values in order, written with an operator or with <c>CompareTo</c>.</summary>
internal readonly record struct OrderTest(IOperation Operation, IOperation Left, IOperation Right, BinaryOperatorKind Kind)
{
    public static OrderTest? From(IOperation operation)
    {
        if (operation is not IBinaryOperation binary || !IsOrder(binary.OperatorKind)) return null;
        if (binary.RightOperand.Plain().IsConstant(0)
            && Call.From(binary.LeftOperand.Plain()) is { Name: "CompareTo", Receiver: { } one, Arguments: { Length: 1 } others })
            return new(operation, one.Bare(), others[0].Bare(), binary.OperatorKind);
        return new(operation, binary.LeftOperand.Bare(), binary.RightOperand.Bare(), binary.OperatorKind);
    }

    /// <summary>Both ways to read it: a value, how it stands to the other, and the other.</summary>
    public IEnumerable<(IOperation One, BinaryOperatorKind Kind, IOperation Other)> Sides()
    {
        yield return (Left, Kind, Right);
        yield return (Right, Mirrored(Kind), Left);
    }

    public static bool IsOrder(BinaryOperatorKind kind) => kind
        is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual;

    private static BinaryOperatorKind Mirrored(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
        _ => BinaryOperatorKind.LessThanOrEqual,
    };
}
