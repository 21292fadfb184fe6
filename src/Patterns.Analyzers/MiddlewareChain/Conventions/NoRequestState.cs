using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain.Conventions;

/// <summary>PAT0804: the principal method of a shared link stores in a field what it took from the request.</summary>
internal static class NoRequestState
{
    public static void Check(Link link, ConventionContext context)
    {
        if (link.Function is not null || IsPerRequest(link)) return;
        foreach (var operation in link.Operations)
        {
            if (Stored(operation, link) is not { } field || IsSheltered(operation, field)) continue;
            context.Report(MiddlewareChainRules.NoRequestState, operation.Syntax.GetLocation(), link.Body.Name, field.Name);
        }
    }

    /// <summary>A filter of one stream or of one connection may remember what it saw.</summary>
    private static bool IsPerRequest(Link link) =>
        link.Continuation.Kind == ContinuationKind.Context || link.Contract?.ContainingType.Named("DotNetty.Transport.Channels.IChannelHandler") == true;

    private static ISymbol? Stored(IOperation operation, Link link) => operation switch
    {
        ISimpleAssignmentOperation assignment
            when IsField(assignment.Target) && link.Principal.Parameters.Any(parameter => parameter.IsRequest() && assignment.Value.Mentions(parameter)) =>
            assignment.Target.Referenced(),
        IInvocationOperation { TargetMethod: { Name: "Start" or "Restart" or "Reset", ContainingType: var owner }, Instance: { } instance }
            when IsField(instance) && owner.Named("System.Diagnostics.Stopwatch") => instance.Referenced(),
        IIncrementOrDecrementOperation { Kind: OperationKind.Decrement, Target: var budget } when IsField(budget) && IsNeverFilled(budget, link) =>
            budget.Referenced(),
        _ => null,
    };

    /// <summary>A number that construction gives, and that each request uses up: no other code of the type sets or raises it.</summary>
    private static bool IsNeverFilled(IOperation budget, Link link) => budget.Referenced() is { } field && link.Body.Type.Bodies
        .Where(body => !body.IsConstructor && body.Words.Has(field.Name))
        .SelectMany(body => body.Operations)
        .All(operation => operation is IIncrementOrDecrementOperation { Kind: OperationKind.Decrement } || operation.Assigned() is not { } assigned
            || !SymbolEqualityComparer.Default.Equals(assigned.Target.Referenced(), field));

    private static bool IsField(IOperation target) =>
        target.IsOwnMember()
        && target.Referenced() is IFieldSymbol { IsStatic: false, IsVolatile: false } or IPropertySymbol { IsStatic: false, SetMethod: not null };

    /// <summary>Under a lock, or set once when it was empty: shared on purpose.</summary>
    private static bool IsSheltered(IOperation operation, ISymbol field) =>
        operation.Ancestors().Any(outer => outer is ILockOperation || outer is IConditionalOperation test && test.Condition.Mentions(field));
}
