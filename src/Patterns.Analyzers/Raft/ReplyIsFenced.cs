using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>PAT0605: a reply counts only in the term in which it was asked for.</summary>
internal static class ReplyIsFenced
{
    private const int Depth = 2;
    private const string Nothing = "without holding its term against";
    private const string Greater = "although it may be older than";
    private const string Late = "a late reply counts in a later term";
    private const string Both = Late + ", and a newer term is overlooked";

    public static void Check(RaftParts parts, ConventionContext context)
    {
        var tallies = parts.Majorities.SelectMany(majority => majority.Tallies).Where(tally => !parts.Term.Is(tally)).ToList();
        var reported = new HashSet<Body>();
        foreach (var use in parts.Uses)
            foreach (var operation in use.Body.Operations)
                if (IsCounted(operation, tallies, use) || IsProgress(operation, parts, use) || IsCountedHere(operation, use))
                {
                    if (!IsHandler(parts, use) && !Awaits(operation, use) || AsksForTerm(parts, use.Body, tellsOlder: true)) continue;
                    var (asked, result) = AsksForTerm(parts, use.Body, tellsOlder: false) ? (Greater, Late) : (Nothing, Both);
                    if (asked == Greater && !IsOfMessage(operation, use) || !reported.Add(use.Body)) continue;
                    context.Report(RaftRules.ReplyIsFenced, operation.Syntax.GetLocation(), use.Body.Name, parts.Term.Symbol.Name, asked, result);
                }
    }

    /// <summary>A count that grows by one, or a set of voters that grows by one that arrived.</summary>
    private static bool IsCounted(IOperation operation, IEnumerable<ISymbol> tallies, TermUse use) => operation switch
    {
        IIncrementOrDecrementOperation { Kind: OperationKind.Increment } step =>
            tallies.Any(tally => tally.IsSame(step.Target.Referenced())) && DependsOnReply(step, use),
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } sum =>
            tallies.Any(tally => tally.IsSame(sum.Target.Referenced())) && DependsOnReply(sum, use),
        IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd", Instance: { } collection, Arguments: [var voter] } =>
            use.Body.Type.Project.Of(voter.Value.Plain().Type) is null && use.Flow.MessageOf(voter.Value) is IParameterSymbol
            && tallies.Any(tally => tally.IsSame(collection.Referenced())),
        ISimpleAssignmentOperation
            { Target: IMemberReferenceOperation { Instance: IParameterReferenceOperation or ILocalReferenceOperation, Member: var flag } } set =>
            set.Target.Type?.SpecialType == SpecialType.System_Boolean && IsOfReply(set.Value, use) && tallies.Any(tally => tally.IsSame(flag)),
        _ => false,
    };

    /// <summary>A local count of awaited replies that must reach a majority.</summary>
    private static bool IsCountedHere(IOperation operation, TermUse use) =>
        operation is IIncrementOrDecrementOperation { Kind: OperationKind.Increment, Target: ILocalReferenceOperation { Local: var count } }
        && Majority.In(use.Body).Any(majority => count.IsSame(majority.Counted.Referenced()))
        && operation.Ancestors().OfType<IConditionalOperation>()
            .Any(condition => use.Flow.ComesFrom(condition.Condition, inner => use.Flow.MessageOf(inner) is ILocalSymbol));

    /// <summary>A method that awaits the replies itself, and has not started the election: whoever starts one knows its term.</summary>
    private static bool Awaits(IOperation operation, TermUse use) => operation is IIncrementOrDecrementOperation { Target: ILocalReferenceOperation }
        && use.Raises.IsEmpty && use.Body.Callees.All(callee => TermUse.Of(callee.Body, use.Term).Raises.IsEmpty);

    private static bool IsProgress(IOperation operation, RaftParts parts, TermUse use)
    {
        if (parts.Progress is not { } progress || !progress.Moves.Any(move => move.Operation == operation)) return false;
        return operation.Assigned()?.Target is IPropertyReferenceOperation { Property.IsIndexer: true } element
            ? element.Arguments.Any(argument => IsOfReply(argument.Value, use)) : IsOfPeer(operation, use);
    }

    /// <summary>A number of the peer, which one parameter is, is set to what another one says.</summary>
    private static bool IsOfPeer(IOperation operation, TermUse use) => operation is ISimpleAssignmentOperation
        { Target: IMemberReferenceOperation { Instance: { } peer }, Value: var value }
        && value.Contains(inner => inner is IMemberReferenceOperation && IsOfReply(inner, use) && !peer.Referenced().IsSame(use.Flow.MessageOf(inner)));

    /// <summary>What a message handler notes of the reply that it was given, which may have been on its way for long.</summary>
    private static bool IsOfMessage(IOperation operation, TermUse use) => operation is ISimpleAssignmentOperation { Value: var value }
        && value.Contains(inner => IsOfReply(inner, use));

    /// <summary>A step that is taken only if something that arrived says so.</summary>
    private static bool DependsOnReply(IOperation step, TermUse use) => step.Ancestors().OfType<IConditionalOperation>().Any(condition =>
        use.Flow.ComesFrom(condition.Condition,
            inner => inner is IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary } }));

    private static bool IsOfReply(IOperation value, TermUse use) =>
        use.Flow.MessageOf(value) is IParameterSymbol reply && use.Body.Type.Project.Of(reply.Type) is not null;

    /// <summary>The first method that sees the reply, and that starts no election itself.</summary>
    private static bool IsHandler(RaftParts parts, TermUse use) => use.Body is { IsOpen: true, IsConstructor: false } body
        && body.Method.MethodKind == MethodKind.Ordinary && !body.Method.Parameters.IsEmpty && use.Raises.IsEmpty
        && parts.CallersOf(body).All(caller => IsDispatcher(caller.Body, use));

    /// <summary>A base class that hands a message on to the role that overrides the handler, and does not look at its term.</summary>
    private static bool IsDispatcher(Body caller, TermUse use) =>
        use.Body.Method.IsOverride && caller.Type != use.Body.Type && TermUse.Of(caller, use.Term).Fences.IsEmpty;

    /// <summary>Whether a test tells a reply of an older term from one of the own; or, where that is not wanted, whether any test looks at its term.</summary>
    private static bool AsksForTerm(RaftParts parts, Body handler, bool tellsOlder) => handler.WithCallees(Depth).Any(body =>
        body.Words.HasAny(parts.Term.Names) && TermUse.Of(body, parts.Term) is var use
        && body.Operations.Any(operation => ComparesTerm(operation, use) && (!tellsOlder || !IsGreater(operation, use))));

    private static bool IsGreater(IOperation comparison, TermUse use) =>
        use.Fences.Any(fence => fence.Comparison == comparison && fence.Kind == BinaryOperatorKind.GreaterThan && comparison is IBinaryOperation);

    private static bool ComparesTerm(IOperation operation, TermUse use) => operation switch
    {
        IBinaryOperation binary when binary.OperatorKind.IsOrder() || binary.OperatorKind.IsEquality() =>
            use.Term.IsRead(binary.LeftOperand, use.Flow) && use.Flow.MessageOf(binary.RightOperand) is not null
            || use.Term.IsRead(binary.RightOperand, use.Flow) && use.Flow.MessageOf(binary.LeftOperand) is not null,
        IInvocationOperation { TargetMethod.Name: "CompareTo" or "Equals" or "Max" } call =>
            call.ChildOperations.Any(child => child.Contains(inner => use.Term.Is(inner.Referenced()))),
        IPropertyReferenceOperation { Property.IsIndexer: true } element => element.Arguments.Any(argument => use.Term.IsRead(argument.Value, use.Flow)),
        _ => false,
    };
}
