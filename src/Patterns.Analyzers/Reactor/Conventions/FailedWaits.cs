using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor.Conventions;

/// <summary>PAT0305: lists that the wait filters are cleared also when it fails.</summary>
internal static class FailedWaits
{
    public static void Check(EventLoop loop, ConventionContext context)
    {
        if (loop.Wait.Operation.Enclosing<ITryOperation>() is not { } guard || !loop.Loop.Syntax.Span.Contains(guard.Syntax.Span)) return;
        foreach (var list in loop.Wait.Arguments.Select(argument => argument.Referenced()).OfType<ISymbol>().Where(symbol => symbol is ILocalSymbol or IFieldSymbol))
        {
            if (Clears(loop.Loop, list) is not { } clearing || guard.Finally is { } last && Clears(last, list) is not null || clearing.Syntax.SpanStart < guard.Syntax.SpanStart) continue;
            foreach (var failure in guard.Catches)
                if (failure.Handler.SelfAndDescendants().FirstOrDefault(operation => operation is IBranchOperation { BranchKind: BranchKind.Continue }) is { } again && Clears(failure.Handler, list) is null)
                {
                    context.Report(ReactorRules.FailedWaits, again.Syntax.GetLocation(), ImmutableArray.Create(clearing.Syntax.GetLocation()), null, loop.Body.DisplayName, list.Name);
                    return;
                }
        }
    }

    private static IOperation? Clears(IOperation scope, ISymbol list) => scope.SelfAndDescendants().FirstOrDefault(operation =>
        operation is IInvocationOperation { TargetMethod.Name: "Clear", Instance: { } cleared } && SymbolEqualityComparer.Default.Equals(cleared.Referenced(), list));
}
