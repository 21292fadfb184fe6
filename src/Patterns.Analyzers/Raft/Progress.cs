using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>How far each peer has come: a position of the peer that goes back by one on a refusal, and forward.</summary>
/// <param name="Position">The map of positions, or the member of the peer's record.</param>
/// <param name="Moves">Where positions are set.</param>
internal sealed record Progress(ISymbol Position, ImmutableArray<(Body Body, IOperation Operation)> Moves)
{
    public static Progress? Of(IEnumerable<Body> bodies)
    {
        var moves = bodies.SelectMany(body => body.Operations.Select(operation => (Body: body, Operation: operation, Position: PositionOf(operation))))
            .Where(move => move.Position is not null)
            .ToLookup(move => move.Position!, SymbolEqualityComparer.Default);
        foreach (var position in moves)
            if (position.Any(move => IsStepBack(move.Operation, position.Key!)) && position.Any(move => !IsStepBack(move.Operation, position.Key!)))
                return new(position.Key!, position.Select(move => (move.Body, move.Operation)).ToImmutableArray());
        return null;
    }

    private static ISymbol? PositionOf(IOperation operation) => operation.Assigned()?.Target switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: IMemberReferenceOperation map } element when element.Type.IsInteger() => map.Member,
        IArrayElementReferenceOperation { ArrayReference: IMemberReferenceOperation array } element when element.Type.IsInteger() => array.Member,
        IMemberReferenceOperation { Instance: IParameterReferenceOperation or ILocalReferenceOperation } member when member.Type.IsInteger() => member.Member,
        _ => null,
    };

    private static bool IsStepBack(IOperation operation, ISymbol position) => operation switch
    {
        IIncrementOrDecrementOperation step => step.Kind == OperationKind.Decrement,
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Subtract } => true,
        ISimpleAssignmentOperation assignment => assignment.Value.Contains(inner =>
            inner is IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } difference && difference.RightOperand.IsOne()
            && difference.LeftOperand.Mentions(position)),
        _ => false,
    };
}
