using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>A call that makes a position durable.</summary>
/// <param name="Body">The code in which it stands.</param>
/// <param name="Call">The call.</param>
/// <param name="Item">The message, record or event whose position it is, where that is a local or a parameter; otherwise null.</param>
internal sealed record PositionSave(Body Body, Call Call, ISymbol? Item)
{
    /// <summary>The calls that are handed the item, or a part of it: its processing. Logging and the saving itself are none.</summary>
    public IEnumerable<Call> Processing()
    {
        if (Item is null) yield break;
        foreach (var call in Body.Calls)
            if (call.Operation != Call.Operation && !call.IsLogging() && IsGivenItem(call) && !IsHelper(call)) yield return call;
    }

    /// <summary>The first processing that surely comes before the save, or null.</summary>
    public Call? ProcessedBefore()
    {
        foreach (var call in Processing())
            if (Flow?.Dominates(call.Syntax, Call.Syntax) == true || Flow?.CanReach(call.Syntax, Call.Syntax) == true && call.Syntax.SpanStart < Call.Syntax.SpanStart) return call;
        return null;
    }

    /// <summary>The control flow around the save, be it a lambda's.</summary>
    public FlowGraph? Flow
    {
        get
        {
            var function = Call.Operation.Ancestors().FirstOrDefault(outer => outer is IAnonymousFunctionOperation or ILocalFunctionOperation);
            return function is null ? Body.Flow : Body.FlowOf(function);
        }
    }

    /// <summary>The test around the save by which it happens only now and then: each so many items, or after some time.</summary>
    public IOperation? Throttle()
    {
        foreach (var outer in Call.Operation.Ancestors())
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation) return null;
            if (outer is IConditionalOperation choice && Throttles(choice.Condition)) return choice.Condition;
        }
        foreach (var choice in Body.Of<IConditionalOperation>())
            if (choice.Syntax.SpanStart < Call.Syntax.SpanStart && choice.WhenTrue is IReturnOperation or IBlockOperation { Operations: [IReturnOperation] } && Throttles(choice.Condition)) return choice.Condition;
        return null;
    }

    private static bool Throttles(IOperation condition) => condition.Contains(inner => inner switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder } => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual } compared =>
            IsTime(compared.LeftOperand) || IsTime(compared.RightOperand) || IsCount(compared.LeftOperand) || IsCount(compared.RightOperand),
        _ => false,
    });

    private static bool IsTime(IOperation value) => value.Type.NotNull() is { Name: "DateTime" or "DateTimeOffset" or "TimeSpan" };

    private static bool IsCount(IOperation value) => value.Plain() is IIncrementOrDecrementOperation { Kind: OperationKind.Increment };

    private bool IsGivenItem(Call call) => call.Arguments.Any(argument => argument is not (IAnonymousFunctionOperation or IDelegateCreationOperation) && argument.Contains(inner =>
        SymbolEqualityComparer.Default.Equals(inner.Referenced(), Item) && !IsPositionOnly(inner)));

    /// <summary><c>item.Offset</c> is handed to bookkeeping, not to processing.</summary>
    private static bool IsPositionOnly(IOperation item) => item.Parent is IMemberReferenceOperation { Type: var type } && type.IsNumber() || item.Parent is IMemberReferenceOperation { Type: { } position } && position.IsOfLibrary();

    private static bool IsHelper(Call call) => call.Owner is { } owner && owner.IsFramework() && owner.Name is "Math" or "String" or "Convert" or "ArgumentNullException" or "Interlocked" or "GC";
}
