using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot.Conventions;

/// <summary>PAT1207: where positions are saved now and then only, a clean shutdown saves the last one.</summary>
internal static class ShutdownSaves
{
    private static readonly string[] Ends = ["Dispose", "DisposeAsync", "Stop", "StopAsync", "Close", "CloseAsync"];

    public static void Check(SnapshotModel model, ConventionContext context)
    {
        if (model.Saves.IsEmpty || !model.Saves.All(save => save.Throttle() is not null)) return;
        foreach (var body in model.Type.Bodies)
        {
            if (Array.IndexOf(Ends, body.Name) < 0 || !body.IsOpen || Reaches(body, model)) continue;
            context.Report(SnapshotRules.ShutdownSaves, body.Method.Locations[0], body.DisplayName, model.Saves[0].Body.DisplayName);
            return;
        }
    }

    /// <summary>What lets the reading loop end may lead to a save there; whoever calls own code or another part is trusted with it.</summary>
    private static bool Reaches(Body body, SnapshotModel model) => body.Calls.Any(call =>
        call.Target is null || call.IsDelegate || model.Saves.Any(save => SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, save.Call.ReceiverSymbol))
        || SymbolEqualityComparer.Default.Equals(call.Owner, model.Type.Symbol) || call.Name is "Cancel" or "CancelAsync" or "Complete" or "TryComplete");
}
