using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WorkStealing.Conventions;

/// <summary>PAT0904: what an item throws is caught inside the worker's loop, by the worker or by what runs the item.</summary>
internal static class FailingItems
{
    private static readonly Words Catching = new("catch");

    public static void Check(WorkStealingModel model, ConventionContext context)
    {
        if (model.Theft is not { } theft || WorkerLoop.Of(theft) is not { } loop || Item(theft.Own) is not { } item) return;
        var runs = theft.Body.Calls.Where(call => loop.Syntax.Span.Contains(call.Syntax.Span) && call.Syntax.SpanStart > theft.Own.Syntax.Span.End && Uses(call, item)).ToList();
        if (runs.Count == 0) return;
        var run = runs.FirstOrDefault(call => call.Operation.Enclosing<ITryOperation>() is { Finally: not null } guard && loop.Syntax.Span.Contains(guard.Syntax.Span));
        if (run.Operation is null) run = runs[0];
        if (run.Operation.IsCaught(loop) || run.Target is { } target && model.Type.Project.BodiesOf(target).Any(body => body.Words.HasAny(Catching))) return;
        context.Report(WorkStealingRules.FailingItems, run.Syntax.GetLocation(), run.Name, theft.Body.DisplayName);
    }

    /// <summary>The local or parameter that the item is put into.</summary>
    private static ISymbol? Item(Call own) =>
        own.Arguments.Select(argument => argument.Referenced()).FirstOrDefault(symbol => symbol is ILocalSymbol or IParameterSymbol)
        ?? (own.Operation.Enclosing<IVariableDeclaratorOperation>()?.Symbol is { } local ? local : null);

    /// <summary>The item is run: it is called itself, or a member of it, or it is given to the scheduler's executor.</summary>
    private static bool Uses(Call call, ISymbol item) => call.Target is { ContainingType: var owner }
        && (call.IsDelegate || !owner.IsFramework())
        && (call.Receiver is { } receiver && receiver.Mentions(item) || call.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument.Referenced(), item)))
        && !call.Target.Parameters.Any(parameter => parameter.RefKind is RefKind.Out or RefKind.Ref);
}
