using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain.Conventions;

/// <summary>PAT0803: the task of the continuation is dropped. An explicit discard says that it is meant.</summary>
internal static class AwaitNext
{
    public static void Check(Link link, ConventionContext context)
    {
        foreach (var pass in link.Passes)
        {
            var call = pass.Call.Operation;
            if (call is not IInvocationOperation { Type: { } type } || !type.IsTask() || StatementOf(call) is not { } statement) continue;
            // In a lambda or a helper that returns nothing, somebody else may hold the task.
            context.Report(MiddlewareChainRules.AwaitNext, statement.Syntax.GetLocation(), link.Body.Name, link.Continuation.Name);
        }
    }

    private static IExpressionStatementOperation? StatementOf(IOperation call)
    {
        var outer = call.Parent;
        while (outer is IConditionalAccessOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" }) outer = outer.Parent;
        return outer as IExpressionStatementOperation;
    }
}
