using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor;

/// <summary>What an acceptor does with a new connection: one of several workers gets it, each in its turn.</summary>
internal static class HandOver
{
    /// <summary>True for a call of, or with, an element that is chosen by an index that goes round.</summary>
    public static bool Is(Call call, Body body) => call.Target is not null
        && (call.Arguments.Any(argument => IsChosen(argument, body)) || call.Receiver is { } receiver && call.Arguments.Length > 0 && IsChosen(receiver, body));

    /// <summary>True for an element of a row that is chosen by an index that goes round.</summary>
    public static bool IsChosen(IOperation value, Body body) => value.Plain() switch
    {
        IArrayElementReferenceOperation { Indices: { Length: 1 } indices } => IsTurn(indices[0]),
        IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: { Length: 1 } arguments } => IsTurn(arguments[0].Value),
        IMemberReferenceOperation { Instance: { } holder and not IInstanceReferenceOperation } => IsChosen(holder, body),
        ILocalReferenceOperation { Local: var local } =>
            body.DeclaredValue(local)?.Plain() is { } chosen and not ILocalReferenceOperation && IsChosen(chosen, body),
        _ => false,
    };

    /// <summary><c>next++ % count</c>, <c>Interlocked.Increment(ref next) &amp; mask</c>, or a number that is moved on by a remainder.</summary>
    private static bool IsTurn(IOperation index) =>
        index.Contains(operation => operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder or BinaryOperatorKind.And } turn
            && turn.LeftOperand.Contains(IsStep))
        || index.Referenced() is { } number
            && index.Ancestors().OfType<ILoopOperation>()
                .Any(loop => GoesRound(number, loop) || loop.Contains(operation => operation is IVariableDeclaratorOperation copy
            && SymbolEqualityComparer.Default.Equals(copy.Symbol, number) && copy.GetVariableInitializer()?.Value.Referenced() is { } original
                    && GoesRound(original, loop)));

    private static bool IsStep(IOperation operation) => operation is IIncrementOrDecrementOperation
        || operation is IInvocationOperation { TargetMethod: { Name: "Increment", ContainingType: var owner } } && owner.Named("System.Threading.Interlocked");

    private static bool GoesRound(ISymbol number, ILoopOperation loop) => loop.Contains(operation => operation is ISimpleAssignmentOperation assignment
        && SymbolEqualityComparer.Default.Equals(assignment.Target.Referenced(), number)
        && assignment.Value.Contains(inner => inner is IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder }));
}
