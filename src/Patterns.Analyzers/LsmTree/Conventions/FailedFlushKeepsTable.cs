using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree.Conventions;

/// <summary>PAT0504: the frozen table is forgotten in a <c>finally</c> around the code that makes a run of it, so that a failure takes the only copy with
/// it.</summary>
internal static class FailedFlushKeepsTable
{
    private static readonly Words Needles = new("finally");

    public static void Check(LsmTreeModel model, ConventionContext context)
    {
        if (model is not { Tree: { } engine } || engine.Type != model.Type) return;
        foreach (var body in engine.Type.Bodies)
        {
            if (!body.Words.HasAny(Needles)) continue;
            foreach (var attempt in body.Of<ITryOperation>())
            {
                if (attempt.Finally is not { } last || !engine.Feeds.Any(feed => attempt.Body.Syntax.Span.Contains(feed.Site.Syntax.Span))) continue;
                if (attempt.Catches.Any(handler => Frozen(engine).Append(engine.Buffer).Any(handler.Handler.Mentions))) continue;
                if (last.SelfAndDescendants().FirstOrDefault(operation => Forgets(operation, engine)) is not { } forgotten) continue;
                context.Report(
                    LsmTreeRules.FailedFlushKeepsTable, forgotten.Syntax.GetLocation(), ImmutableArray.Create(engine.Feeds[0].Site.Syntax.GetLocation()), null,
                    body.Name, ((ISimpleAssignmentOperation)forgotten).Target.Referenced()!.Name);
            }
        }
    }

    private static bool Forgets(IOperation operation, Engine engine) =>
        operation is ISimpleAssignmentOperation { Target: var target, Value: var value } && value.IsNull()
        && target.Referenced() is { } symbol && Frozen(engine).Contains(symbol, SymbolEqualityComparer.Default);

    /// <summary>The members that hold the full table while it is written.</summary>
    private static IEnumerable<ISymbol> Frozen(Engine engine) => engine.Swap.Body.Of<ISimpleAssignmentOperation>()
        .Where(assignment => assignment.Target.IsOwnMember() && assignment.Value.Mentions(engine.Buffer) || IsExchanged(assignment.Value, engine))
        .Select(assignment => assignment.Target.Referenced())
        .OfType<ISymbol>()
        .Where(symbol => symbol is IFieldSymbol or IPropertySymbol && !SymbolEqualityComparer.Default.Equals(symbol, engine.Buffer));

    private static bool IsExchanged(IOperation value, Engine engine) => value.Contains(inner => inner == engine.Swap.Site);
}
