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
        var owners = Forwarding.From(own, project).Select(step => step.Body).ToList();
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

    private static bool Same(IMethodSymbol left, IMethodSymbol right) => SymbolEqualityComparer.Default.Equals(left.OriginalDefinition, right.OriginalDefinition);
}
