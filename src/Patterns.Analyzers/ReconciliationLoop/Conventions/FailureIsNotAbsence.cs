using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop.Conventions;

/// <summary>PAT1004: the set that decides what is absent also has what could not be processed.</summary>
internal static class FailureIsNotAbsence
{
    public static void Check(ReconciliationLoopModel model, ConventionContext context)
    {
        foreach (var difference in model.Differences)
            if (difference.Keys.Referenced() is ILocalSymbol seen) Check(difference, seen, context);
    }

    private static void Check(Difference difference, ILocalSymbol seen, ConventionContext context)
    {
        foreach (var operation in difference.Body.Operations)
        {
            if (!Origin.IsFilling(operation, seen) || operation.Enclosing<ITryOperation>() is not { } guard
                || !guard.Body.Syntax.Span.Contains(operation.Syntax.Span)) continue;
            if (guard.Enclosing<ILoopOperation>() is not { } loop || loop.Syntax.Span.Contains(difference.Site.Syntax.Span)
                || !guard.Catches.Any(one => Forgets(one, seen)) || !MayFailBefore(operation, guard)) continue;
            context.Report(ReconciliationLoopRules.FailureIsNotAbsence, operation.Syntax.GetLocation(), difference.Body.DisplayName, seen.Name);
            return;
        }
    }

    /// <summary>The handler goes on to the next element: it neither leaves the loop nor notes the failure where the pass could see it.</summary>
    private static bool Forgets(ICatchClauseOperation handler, ISymbol seen) => !handler.Handler.Contains(operation =>
        operation is IThrowOperation or IReturnOperation or IBranchOperation { BranchKind: BranchKind.Break } || operation.Assigned() is not null
        || Origin.IsFilling(operation, seen)
        || operation is IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd" });

    private static bool MayFailBefore(IOperation filling, ITryOperation guard) =>
        guard.Body.Contains(operation => Call.From(operation) is not null && operation.Syntax.Span.End < filling.Syntax.SpanStart);
}
