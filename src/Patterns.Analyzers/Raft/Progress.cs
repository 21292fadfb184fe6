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
        var all = bodies.ToList();
        var moves = all.SelectMany(body => body.Operations.Select(operation => (Body: body, Operation: operation, Position: PositionOf(operation))))
            .Where(move => move.Position is not null)
            .ToLookup(move => move.Position!, SymbolEqualityComparer.Default);
        if (all.SelectMany(NextAndMatch).FirstOrDefault() is { } next) return new(next, MovesOf(next));
        foreach (var position in moves)
            if (position.Any(move => IsStepBack(move.Operation, position.Key!)) && position.Any(move => !IsStepBack(move.Operation, position.Key!)))
                return new(position.Key!, MovesOf(position.Key!));
        return null;

        ImmutableArray<(Body, IOperation)> MovesOf(ISymbol position) => moves[position].Select(move => (move.Body, move.Operation)).ToImmutableArray();
    }

    /// <summary>What a peer has and what it gets next, set together: the second is the position behind the first.</summary>
    private static IEnumerable<ISymbol> NextAndMatch(Body body)
    {
        if (!body.Words.HasMark('+')) yield break;
        var moves = body.Operations.OfType<ISimpleAssignmentOperation>().Select(move => (Move: move, Position: PositionOf(move), Peer: PeerOf(move)))
            .Where(move => move.Position is not null && move.Peer is not null).ToList();
        foreach (var next in moves)
            if (next.Move.Value.SelfAndDescendants().OfType<IBinaryOperation>().FirstOrDefault(IsBehind)?.LeftOperand.Referenced() is { } last
                && moves.Any(match => !match.Position.IsSame(next.Position) && match.Peer.IsSame(next.Peer) && match.Move.Value.Mentions(last)
                    && !match.Move.Value.SelfAndDescendants().Any(inner => inner is IBinaryOperation sum && IsBehind(sum))))
                yield return next.Position!;
    }

    private static bool IsBehind(IBinaryOperation sum) => sum.OperatorKind == BinaryOperatorKind.Add && sum.RightOperand.IsOne();

    private static ISymbol? PeerOf(ISimpleAssignmentOperation move) => move.Target switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [var key] } => key.Value.Referenced(),
        IArrayElementReferenceOperation { Indices: [var index] } => index.Referenced(),
        IMemberReferenceOperation { Instance: { } peer } => peer.Referenced(),
        _ => null,
    };

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
