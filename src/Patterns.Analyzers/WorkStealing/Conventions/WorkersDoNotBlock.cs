using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WorkStealing.Conventions;

/// <summary>PAT0909: a worker's loop waits for work, not for a task.</summary>
internal static class WorkersDoNotBlock
{
    private static readonly Words Blocking = new("Wait", "Result", "GetResult");
    private static readonly Words Parking = new("WaitAsync", "Delay", "WaitToReadAsync", "ReadAsync", "TakeAsync", "WhenAny");

    public static void Check(WorkStealingModel model, ConventionContext context)
    {
        if (model.Theft is not { } theft || !theft.Body.Words.HasAny(Blocking) || WorkerLoop.Of(theft) is not { } loop) return;
        foreach (var operation in loop.Body.SelfAndDescendants())
            if (Waited(operation) is var (name, task) && !IsParking(task)
                && !operation.Ancestors().TakeWhile(outer => outer != loop).Any(outer => outer is IAnonymousFunctionOperation or ILocalFunctionOperation))
            {
                context.Report(WorkStealingRules.WorkersDoNotBlock, operation.Syntax.GetLocation(), theft.Body.DisplayName, name);
                return;
            }
    }

    private static (string Name, IOperation Task)? Waited(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "Wait", ContainingType: var owner }, Instance: { } task } when owner.IsTask() => ("Wait", task),
        IInvocationOperation { TargetMethod: { Name: "GetResult",
            ContainingType: { Name: "TaskAwaiter" or "ValueTaskAwaiter" or "ConfiguredTaskAwaiter" or "ConfiguredValueTaskAwaiter" } },
            Instance: { } awaiter } => ("GetResult", awaiter),
        IPropertyReferenceOperation { Property: { Name: "Result", ContainingType: var owner }, Instance: { } task } when owner.IsTask() => ("Result", task),
        _ => null,
    };

    private static bool IsParking(IOperation task) =>
        task.Contains(operation => operation is IInvocationOperation { TargetMethod.Name: var name } && Parking.Contains(name));
}
