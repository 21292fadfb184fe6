using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow.Conventions;

/// <summary>
/// PAT0209: the reading loop can fail and nobody learns of it: its task is thrown away or never looked at, or a catch in it is empty. Or one stage that fails
/// to close leaves those behind it open.
/// </summary>
internal static class FaultsAreVisible
{
    private const string LoopFails = "the loop fails, items are lost or pile up";
    private static readonly Words Closing = new("Dispose", "DisposeAsync");

    public static void Check(PipelineModel model, ConventionContext context)
    {
        if (model.Line is { } line) CheckClosing(line, model.Type, context);
        CheckEnds(model.Type, context);
        if (model.Queue is not { Reader: var reader }) return;
        CheckHandlers(reader, context);
        if (CatchesAll(reader.Body)) return;
        foreach (var body in model.Type.AllBodies)
        {
            if (!body.Words.Has(reader.Body.Name)) continue;
            foreach (var operation in body.Operations)
            {
                if (!Starts(operation, reader.Body)) continue;
                if (IsThrownAway(operation)) Report($"'{body.DisplayName}' throws the task of '{reader.Body.DisplayName}' away");
                else if (KeptIn(operation) is { } kept && !IsLookedAt(kept, model.Type))
                    Report($"'{body.DisplayName}' keeps the task of '{reader.Body.DisplayName}' in '{kept.Name}', where nobody looks");

                void Report(string what) => context.Report(PipelineRules.FaultsAreVisible, operation.Syntax.GetLocation(), what, LoopFails);
            }
        }
    }

    private static void CheckClosing(ISymbol line, TypeFacts type, ConventionContext context)
    {
        foreach (var body in type.Bodies)
        {
            if (!body.Words.HasAny(Closing)) continue;
            foreach (var loop in body.Of<IForEachLoopOperation>())
            {
                if (!IsLine(loop.Collection, line, type) || loop.Body.Contains(inner => inner is ITryOperation)) continue;
                if (loop.Body.SelfAndDescendants().FirstOrDefault(inner => IsClosing(inner, loop, body)) is { } closing)
                    context.Report(PipelineRules.FaultsAreVisible, closing.Syntax.GetLocation(),
                        $"'{body.DisplayName}' closes '{line.Name}' one by one without a catch", "one of them throws, those behind it stay open");
            }
        }
    }

    /// <summary>The member that holds the stages, or a property that gives them out.</summary>
    private static bool IsLine(IOperation collection, ISymbol line, TypeFacts type) =>
        collection.Contains(part => Derivation.Same(part.Referenced()?.OriginalDefinition, line)) || collection.Contains(part =>
            part is IPropertyReferenceOperation { Property: { GetMethod: { } getter, Type: var given } } && line is IFieldSymbol { Type: var held }
            && Derivation.Same(given, held) && type.Bodies.Any(body => Derivation.Same(body.Method, getter) && body.Words.Has(line.Name)));

    /// <summary>A last block that only its link knows: when its code throws, it takes nothing any more, and nobody can see that.</summary>
    private static void CheckEnds(TypeFacts type, ConventionContext context)
    {
        foreach (var link in BlockLink.In(type))
        {
            if (link.Target is not ILocalSymbol end || link.Body.DeclaredValue(end)?.Plain() is not IObjectCreationOperation { Type.Name: "ActionBlock" } made)
                continue;
            if (made.Arguments[0].Value.Function(link.Body) is not { } code || Catches(code, link.Body)) continue;
            if (link.Body.Of<ILocalReferenceOperation>().Count(reference => Derivation.Same(reference.Local, end)) > 1) continue;
            context.Report(PipelineRules.FaultsAreVisible, made.Syntax.GetLocation(), $"'{link.Body.DisplayName}' keeps no hold of '{end.Name}'",
                "its code fails once, it takes nothing any more");
        }
    }

    /// <summary>The code, or a method that it calls, has a catch.</summary>
    private static bool Catches(IOperation code, Body body) => code.Contains(inner => inner is ICatchClauseOperation)
        || body.Callees.Any(callee => code.Syntax.Span.Contains(callee.Call.Syntax.Span) && callee.Body.Of<ICatchClauseOperation>().Any());

    private static bool IsClosing(IOperation operation, IForEachLoopOperation loop, Body body) =>
        Call.From(operation) is { Receiver: { } stage, Arguments.IsEmpty: true } call && Closing.Contains(call.Name)
        && loop.Locals.Any(local => Derivation.Of(body).ComesFrom(stage, local));

    private static void CheckHandlers(ReaderLoop reader, ConventionContext context)
    {
        foreach (var handler in reader.Loop.SelfAndDescendants().OfType<ICatchClauseOperation>())
            if (IsGeneral(handler) && handler.Handler.Operations.IsEmpty)
                context.Report(PipelineRules.FaultsAreVisible, handler.Syntax.GetLocation(), $"A catch in '{reader.Body.DisplayName}' is empty",
                    "an item fails, it is lost");
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
            && arguments[0].Value.SelfAndDescendants()
                .Any(inner => inner is IMethodReferenceOperation { Method: var method } && Derivation.Same(method.OriginalDefinition, reader.Method)
                || inner is IInvocationOperation { TargetMethod: var run } && Derivation.Same(run.OriginalDefinition, reader.Method)),
        _ => false,
    };

    private static bool IsThrownAway(IOperation start) =>
        start.Parent is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation }
        && start.Ancestors().All(outer => outer is not IAnonymousFunctionOperation { Symbol: { ReturnsVoid: false } });

    /// <summary>The private field that keeps the task.</summary>
    private static IFieldSymbol? KeptIn(IOperation start) =>
        start.Parent is ISimpleAssignmentOperation { Target: IFieldReferenceOperation { Field: { DeclaredAccessibility: Accessibility.Private } field },
            Parent: IExpressionStatementOperation or IReturnOperation or IBlockOperation } ? field : null;

    /// <summary>Something in the type reads the field.</summary>
    private static bool IsLookedAt(IFieldSymbol kept, TypeFacts type) => type.AllBodies.Any(body => body.Words.Has(kept.Name)
        && body.Of<IFieldReferenceOperation>()
            .Any(reference => Derivation.Same(reference.Field, kept)
                && !(reference.Parent is ISimpleAssignmentOperation { Target: var target } && target == reference)));
}
