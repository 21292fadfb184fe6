using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree.Conventions;

/// <summary>
/// PAT0502: a merge that a compaction into one of several levels runs drops deleted entries, whatever the level. Where all runs become one, nothing
/// older is left, and dropping is right.
/// </summary>
internal static class TombstonesLive
{
    public static void Check(LsmTreeModel model, ConventionContext context)
    {
        foreach (var compaction in model.Compactions)
        {
            if (!Collections.IsNested(compaction.Holds)) continue;
            var places = new[] { compaction.Body, compaction.Kernel }.Distinct();
            if (places.SelectMany(body => DropsIn(body, compaction)).FirstOrDefault() is not { } drop) continue;
            context.Report(
                LsmTreeRules.TombstonesLive, drop.Syntax.GetLocation(), ImmutableArray.Create(compaction.Added.Syntax.GetLocation()), null,
                compaction.Body.Name, compaction.Runs.Name);
            return;
        }
    }

    private static IEnumerable<IOperation> DropsIn(Body body, Compaction compaction)
    {
        if (!ReachesUnconditionally(body, compaction)) yield break;
        foreach (var filter in body.Calls)
            if (filter is { Name: "Where", Owner.Name: "Enumerable", Arguments.Length: 1 } && Lambda(filter.Arguments[0]) is { } lambda && KeepsLiveOnly(lambda)
                && !IsConditional(filter.Operation)) yield return filter.Operation;
    }

    /// <summary>No other call of the merge, nor of the compaction, tells it which level it works for.</summary>
    private static bool ReachesUnconditionally(Body body, Compaction compaction) =>
        body == compaction.Body
        || !body.Method.Parameters.Any(parameter => parameter.Type.SpecialType is SpecialType.System_Boolean or SpecialType.System_Int32);

    private static IAnonymousFunctionOperation? Lambda(IOperation argument) =>
        argument.SelfAndDescendants().OfType<IAnonymousFunctionOperation>().FirstOrDefault();

    /// <summary>The condition is a mark of the entry alone, negated: nothing about levels enters it.</summary>
    private static bool KeepsLiveOnly(IAnonymousFunctionOperation lambda)
    {
        if (lambda.Body.Operations.Length != 1 || lambda.Body.Operations[0] is not IReturnOperation { ReturnedValue: { } condition }) return false;
        return condition.Plain() switch
        {
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var mark } => IsMark(mark, lambda),
            _ => false,
        };
    }

    private static bool IsMark(IOperation mark, IAnonymousFunctionOperation lambda) =>
        mark.Plain() is IMemberReferenceOperation { Type.SpecialType: SpecialType.System_Boolean, Member: IFieldSymbol or IPropertySymbol } member
        && lambda.Symbol.Parameters.Length == 1
        && member.Mentions(lambda.Symbol.Parameters[0]);

    private static bool IsConditional(IOperation operation) => operation.Ancestors().Any(outer => outer is IConditionalOperation);
}
