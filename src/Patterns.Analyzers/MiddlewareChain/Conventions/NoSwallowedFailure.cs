using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain.Conventions;

/// <summary>PAT0808: a catch of everything around the continuation that does nothing but log.</summary>
internal static class NoSwallowedFailure
{
    public static void Check(Link link, ConventionContext context)
    {
        foreach (var pass in link.Passes)
        {
            if (!(pass.Body == link.Body ? link.Principal : pass.Body.Method).AnswersNothing()) continue;
            foreach (var @try in pass.Call.Operation.Ancestors().OfType<ITryOperation>())
            {
                if (!@try.Body.Syntax.Span.Contains(pass.Call.Syntax.Span)
                    || @try.Catches.FirstOrDefault(handler => handler.Filter is null && handler.IsForEverything()) is not { } @catch || !OnlyLogs(@catch))
                    continue;
                context.Report(MiddlewareChainRules.NoSwallowedFailure, Keyword(@catch), ImmutableArray.Create(pass.Call.Syntax.GetLocation()), null,
                    link.Body.Name, link.Continuation.Name);
                break;
            }
        }
    }

    /// <summary>Empty, or nothing but calls on a logger; a bare return changes nothing.</summary>
    private static bool OnlyLogs(ICatchClauseOperation @catch) => @catch.Handler.Operations.All(statement => statement switch
    {
        IExpressionStatementOperation { Operation: var expression } =>
            Call.From(expression) is { } call ? LogCalls.Are(call)
                : expression is IConditionalAccessOperation { WhenNotNull: var conditional } && Call.From(conditional) is { } inner && LogCalls.Are(inner),
        IReturnOperation { ReturnedValue: null } => true,
        _ => false,
    });

    private static Location Keyword(ICatchClauseOperation @catch) =>
        @catch.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.CatchClauseSyntax { CatchKeyword: var keyword } ? keyword.GetLocation()
            : @catch.Syntax.GetLocation();
}
