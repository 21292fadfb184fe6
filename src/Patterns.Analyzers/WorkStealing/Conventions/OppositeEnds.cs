using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WorkStealing.Conventions;

/// <summary>PAT0901 and PAT0902: what happens in the queue when it is stolen from. A queue with one member for all hides its ends and is left alone.</summary>
internal static class OppositeEnds
{
    public static void Check(WorkStealingModel model, ConventionContext context)
    {
        if (model.Theft is not { Own.Target: { } own, Steal.Target: { } steal } || Same(own, steal)) return;
        var project = model.Type.Project;
        var taking = Forwarding.From(own, project).ToList();
        if (taking.Any(step => step.Next?.ReceiverSymbol is IFieldSymbol { Type: var store } && KeepsEndsApart(store))) return;
        var owners = taking.Select(step => step.Body).ToList();
        foreach (var (body, next) in Forwarding.From(steal, project))
        {
            if (owners.Contains(body)) return;
            if (next is { Target: { } target } call && owners.FirstOrDefault(owner => Same(owner.Method, target)) is { } end)
            {
                context.Report(WorkStealingRules.OppositeEnds, call.Syntax.GetLocation(), body.DisplayName, end.DisplayName);
                return;
            }
            if (next is null && StealingDeque.IsUnguarded(body)) context.Report(WorkStealingRules.AtomicSteal, body.Method.Locations[0], body.DisplayName);
        }
    }

    /// <summary>A bag of the framework has a list for each thread: the thread takes from one end of its own, and robs another's at the other.</summary>
    private static bool KeepsEndsApart(ITypeSymbol store) => store.Named("System.Collections.Concurrent.ConcurrentBag`1");

    private static bool Same(IMethodSymbol left, IMethodSymbol right) =>
        SymbolEqualityComparer.Default.Equals(left.OriginalDefinition, right.OriginalDefinition);
}
