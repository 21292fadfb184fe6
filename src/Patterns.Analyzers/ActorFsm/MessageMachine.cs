using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>A component that handles several kinds of messages through one generic contract, and whose handlers ask for its state and move it on.</summary>
internal static class MessageMachine
{
    private const int FewestKinds = 3;
    private const int FewestMoves = 3;
    private const int FewestAsking = 2;

    public static bool MayBeIn(TypeFacts type) => Contract(type) is not null && StateMember.In(type).Any();

    public static Machine? In(TypeFacts type)
    {
        if (Contract(type) is not { } contract) return null;
        foreach (var state in StateMember.In(type))
        {
            var touching = type.Bodies.Where(body => !body.IsConstructor && body.Words.HasAny(state.Words)).ToList();
            var asking = touching.Where(body => IsHandler(body, contract) && body.Operations.Any(operation => IsQuestion(operation, state))).ToList();
            if (asking.Count < FewestAsking) continue;
            var moves = touching.SelectMany(state.ValuesWritten).SelectMany(state.Named).ToList();
            if (moves.Count < FewestMoves || moves.Select(move => move.State.Name).Distinct().Count() < FewestAsking) continue;
            var question = asking[0].Operations.First(operation => IsQuestion(operation, state));
            return new(state.Slot.Symbol, asking[0], TakesMessages: true, IsCertain: false, ImmutableArray.Create(
                Evidence.At(question, $"what a message does in '{asking[0].DisplayName}' and {touching.Count - 1} other members depends on '{state.Name}'"),
                Evidence.At(moves[0].Site, $"messages move '{state.Name}' on")));
        }
        return null;
    }

    /// <summary>The generic contract that the type implements for several kinds of messages.</summary>
    private static INamedTypeSymbol? Contract(TypeFacts type)
    {
        if (type.Symbol.Interfaces.Length < FewestKinds) return null;
        foreach (var contracts in type.Symbol.Interfaces.Where(contract => contract.TypeArguments.Length > 0).GroupBy(contract => contract.OriginalDefinition,
            SymbolEqualityComparer.Default))
            if (contracts.Count() >= FewestKinds && contracts.Key is INamedTypeSymbol { ContainingNamespace: not null } contract
                && contract.Name is not ("IEquatable" or "IComparable" or "IEnumerable")) return contract;
        return null;
    }

    private static bool IsHandler(Body body, INamedTypeSymbol contract) => body.Method.Parameters.Length > 0 && body.Type.Symbol.Interfaces
        .Any(implemented => SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, contract)
            && implemented.TypeArguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument, body.Method.Parameters[0].Type)));

    private static bool IsQuestion(IOperation operation, StateMember state) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } test =>
            state.IsRead(test.LeftOperand) || state.IsRead(test.RightOperand),
        IIsPatternOperation test => state.IsRead(test.Value),
        ISwitchOperation choice => state.IsRead(choice.Value),
        ISwitchExpressionOperation choice => state.IsRead(choice.Value),
        _ => false,
    };
}
