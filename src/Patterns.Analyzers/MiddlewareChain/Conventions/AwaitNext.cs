using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain.Conventions;

/// <summary>
/// PAT0803: the task of the continuation is dropped, or returned out of what has to stand around all of it. An explicit discard says that it is meant.
/// </summary>
internal static class AwaitNext
{
    /// <summary>The property that tells the fix that the function around the call returns what the call gives.</summary>
    public const string CanReturn = "return";

    public static void Check(Link link, ConventionContext context)
    {
        foreach (var pass in link.Passes)
        {
            var call = pass.Call.Operation;
            if (call is not IInvocationOperation { Type: { } type } || !type.IsTask()) continue;
            if (LeftBy(pass) is { } left)
                context.Report(MiddlewareChainRules.AwaitNext, call.Syntax.GetLocation(), link.Body.Name,
                    $"returns the task of '{link.Continuation.Name}' out of a '{left}', which ends before the rest of the chain does");
            if (StatementOf(call) is not { } statement) continue;
            // In a lambda or a helper that returns nothing, somebody else may hold the task.
            var forFix = statement.Operation == call && SymbolEqualityComparer.Default.Equals(FunctionAround(pass).ReturnType, type)
                ? ImmutableDictionary<string, string?>.Empty.Add(CanReturn, null) : null;
            context.Report(MiddlewareChainRules.AwaitNext, statement.Syntax.GetLocation(), ImmutableArray<Location>.Empty, forFix, link.Body.Name,
                $"drops the task of '{link.Continuation.Name}': the request counts as handled while the rest of the chain still runs, and its failure is lost");
        }
    }

    /// <summary>What a task leaves that is returned without being waited for: a resource that is released there, or a handler of what fails.</summary>
    private static string? LeftBy(Pass pass)
    {
        if (FunctionAround(pass).IsAsync) return null;
        var (inner, isReturned) = (pass.Call.Operation, false);
        foreach (var outer in pass.Call.Operation.Ancestors().TakeWhile(outer => outer is not (IAnonymousFunctionOperation or ILocalFunctionOperation)))
        {
            if (!isReturned && outer is not (IConversionOperation or IParenthesizedOperation or IConditionalOperation or IReturnOperation)) return null;
            isReturned |= outer is IReturnOperation;
            if (outer is IUsingOperation scope && scope.Body == inner
                || outer is IBlockOperation block && block.Operations.TakeWhile(step => step != inner).Any(step => step is IUsingDeclarationOperation))
                return "using";
            if (outer is ITryOperation attempt && attempt.Body == inner) return "try";
            inner = outer;
        }
        return null;
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
