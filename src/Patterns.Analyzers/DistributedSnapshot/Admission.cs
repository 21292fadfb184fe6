using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>A test of an arriving item's position against the one that is kept.</summary>
/// <param name="Body">The code in which it stands.</param>
/// <param name="Comparison">The test.</param>
/// <param name="Item">The item that arrives.</param>
/// <param name="HoldsForEarlier">True where the test holds for what came before; false where it holds for what came after.</param>
internal sealed record Admission(Body Body, IOperation Comparison, ISymbol Item, bool HoldsForEarlier)
{
    /// <summary>True unless the work is done for just those items that came before.</summary>
    public bool LeavesOutEarlier()
    {
        var holds = HoldsForEarlier;
        IOperation condition = Comparison;
        while (condition.Parent is IParenthesizedOperation or IConversionOperation or IUnaryOperation { OperatorKind: UnaryOperatorKind.Not }
            or IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr })
        {
            condition = condition.Parent;
            if (condition is IUnaryOperation) holds = !holds;
        }
        if (condition.Parent is not IConditionalOperation choice || choice.Condition != condition) return true;
        var (earlier, later) = holds ? (choice.WhenTrue, choice.WhenFalse) : (choice.WhenFalse, choice.WhenTrue);
        if (earlier is not null && Leaves(earlier)) return true;
        return (later is null || !Leaves(later)) && (earlier is null || !Processing().Any(call => earlier.Syntax.Span.Contains(call.Syntax.Span)));
    }

    /// <summary>True where the test is the answer of its code, or what it admits is handed on there: one that only asks leaves nothing out.</summary>
    public bool Admits() => Comparison.Enclosing<IReturnOperation>() is not null || Processing().Any();

    private IEnumerable<Call> Processing() => PositionSave.Processing(Item, Body);

    private static bool Leaves(IOperation branch) => branch switch
    {
        IReturnOperation or IBranchOperation or IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IBlockOperation { Operations: [.., var last] } => Leaves(last),
        _ => false,
    };
}
