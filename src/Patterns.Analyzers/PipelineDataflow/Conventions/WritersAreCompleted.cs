using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow.Conventions;

/// <summary>PAT0207: the reading loop ends only when the queue is completed, and the type, which can be closed, never completes it.</summary>
internal static class WritersAreCompleted
{
    public static void Check(PipelineModel model, ConventionContext context)
    {
        if (model.Queue is not { } stage || !IsClosed(model.Type) || EndsOtherwise(stage.Reader)) return;
        if (stage.Queue.Symbol is not IFieldSymbol { DeclaredAccessibility: Accessibility.Private } || !Creations.Of(stage.Queue, model.Type).Any()) return;
        foreach (var body in model.Type.AllBodies)
        {
            if (!body.Words.Has(stage.Queue.Name)) continue;
            if (body.Calls.Any(call => ShutDownFromHead.Ends(call, stage.Queue) || call.Name == "Dispose" && Queues.Holder(call.Receiver, stage.Queue.Symbol)))
                return;
            if (body.Operations.Any(operation => IsHandedOut(operation, stage.Queue))) return;
        }
        context.Report(PipelineRules.WritersAreCompleted, stage.Reader.Read.Syntax.GetLocation(), stage.Reader.Body.DisplayName, stage.Queue.Name);
    }

    private static bool IsClosed(TypeFacts type) =>
        type.Symbol.AllInterfaces.Any(contract => contract is { Name: "IDisposable" or "IAsyncDisposable" or "IHostedService" }
            && !contract.Locations[0].IsInSource);

    /// <summary>A token, a jump or a condition of its own can end the loop.</summary>
    private static bool EndsOtherwise(ReaderLoop reader) => reader.Loop.SelfAndDescendants().Any(operation =>
        operation is IReturnOperation or IThrowOperation or IBranchOperation { BranchKind: BranchKind.Break or BranchKind.GoTo }
        || Stages.IsToken(operation.Type) && operation is not IDefaultValueOperation)
        || reader.Loop is IWhileLoopOperation { Condition: { } condition }
            && !condition.Contains(inner => Call.From(inner) is { } call && (ReaderLoop.Reads.Contains(call.Name)));

    /// <summary>The queue, or its writer, goes somewhere that the type does not show.</summary>
    public static bool IsHandedOut(IOperation operation, Slot queue)
    {
        if (!Queues.Holder(operation, queue.Symbol) || operation is not (IMemberReferenceOperation or ILocalReferenceOperation)) return false;
        var used = operation;
        while (used.Parent is IConversionOperation or IParenthesizedOperation or IPropertyReferenceOperation { Property.Name: "Reader" or "Writer" })
            used = used.Parent;
        return used.Parent is IArgumentOperation or IReturnOperation or IVariableInitializerOperation
            || used.Parent is ISimpleAssignmentOperation assignment && assignment.Target != used;
    }
}
