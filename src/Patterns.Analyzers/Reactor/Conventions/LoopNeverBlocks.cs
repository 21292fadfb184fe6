using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor.Conventions;

/// <summary>PAT0302: nothing in the loop waits but the wait for all sources.</summary>
internal static class LoopNeverBlocks
{
    private static readonly Words Blocking = new("Wait", "Result", "GetResult", "Sleep");

    public static void Check(EventLoop loop, ConventionContext context)
    {
        foreach (var body in Reach.Of(loop.Body, loop.Loop.Syntax))
        {
            if (body.Type != loop.Body.Type || !body.Words.HasAny(Blocking)) continue;
            foreach (var operation in body.Operations)
                if ((body != loop.Body || loop.Loop.Syntax.Span.Contains(operation.Syntax.Span)) && Name(operation) is { } name && !IsDeferred(operation))
                    context.Report(ReactorRules.LoopNeverBlocks, operation.Syntax.GetLocation(), loop.Body.DisplayName, name);
        }
    }

    private static string? Name(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "Wait" or "WaitAll" or "WaitAny", ContainingType: var owner } } when owner.IsTask() => "Wait",
        IInvocationOperation { TargetMethod: { Name: "GetResult", ContainingType: { Name: "TaskAwaiter" or "ValueTaskAwaiter" or "ConfiguredTaskAwaiter" } } } => "GetResult",
        IInvocationOperation { TargetMethod: { Name: "Sleep", ContainingType: var owner }, Arguments: { Length: 1 } arguments } when owner.Named("System.Threading.Thread") && !arguments[0].Value.IsConstant(0) => "Sleep",
        IPropertyReferenceOperation { Property: { Name: "Result", ContainingType: var owner } } when owner.IsTask() => "Result",
        _ => null,
    };

    private static bool IsDeferred(IOperation operation) => operation.Ancestors().Any(outer => outer is IAnonymousFunctionOperation or ILocalFunctionOperation);
}
