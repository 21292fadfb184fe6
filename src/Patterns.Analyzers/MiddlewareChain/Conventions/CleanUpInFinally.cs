using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain.Conventions;

/// <summary>PAT0805: what was acquired or started before the continuation is released or stopped behind it, but not when it throws.</summary>
internal static class CleanUpInFinally
{
    private static readonly string[] CleanUps = { "Dispose", "DisposeAsync", "Release", "Stop", "Exit", "ExitReadLock", "ExitWriteLock" };
    private static readonly Words Any = new(CleanUps);

    public static void Check(Link link, ConventionContext context)
    {
        if (!link.Body.Words.HasAny(Any)) return;
        foreach (var pass in link.Passes)
        {
            if (pass.Site != pass.Call || StatementOf(pass.Call.Operation) is not { Parent: IBlockOperation block } statement
                || pass.Call.Operation.Enclosing<ITryOperation>() is { Catches.Length: > 0 }) continue;
            var position = block.Operations.IndexOf(statement);
            var late = block.Operations.Skip(position + 1).Select(CallOf).OfType<Call>().Where(call =>
                Array.IndexOf(CleanUps, call.Name) >= 0 && call.ReceiverSymbol is { } resource
                && block.Operations.Take(position).Any(earlier => Acquires(earlier, resource))).ToList();
            // The fix moves all of them: it finds the call first, then each clean-up.
            var related = late.Select(call => call.Syntax.GetLocation()).Prepend(pass.Call.Syntax.GetLocation()).ToImmutableArray();
            foreach (var call in late)
                context.Report(MiddlewareChainRules.CleanUpInFinally, call.Syntax.GetLocation(), related, null, link.Body.Name,
                    $"{call.ReceiverSymbol!.Name}.{call.Name}", link.Continuation.Name);
        }
    }

    private static IOperation? StatementOf(IOperation operation) =>
        new[] { operation }.Concat(operation.Ancestors()).TakeWhile(outer => outer is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
            .FirstOrDefault(outer => outer.Parent is IBlockOperation);

    private static Call? CallOf(IOperation statement) =>
        statement is IExpressionStatementOperation { Operation: var expression } ? Call.From(expression.Plain()) : null;

    /// <summary>The statement makes the local, or starts or enters the field.</summary>
    private static bool Acquires(IOperation statement, ISymbol resource) => statement.Contains(operation => operation switch
    {
        IVariableDeclaratorOperation { Symbol: var local } declarator =>
            SymbolEqualityComparer.Default.Equals(local, resource)
            && declarator.GetVariableInitializer()?.Value.Plain() is IObjectCreationOperation or IInvocationOperation,
        IInvocationOperation invocation =>
            invocation.TargetMethod.Name is "Wait" or "WaitAsync" or "Start" or "Restart" or "Enter" or "EnterReadLock" or "EnterWriteLock"
            && SymbolEqualityComparer.Default.Equals(invocation.Instance?.Referenced(), resource),
        _ => false,
    });
}
