using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain.Conventions;

/// <summary>PAT0803: the task of the continuation is dropped. An explicit discard says that it is meant.</summary>
internal static class AwaitNext
{
    /// <summary>The property that tells the fix that the function around the call returns what the call gives.</summary>
    public const string CanReturn = "return";

    public static void Check(Link link, ConventionContext context)
    {
        foreach (var pass in link.Passes)
        {
            var call = pass.Call.Operation;
            if (call is not IInvocationOperation { Type: { } type } || !type.IsTask() || StatementOf(call) is not { } statement) continue;
            // In a lambda or a helper that returns nothing, somebody else may hold the task.
            var forFix = statement.Operation == call && SymbolEqualityComparer.Default.Equals(FunctionAround(pass).ReturnType, type)
                ? ImmutableDictionary<string, string?>.Empty.Add(CanReturn, null) : null;
            context.Report(MiddlewareChainRules.AwaitNext, statement.Syntax.GetLocation(), ImmutableArray<Location>.Empty, forFix, link.Body.Name,
                link.Continuation.Name);
        }
    }

    private static IMethodSymbol FunctionAround(Pass pass) =>
        pass.Call.Operation.Ancestors().Select(outer => outer.FunctionSymbol()).FirstOrDefault(function => function is not null) ?? pass.Body.Method;

    private static IExpressionStatementOperation? StatementOf(IOperation call)
    {
        var outer = call.Parent;
        while (outer is IConditionalAccessOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" }) outer = outer.Parent;
        return outer as IExpressionStatementOperation;
    }
}
