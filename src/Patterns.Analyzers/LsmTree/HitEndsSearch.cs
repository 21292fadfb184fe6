using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree;

/// <summary>Whether a method stops asking further tables once one of them has answered.</summary>
internal static class HitEndsSearch
{
    public static bool After(Call call, Body body)
    {
        var answer = AnswerOf(call.Operation);
        if (answer.Parent is IReturnOperation or ICoalesceOperation) return true;
        if (DecidesExit(call.Operation)) return true;
        foreach (var local in LocalsOf(call, answer))
            foreach (var reference in body.Of<ILocalReferenceOperation>())
                if (SymbolEqualityComparer.Default.Equals(reference.Local, local) && reference.Syntax.SpanStart > call.Syntax.SpanStart
                    && DecidesExit(reference)) return true;
        return IsPickedFirst(call.Operation);
    }

    /// <summary>True for an expression in a condition of which one branch leaves the search.</summary>
    private static bool DecidesExit(IOperation expression)
    {
        for (var inner = expression; inner.Parent is { } outer; inner = outer)
        {
            if (outer is IConditionalOperation choice && choice.Condition == inner)
                return Leaves(choice.WhenTrue) || Leaves(choice.WhenFalse) || AnswerOf(choice).Parent is IReturnOperation || SkipsMiss(choice);
            if (outer is IReturnOperation) return true;
            if (outer is IBlockOperation or ILoopOperation or IAnonymousFunctionOperation) return false;
        }
        return false;
    }

    private static bool Leaves(IOperation? branch) =>
        branch is not null && branch.Contains(inner => inner is IReturnOperation or IBranchOperation { BranchKind: BranchKind.Break or BranchKind.GoTo });

    /// <summary>A miss goes on to the next table, so that what stands behind it, and leaves, is for a hit.</summary>
    private static bool SkipsMiss(IConditionalOperation choice) =>
        choice.WhenTrue.Contains(inner => inner is IBranchOperation { BranchKind: BranchKind.Continue })
        && choice.Enclosing<ILoopOperation>() is { Body: IBlockOperation block }
        && block.Operations.Any(statement => statement.Syntax.SpanStart > choice.Syntax.Span.End && Leaves(statement));

    /// <summary>The call with its awaits, conversions and null tests.</summary>
    private static IOperation AnswerOf(IOperation operation)
    {
        while (operation.Parent is IConversionOperation or IAwaitOperation or IParenthesizedOperation or IConditionalAccessOperation
            || operation.Parent is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" }) operation = operation.Parent;
        return operation;
    }

    private static IEnumerable<ISymbol> LocalsOf(Call call, IOperation answer)
    {
        if (answer.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }) yield return declarator.Symbol;
        if (answer.Parent is ISimpleAssignmentOperation { Target: ILocalReferenceOperation target }) yield return target.Local;
        if (answer.Parent is IDeconstructionAssignmentOperation deconstruction)
            foreach (var part in deconstruction.Target.SelfAndDescendants().OfType<ILocalReferenceOperation>()) yield return part.Local;
        if (call.Operation is not IInvocationOperation invocation) yield break;
        foreach (var argument in invocation.Arguments)
            if (argument.Parameter?.RefKind == RefKind.Out && argument.Value.Referenced() is ILocalSymbol local) yield return local;
    }

    /// <summary>True inside a query that is asked for its first element: <c>runs.Select(run => run.Find(key)).FirstOrDefault(...)</c>.</summary>
    private static bool IsPickedFirst(IOperation operation) =>
        operation.Ancestors().Any(outer => outer is IInvocationOperation { TargetMethod.Name: "First" or "FirstOrDefault" or "Any" });
}
