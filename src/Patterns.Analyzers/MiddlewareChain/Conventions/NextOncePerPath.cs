using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain.Conventions;

/// <summary>PAT0801: one path through a link calls the continuation twice. A retry after a failure, or in a loop, is not such a path.</summary>
internal static class NextOncePerPath
{
    public static void Check(Link link, ConventionContext context)
    {
        if (link.Continuation.Kind is not (ContinuationKind.Parameter or ContinuationKind.HeldDelegate)) return;
        var sites = link.Passes.Where(pass => pass.Call == pass.Site).Select(pass => pass.Site.Operation)
            .Where(site => link.Flow?.Contains(site.Syntax) == true).ToList();
        foreach (var second in sites)
            foreach (var first in sites)
            {
                if (first == second || first.Syntax.SpanStart > second.Syntax.SpanStart || !link.Flow!.CanReach(first.Syntax, second.Syntax, exceptions: false)
                    || HangTogether(first, second)) continue;
                context.Report(MiddlewareChainRules.NextOncePerPath, second.Syntax.GetLocation(), ImmutableArray.Create(first.Syntax.GetLocation()), null,
                    link.Body.Name, link.Continuation.Name);
                return;
            }
    }

    /// <summary>Two conditions about the same value may exclude each other; a loop is a retry.</summary>
    private static bool HangTogether(IOperation first, IOperation second)
    {
        if (first.Enclosing<ILoopOperation>() is not null || second.Enclosing<ILoopOperation>() is not null
            || second.Enclosing<ICatchClauseOperation>() is not null) return true;
        var test = second.Enclosing<IConditionalOperation>();
        return test is not null && (test.Condition.SelfAndDescendants().Any(operation => operation is ILocalReferenceOperation or IFieldReferenceOperation));
    }
}
