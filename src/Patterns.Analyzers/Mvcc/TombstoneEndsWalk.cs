using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>PAT0703: who skips a deletion that the reader may see finds what was there before it.</summary>
internal static class TombstoneEndsWalk
{
    public static void Check(MvccModel model, ConventionContext context)
    {
        var reported = new HashSet<SyntaxNode>();
        foreach (var store in VersionStores.Of(model.Type.Project))
        {
            var walk = store.Walk;
            if (walk.Kind is WalkKind.Merged or WalkKind.Paired) continue;
            foreach (var operation in walk.Body.Type == model.Type ? Scope(walk) : Enumerable.Empty<IOperation>())
                if (IsSkip(operation, walk) is { } mark && reported.Add(mark.Syntax)) Report(mark, walk.Body);
            if (walk.Rule.Body != walk.Body && walk.Rule.Body.Type == model.Type)
                foreach (var operation in walk.Rule.Body.Operations)
                    if (EndsUnseen(operation, walk, store) is { } end && reported.Add(end.Syntax)) Report(end, walk.Rule.Body);
        }

        void Report(IOperation mark, Body body) =>
            context.Report(MvccRules.TombstoneEndsWalk, mark.Syntax.GetLocation(), body.DisplayName, mark.Referenced()?.Name ?? mark.Syntax.ToString());
    }

    private static IEnumerable<IOperation> Scope(Walk walk) => walk.Step switch
    {
        ILoopOperation loop => loop.SelfAndDescendants(),
        IInvocationOperation call => call.SelfAndDescendants(),
        var step => step.Ancestors().OfType<ILoopOperation>().FirstOrDefault() is { } loop ? loop.SelfAndDescendants() : walk.Body.Operations,
    };

    /// <summary>The flag stands negated beside the rule, so that a deletion that is seen is passed over; or it alone makes the loop go on.</summary>
    private static IOperation? IsSkip(IOperation operation, Walk walk)
    {
        if (operation is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not && Tombstone.IsFlag(not.Operand, walk.Element))
            return Conjunction(not).Contains(inner => inner.Syntax == walk.Rule.Test.Syntax || AsksRule(inner, walk)) && IsChoice(Conjunction(not), walk)
                ? not.Operand.Plain() : null;
        if (operation is IConditionalOperation { WhenFalse: null } choice
            && Conjuncts(choice.Condition).FirstOrDefault(part => Tombstone.IsFlag(part, walk.Element)) is { } flag && GoesOn(choice.WhenTrue)
            && choice.Enclosing<ILoopOperation>() is not null)
            return flag.Plain();
        return null;
    }

    private static bool AsksRule(IOperation operation, Walk walk) =>
        walk.Rule.Body != walk.Body && operation is IInvocationOperation call && walk.Project.BodiesOf(call.TargetMethod).Contains(walk.Rule.Body);

    private static IOperation Conjunction(IOperation part)
    {
        while (part.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } or IParenthesizedOperation) part = part.Parent;
        return part;
    }

    private static IEnumerable<IOperation> Conjuncts(IOperation condition) =>
        condition.Plain() is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both
        ? Conjuncts(both.LeftOperand).Concat(Conjuncts(both.RightOperand))
        : new[] { condition.Plain() };

    /// <summary>The whole condition chooses the version: as the condition of a query, or of the statement in the loop that gives it away.</summary>
    private static bool IsChoice(IOperation condition, Walk walk) => condition.Parent switch
    {
        IConditionalOperation choice => choice.Condition == condition && !GoesOn(choice.WhenTrue),
        IReturnOperation => walk.Step is IInvocationOperation,
        _ => false,
    };

    private static bool GoesOn(IOperation branch) => branch switch
    {
        IBranchOperation { BranchKind: BranchKind.Continue } => true,
        IBlockOperation { Operations: { Length: 1 } only } => GoesOn(only[0]),
        _ => false,
    };

    /// <summary>
    /// The predicate calls a version unseen because it was deleted before the reader began. That is right where a version that is replaced ends as well;
    /// where only a deletion sets the end, the older versions are still open.
    /// </summary>
    private static IOperation? EndsUnseen(IOperation operation, Walk walk, VersionStore store)
    {
        if (OrderTest.From(operation) is not { } test || walk.Rule.Test.Syntax == operation.Syntax) return null;
        foreach (var (one, kind, _) in test.Sides())
            if (one is IMemberReferenceOperation end && walk.Element.IsSame(end.Member.ContainingType) && !end.Member.IsSame(walk.Rule.Stamp)
                && Tombstone.IsNamed(end.Member)
                && kind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual && ReturnsFalse(operation) && !IsSetOnReplace(end.Member, store))
                return end;
        return null;
    }

    private static bool ReturnsFalse(IOperation test)
    {
        var condition = Conjunction(test);
        return condition.Parent is IConditionalOperation choice && choice.Condition == condition
            && choice.WhenTrue.Contains(inner => inner is IReturnOperation { ReturnedValue: { } value } && value.IsConstant(false));
    }

    /// <summary>Code that adds a version also sets the end of another, itself or one call away.</summary>
    private static bool IsSetOnReplace(ISymbol end, VersionStore store) =>
        store.Writes.Any(write => write.Body.Occurrences(operation => operation.Assigned() is { } assigned && end.IsSame(assigned.Target.Referenced())).Any());
}
