using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor.Conventions;

/// <summary>PAT0305: after a wait that failed the loop does not simply wait again: lists are cleared, and the error is looked at.</summary>
internal static class FailedWaits
{
    private static readonly Words Errors = new("GetLastWin32Error", "GetLastPInvokeError", "GetLastSystemError", "errno", "Errno");

    public static void Check(EventLoop loop, ConventionContext context)
    {
        CheckLists(loop, context);
        if (!loop.Body.Words.HasAny(Errors)) CheckErrors(loop.Body, loop, context);
    }

    private static void CheckLists(EventLoop loop, ConventionContext context)
    {
        if (loop.Wait.Operation.Enclosing<ITryOperation>() is not { } guard || !loop.Loop.Syntax.Span.Contains(guard.Syntax.Span)) return;
        foreach (var failure in guard.Catches)
        {
            if (failure.Handler.SelfAndDescendants()
                .FirstOrDefault(operation => operation is IBranchOperation { BranchKind: BranchKind.Continue }) is not { } again) continue;
            var missing = Filtered(loop.Wait).Select(list => (List: list, Clearing: Clears(loop.Loop, list)))
                .Where(pair => pair.Clearing is not null && pair.Clearing.Syntax.SpanStart > guard.Syntax.SpanStart
                    && Clears(failure.Handler, pair.List) is null && (guard.Finally is not { } last || Clears(last, pair.List) is null))
                .ToList();
            if (missing.Count == 0) continue;
            context.Report(ReactorRules.FailedWaits, again.Syntax.GetLocation(), missing.Select(pair => pair.Clearing!.Syntax.GetLocation()).ToImmutableArray(),
                null,
                loop.Body.DisplayName,
                $"clearing {string.Join(" and ", missing.Select(pair => $"'{pair.List.Name}'"))}: what was collected for the failed one is asked for again, and again");
            return;
        }
    }

    private static IEnumerable<ISymbol> Filtered(Call wait) =>
        wait.Arguments.Select(argument => argument.Referenced()).OfType<ISymbol>().Where(symbol => symbol is ILocalSymbol or IFieldSymbol)
            .Distinct<ISymbol>(SymbolEqualityComparer.Default);

    private static IOperation? Clears(IOperation scope, ISymbol list) => scope.SelfAndDescendants().FirstOrDefault(operation =>
        operation is IInvocationOperation { TargetMethod.Name: "Clear", Instance: { } cleared }
        && SymbolEqualityComparer.Default.Equals(cleared.Referenced(), list));

    /// <summary><c>if (rc &lt; 0) continue;</c> right after a native wait, in code that never asks which error it was.</summary>
    private static void CheckErrors(Body body, EventLoop loop, ConventionContext context)
    {
        foreach (var test in loop.Loop.Body.SelfAndDescendants().OfType<IConditionalOperation>())
        {
            if (test.WhenFalse is not null || Only(test.WhenTrue) is not IBranchOperation { BranchKind: BranchKind.Continue }
                || Negative(test.Condition) is not { } result) continue;
            if (!body.Operations.Any(operation => operation is IInvocationOperation && Gives(operation, result) && Call.From(operation) is { } call
                && Demultiplexer.Of(call, body.Type.Project) is not null)) continue;
            if (loop.Loop.Body.SelfAndDescendants()
                .Any(operation => operation is ILocalReferenceOperation read && SymbolEqualityComparer.Default.Equals(read.Local, result)
                    && IsToldApart(read, test))) continue;
            context.Report(ReactorRules.FailedWaits, test.Syntax.GetLocation(), loop.Body.DisplayName,
                $"telling an error from an interruption or a timeout: where '{result.Name}' stays negative it spins");
            return;
        }
    }

    private static IOperation Only(IOperation branch) => branch is IBlockOperation { Operations: { Length: 1 } one } ? one[0] : branch;

    /// <summary>The local of <c>rc &lt; 0</c> or <c>rc == -1</c>.</summary>
    private static ILocalSymbol? Negative(IOperation condition) =>
        condition is IBinaryOperation { LeftOperand: var left, RightOperand: var right } test && left.Plain() is ILocalReferenceOperation { Local: var result }
        && (test.OperatorKind == BinaryOperatorKind.LessThan && right.IsConstant(0) || test.OperatorKind == BinaryOperatorKind.Equals && right.IsConstant(-1))
            ? result : null;

    private static bool Gives(IOperation call, ILocalSymbol result)
    {
        var outer = call.Parent;
        while (outer is IConversionOperation or IVariableInitializerOperation) outer = outer.Parent;
        return outer is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, result)
            || outer is ISimpleAssignmentOperation assignment && SymbolEqualityComparer.Default.Equals(assignment.Target.Referenced(), result);
    }

    /// <summary>The result is compared elsewhere, or passed to what may look at it.</summary>
    private static bool IsToldApart(IOperation read, IConditionalOperation test) => !test.Condition.Syntax.Span.Contains(read.Syntax.Span)
        && read.Ancestors().TakeWhile(outer => outer is not ILoopOperation)
            .Any(outer =>
                outer is IArgumentOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } or ISwitchOperation
                    or IIsPatternOperation);
}
