using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm.Conventions;

/// <summary>PAT1101: a handler that blocks keeps its thread, and all messages behind its own.</summary>
internal static class HandlersDoNotBlock
{
    /// <summary>The finding's property that names what blocks, where the same can be awaited.</summary>
    public const string WaitKey = "wait";

    private static readonly Words Blocking = new("Sleep", "Wait", "Result", "GetResult", "WaitAll", "WaitAny");

    /// <summary>Signs that the code looks whether a task has ended before it takes the result.</summary>
    private static readonly Words Completed = new("IsCompleted", "IsCompletedSuccessfully", "IsFaulted", "WhenAll", "WhenAny", "Status");

    public static void Check(ActorFsmModel model, ConventionContext context)
    {
        foreach (var body in HandlerCode.Of(model))
        {
            if (!body.Words.HasAny(Blocking) || model.Mailbox is not null && !body.Method.ReturnType.IsTask()) continue;
            foreach (var operation in body.Operations)
                if (Wait(operation, body) is { } what && HandlerCode.IsOnTurn(operation, body, model))
                    context.Report(
                        ActorFsmRules.HandlersDoNotBlock, operation.Syntax.GetLocation(), ImmutableArray<Location>.Empty,
                        CanBeAwaited(operation) ? ImmutableDictionary<string, string?>.Empty.Add(WaitKey, what) : null, body.DisplayName, what);
        }
    }

    private static string? Wait(IOperation operation, Body body) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "Sleep", ContainingType: var owner } } sleep
            when owner.Named("System.Threading.Thread") && !IsYield(sleep) => "Thread.Sleep",
        IInvocationOperation { TargetMethod: { Name: "WaitAll" or "WaitAny", ContainingType: var owner } method }
            when owner.Named("System.Threading.Tasks.Task") => "Task." + method.Name,
        IInvocationOperation { TargetMethod: { Name: "Wait", ContainingType: var owner } } when owner.IsTask() => "Wait",
        IInvocationOperation { TargetMethod: { Name: "Wait", ContainingType: var owner }, Arguments: var arguments }
            when owner.Named("System.Threading.SemaphoreSlim") && !arguments.Any(argument => argument.Value.IsConstant(0)) => "SemaphoreSlim.Wait",
        IInvocationOperation { TargetMethod.Name: "GetResult",
            Instance: IInvocationOperation { TargetMethod.Name: "GetAwaiter", Instance: { Type: var task } awaited } }
            when task.IsTask() && !MayBeComplete(awaited, body) => "GetResult",
        IPropertyReferenceOperation { Property: { Name: "Result", ContainingType: var owner }, Instance: { } task }
            when owner.IsTask() && !MayBeComplete(task, body) => "Result",
        _ => null,
    };

    /// <summary>There is a member that takes the same arguments and does not block.</summary>
    private static bool CanBeAwaited(IOperation wait) => wait is not IInvocationOperation { TargetMethod: { Name: "Wait" or "WaitAll" or "WaitAny" } method }
        || method.ContainingType.Named("System.Threading.SemaphoreSlim")
        || method is { Name: "Wait", Parameters.IsEmpty: true } or { Name: "WaitAll", Parameters.Length: 1 };

    /// <summary>Sleeping for no time only gives the processor away.</summary>
    private static bool IsYield(IInvocationOperation sleep) => sleep.Arguments.Any(argument => argument.Value.IsConstant(0));

    private static bool MayBeComplete(IOperation task, Body body) =>
        task.Plain() is IParameterReferenceOperation || body.Words.HasAny(Completed) || IsAwaited(task, body);

    private static bool IsAwaited(IOperation task, Body body) => task.Referenced() is { } symbol
        && body.Of<IAwaitOperation>().Any(awaited => SymbolEqualityComparer.Default.Equals(awaited.Operation.Referenced(), symbol));
}
