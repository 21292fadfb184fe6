using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot.Conventions;

/// <summary>PAT1202: what was computed is durable before the position says so.</summary>
internal static class StateBeforePosition
{
    private static readonly string[] Flushes = ["Flush", "FlushAsync", "SaveChanges", "SaveChangesAsync"];

    public static void Check(SnapshotModel model, ConventionContext context)
    {
        foreach (var save in model.Saves)
        {
            if (save.Flow is not { } flow) continue;
            var flushes = save.Body.Calls
                .Where(call => Array.IndexOf(Flushes, call.Name) >= 0 && call.ReceiverSymbol is { IsStatic: false } && !call.IsLogging()).ToList();
            if (flushes.Any(call => call.Syntax.SpanStart < save.Call.Syntax.SpanStart)) continue;
            foreach (var flush in flushes.Where(call => !SymbolEqualityComparer.Default.Equals(call.Receiver?.Type, save.Call.Receiver?.Type)
                && flow.Dominates(save.Call.Syntax, call.Syntax)).Take(1))
                context.Report(
                    SnapshotRules.StateBeforePosition, save.Call.Syntax.GetLocation(), ImmutableArray.Create(flush.Syntax.GetLocation()), null,
                    save.Body.DisplayName, flush.DisplayName());
        }
    }
}
