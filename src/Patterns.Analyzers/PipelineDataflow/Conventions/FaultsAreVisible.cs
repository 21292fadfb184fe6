using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow.Conventions;

/// <summary>PAT0209: the reading loop can fail and nobody learns of it: its task is thrown away, or a catch in it is empty.</summary>
internal static class FaultsAreVisible
{
    public static void Check(PipelineModel model, ConventionContext context)
    {
        if (model.Queue is not { Reader: var reader }) return;
        CheckHandlers(reader, context);
        if (CatchesAll(reader.Body)) return;
        foreach (var body in model.Type.AllBodies)
        {
            if (!body.Words.Has(reader.Body.Name)) continue;
            foreach (var operation in body.Operations)
                if (Starts(operation, reader.Body) && IsThrownAway(operation))
                    context.Report(PipelineRules.FaultsAreVisible, operation.Syntax.GetLocation(), $"'{body.DisplayName}' throws the task of '{reader.Body.DisplayName}' away");
        }
    }

    private static void CheckHandlers(ReaderLoop reader, ConventionContext context)
    {
        foreach (var handler in reader.Loop.SelfAndDescendants().OfType<ICatchClauseOperation>())
            if (IsGeneral(handler) && handler.Handler.Operations.IsEmpty)
                context.Report(PipelineRules.FaultsAreVisible, handler.Syntax.GetLocation(), $"A catch in '{reader.Body.DisplayName}' is empty");
    }

    /// <summary>Catches whatever fails, without a condition.</summary>
    private static bool IsGeneral(ICatchClauseOperation handler) =>
        handler.Filter is null && handler.IsForEverything();

    private static bool CatchesAll(Body reader) => reader.Of<ICatchClauseOperation>().Any(handler => IsGeneral(handler) && !handler.Handler.Operations.IsEmpty);

    /// <summary>A call of the reader's method, or of something that runs it.</summary>
    private static bool Starts(IOperation operation, Body reader) => operation switch
    {
        IInvocationOperation { TargetMethod: var called } when Derivation.Same(called.OriginalDefinition, reader.Method) => called.ReturnType.IsTask(),
        IInvocationOperation { TargetMethod: { Name: "Run" or "StartNew", ReturnType: var started }, Arguments: { Length: > 0 } arguments } => started.IsTask()
            && arguments[0].Value.SelfAndDescendants().Any(inner => inner is IMethodReferenceOperation { Method: var method } && Derivation.Same(method.OriginalDefinition, reader.Method)
                || inner is IInvocationOperation { TargetMethod: var run } && Derivation.Same(run.OriginalDefinition, reader.Method)),
        _ => false,
    };

    private static bool IsThrownAway(IOperation start) =>
        start.Parent is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation }
        && start.Ancestors().All(outer => outer is not IAnonymousFunctionOperation { Symbol: { ReturnsVoid: false } });
}
