using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WorkStealing.Conventions;

/// <summary>PAT0904: what an item throws is caught inside the worker's loop, by the worker or by what runs the item.</summary>
internal static class FailingItems
{
    private const string WorkerIsGone = "the worker, or the whole process, is gone";
    private const string CountIsWrong = "the worker, or the whole process, is gone, and what follows the item is not done";

    private static readonly Words Catching = new("catch");

    public static void Check(WorkStealingModel model, ConventionContext context)
    {
        if (model.Theft is not { } theft || WorkerLoop.Of(theft) is not { } loop) return;
        var items = Items(theft, loop);
        var runs = theft.Body.Calls
            .Where(call => loop.Syntax.Span.Contains(call.Syntax.Span) && call.Syntax.SpanStart > theft.Own.Syntax.Span.End
                && items.Any(item => Uses(call, item, model.Type))).ToList();
        if (runs.Count == 0) return;
        var run = runs.FirstOrDefault(call => call.Operation.Enclosing<ITryOperation>() is { Finally: not null } guard
            && loop.Syntax.Span.Contains(guard.Syntax.Span));
        if (run.Operation is null) run = runs[0];
        if (run.Operation.IsCaught(loop) || run.Target is { } target && model.Type.Project.BodiesOf(target).Any(body => body.Words.HasAny(Catching))) return;
        var count = CountBehind(run.Operation);
        context.Report(WorkStealingRules.FailingItems, run.Syntax.GetLocation(),
            count is null ? ImmutableArray<Location>.Empty : ImmutableArray.Create(count.Syntax.GetLocation()), null,
            run.Name, theft.Body.DisplayName, IsFinished(run.Operation, loop) ? WorkerIsGone : CountIsWrong);
    }

    /// <summary>The locals and parameters that items are put into, whichever queue they come from.</summary>
    private static List<ISymbol> Items(Theft theft, ILoopOperation loop) => theft.Body.Calls
        .Where(call => loop.Syntax.Span.Contains(call.Syntax.Span)
            && (call.Syntax == theft.Own.Syntax || call.Syntax == theft.Steal.Syntax || Taking.IsTake(call, theft.Body.Type.Project)))
        .Select(Item).OfType<ISymbol>().ToList();

    private static ISymbol? Item(Call take) =>
        take.Arguments.Select(argument => argument.Referenced()).FirstOrDefault(symbol => symbol is ILocalSymbol or IParameterSymbol)
        ?? (take.Operation.Enclosing<IVariableDeclaratorOperation>()?.Symbol is { } local ? local : null);

    /// <summary>The item is run: it is called itself, or a member of it, or it is given to the scheduler's executor, and not to another queue.</summary>
    private static bool Uses(Call call, ISymbol item, TypeFacts type) => call.Target is { ContainingType: var owner }
        && (call.IsDelegate || !owner.IsFramework())
        && (call.Receiver is { } receiver && SymbolEqualityComparer.Default.Equals(Root(receiver).Referenced(), item)
            || call.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument.Referenced(), item))
                && (SymbolEqualityComparer.Default.Equals(owner, type.Symbol) || !Taking.IsQueue(owner, type.Project)))
        && !call.Target.Parameters.Any(parameter => parameter.RefKind is RefKind.Out or RefKind.Ref);

    /// <summary>What a chain of members starts from.</summary>
    private static IOperation Root(IOperation receiver)
    {
        while (receiver.Plain() is IMemberReferenceOperation { Instance: { } holder }) receiver = holder;
        return receiver;
    }

    /// <summary>The statement right behind the run that counts.</summary>
    private static IOperation? CountBehind(IOperation run)
    {
        var statement = run.Ancestors().FirstOrDefault(outer => outer is IExpressionStatementOperation);
        return statement?.Parent is IBlockOperation block
            && block.Operations.SkipWhile(one => one != statement).Skip(1).FirstOrDefault() is IExpressionStatementOperation { Operation: var next }
            && IsCount(next) ? next : null;
    }

    private static bool IsCount(IOperation operation) => operation is IIncrementOrDecrementOperation
        || operation is IInvocationOperation { TargetMethod: { Name: "Decrement" or "Increment" or "Add", ContainingType: var owner } }
            && owner.Named("System.Threading.Interlocked");

    /// <summary>A <c>finally</c> around the run does what has to follow.</summary>
    private static bool IsFinished(IOperation run, ILoopOperation loop) =>
        run.Enclosing<ITryOperation>() is { Finally: not null } guard && loop.Syntax.Span.Contains(guard.Syntax.Span);
}
