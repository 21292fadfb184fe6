using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot.Conventions;

/// <summary>PAT1206: what decides whether to store a position is assigned when it has been stored.</summary>
internal static class MemoryFollowsDisk
{
    public static void Check(SnapshotModel model, ConventionContext context)
    {
        foreach (var save in model.Saves)
        {
            if (save.Flow is not { } flow) continue;
            foreach (var assignment in save.Body.Of<ISimpleAssignmentOperation>())
            {
                if (!assignment.Target.IsOwnMember() || assignment.Target.Referenced() is not { } position || !assignment.Target.Type.MayBePosition()) continue;
                if (!flow.Dominates(assignment.Syntax, save.Call.Syntax) || !IsSameValue(save, assignment, position) || !Decides(save.Call.Operation, position)
                    || IsTakenBack(save.Body, assignment, position)) continue;
                context.Report(SnapshotRules.MemoryFollowsDisk, assignment.Syntax.GetLocation(), ImmutableArray.Create(save.Call.Syntax.GetLocation()), null,
                    save.Body.DisplayName, position.Name);
            }
        }
    }

    private static bool IsSameValue(PositionSave save, ISimpleAssignmentOperation assignment, ISymbol position) => save.Call.Arguments.Any(argument =>
        argument.Mentions(position) || assignment.Value.Referenced() is { } value && argument.Mentions(value));

    /// <summary>The save stands behind a comparison with the position in memory.</summary>
    private static bool Decides(IOperation save, ISymbol position)
    {
        foreach (var outer in save.Ancestors())
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation) return false;
            if (outer is IConditionalOperation choice && Compares(choice.Condition, position)) return true;
            if (outer is IBlockOperation block && block.Operations.OfType<IConditionalOperation>().Any(guard =>
                guard.Syntax.Span.End < save.Syntax.SpanStart && guard.WhenTrue is IReturnOperation or IBlockOperation { Operations: [IReturnOperation] }
                && Compares(guard.Condition, position))) return true;
        }
        return false;
    }

    private static bool Compares(IOperation condition, ISymbol position) => condition.Contains(inner => inner is IBinaryOperation
    {
        OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan
            or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.NotEquals or BinaryOperatorKind.Equals,
    } comparison && comparison.Mentions(position));

    /// <summary>A failed write gives the position in memory its old value again.</summary>
    private static bool IsTakenBack(Body body, IOperation assignment, ISymbol position) => body.Of<ICatchClauseOperation>().Any(handler =>
        handler.Contains(inner => inner is ISimpleAssignmentOperation other && other != assignment
            && SymbolEqualityComparer.Default.Equals(other.Target.Referenced(), position)));
}
