using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WorkStealing.Conventions;

/// <summary>PAT0908: a loop that tries again asks for something else than before.</summary>
internal static class RetryProgress
{
    public static void Check(WorkStealingModel model, ConventionContext context)
    {
        foreach (var body in model.Type.Bodies)
        {
            if (!Row.MayWalk(body)) continue;
            foreach (var loop in body.Of<IWhileLoopOperation>())
                if (loop.Condition is { } condition && Stale(condition, loop, body) is var (local, source))
                    context.Report(WorkStealingRules.RetryProgress, condition.Syntax.GetLocation(), body.DisplayName, source.Name, local.Name);
        }
    }

    /// <summary>A local of the condition that was read from a member before the loop, and that member, which only the loop's body changes.</summary>
    private static (ILocalSymbol Local, ISymbol Source)? Stale(IOperation condition, IWhileLoopOperation loop, Body body)
    {
        foreach (var reference in condition.SelfAndDescendants().OfType<ILocalReferenceOperation>())
        {
            if (Source(reference.Local, loop, body) is not { } source || condition.Mentions(source) || IsAssigned(reference.Local, loop)) continue;
            if (IsAssigned(source, loop) && condition.SelfAndDescendants().Any(operation => operation is IInvocationOperation))
                return (reference.Local, source);
        }
        return null;
    }

    private static ISymbol? Source(ILocalSymbol local, ILoopOperation loop, Body body)
    {
        foreach (var declarator in body.Of<IVariableDeclaratorOperation>())
            if (SymbolEqualityComparer.Default.Equals(declarator.Symbol, local) && !loop.Syntax.Span.Contains(declarator.Syntax.Span)
                && declarator.GetVariableInitializer()?.Value is { } value && value.IsOwnMember())
                return value.Referenced();
        return null;
    }

    private static bool IsAssigned(ISymbol symbol, IOperation scope) =>
        scope.Contains(operation => operation.Assigned() is var (target, _) && SymbolEqualityComparer.Default.Equals(target.Referenced(), symbol)
        || operation is IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: var written }
            && SymbolEqualityComparer.Default.Equals(written.Referenced(), symbol));
}
