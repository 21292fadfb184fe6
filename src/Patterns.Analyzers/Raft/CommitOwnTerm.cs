using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>PAT0606: a leader commits by counting only entries of its own term; older ones are committed with them.</summary>
internal static class CommitOwnTerm
{
    private const int Depth = 2;

    public static void Check(RaftParts parts, ConventionContext context)
    {
        if (parts.Majorities.IsEmpty) return;
        var reported = new HashSet<Body>();
        foreach (var use in parts.Uses)
            foreach (var condition in Conditions(use.Body))
            {
                if (!IsMajority(condition.Condition, use.Body, Depth) || ChecksOwnTerm(parts, use.Body)) continue;
                if (Advance(parts, use.Body, condition) is { } advance && reported.Add(advance.Body))
                    context.Report(RaftRules.CommitOwnTerm, advance.Operation.Syntax.GetLocation(), advance.Body.Name, advance.Position.Name,
                        parts.Term.Symbol.Name);
            }
    }

    /// <summary>The position that a majority has reached becomes one's own where it is found, and nothing there says the term.</summary>
    public static void Check(RaftModel model, ConventionContext context)
    {
        if (model.Middle is not var (body, middle, term) || body.Words.HasAny(term.Names)) return;
        var flow = ValueFlow.Of(body);
        foreach (var assignment in body.Of<ISimpleAssignmentOperation>())
            if (assignment.Target.IsOwnMember() && assignment.Target.Type.IsInteger() && assignment.Target.Referenced() is { } position
                && flow.Sources(assignment.Value).Any(source => source == middle.Operation))
            {
                context.Report(RaftRules.CommitOwnTerm, assignment.Syntax.GetLocation(), body.Name, position.Name, term.Symbol.Name);
                return;
            }
    }

    private static IEnumerable<IConditionalOperation> Conditions(Body body) => body.Of<IConditionalOperation>().Where(conditional => !IsInLambda(conditional));

    private static bool IsInLambda(IOperation operation) => operation.Ancestors().Any(outer => outer is IAnonymousFunctionOperation);

    /// <summary>A condition that asks for a majority, itself or through what it calls.</summary>
    private static bool IsMajority(IOperation condition, Body body, int depth)
    {
        var majorities = Majority.In(body);
        var flow = ValueFlow.Of(body);
        return flow.ComesFrom(condition, operation => majorities.Any(majority => majority.Operation == operation)
            || depth > 0 && operation is IInvocationOperation { TargetMethod: { ReturnType.SpecialType: SpecialType.System_Boolean } method }
                && body.Type.Project.BodiesOf(method)
                    .Any(callee => callee.Of<IReturnOperation>().Any(result => result.ReturnedValue is { } value && IsMajority(value, callee, depth - 1))
                    || callee.Of<IConditionalOperation>().Any(inner => IsMajority(inner.Condition, callee, depth - 1))));
    }

    /// <summary>Where the branch moves a position of the log forward, itself or in a method that it calls; becoming a leader moves none.</summary>
    private static (Body Body, IOperation Operation, ISymbol Position)? Advance(RaftParts parts, Body body, IConditionalOperation condition)
    {
        if (SetsRole(parts, condition.WhenTrue)) return null;
        if (In(body, condition.WhenTrue.SelfAndDescendants()) is { } direct) return direct;
        foreach (var (call, callee) in body.Callees)
        {
            if (!condition.WhenTrue.Syntax.Span.Contains(call.Syntax.Span) || callee.Type != body.Type) continue;
            if (callee.Operations.Any(operation => SetsRole(parts, operation)) || ChecksOwnTerm(parts, callee)) return null;
            if (In(callee, callee.Operations) is { } called) return called;
        }
        return null;

        (Body, IOperation, ISymbol)? In(Body where, IEnumerable<IOperation> operations)
        {
            foreach (var operation in operations)
                if (Moved(operation) is { } position && !parts.Term.Is(position) && IsLogPosition(parts, position)) return (where, operation, position);
            return null;
        }
    }

    private static bool SetsRole(RaftParts parts, IOperation operation) =>
        parts.Role is { } role && operation.Contains(inner => inner is ISimpleAssignmentOperation assignment && role.IsSame(assignment.Target.Referenced()));

    private static ISymbol? Moved(IOperation operation) => operation switch
    {
        IIncrementOrDecrementOperation { Kind: OperationKind.Increment, Target: IMemberReferenceOperation { Member: var member } } => member,
        ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol { IsIndexer: false } } target } assignment
            when target.Type.IsInteger() && target.IsOwnMember() && !assignment.Value.Plain().ConstantValue.HasValue => target.Member,
        _ => null,
    };

    /// <summary>A position by which the code reaches into its log, or up to which it walks.</summary>
    private static bool IsLogPosition(RaftParts parts, ISymbol position) => parts.Type.AllBodies.Any(body => body.Words.Has(position.Name)
        && body.Operations.Any(operation => (RaftParts.PositionIn(operation) ?? BoundOf(operation)) is { } index
            && index.Contains(inner => position.IsSame(inner.Referenced()))));

    private static IOperation? BoundOf(IOperation operation) => operation switch
    {
        IWhileLoopOperation loop => loop.Condition,
        IForLoopOperation loop => loop.Condition,
        _ => null,
    };

    /// <summary>The term held for equality against anything but what arrived with a message.</summary>
    private static bool ChecksOwnTerm(RaftParts parts, Body body) => body.WithCallees(1).Any(one => one.Words.HasAny(parts.Term.Names)
        && one.Of<IBinaryOperation>().Any(binary => binary.OperatorKind.IsEquality() && IsOwnTermTest(binary, TermUse.Of(one, parts.Term))));

    private static bool IsOwnTermTest(IBinaryOperation binary, TermUse use)
    {
        var other = use.Term.IsRead(binary.LeftOperand, use.Flow) ? binary.RightOperand
            : use.Term.IsRead(binary.RightOperand, use.Flow) ? binary.LeftOperand : null;
        return other is not null && !(use.Flow.MessageOf(other) is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary } });
    }
}
