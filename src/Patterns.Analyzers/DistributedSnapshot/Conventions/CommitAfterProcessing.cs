using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot.Conventions;

/// <summary>PAT1201: an item is processed, and then its position is saved.</summary>
internal static class CommitAfterProcessing
{
    public static void Check(SnapshotModel model, ConventionContext context)
    {
        foreach (var save in model.Saves)
        {
            if (save.Item is not { } item || save.ProcessedBefore() is not null || save.Flow is not { } flow) continue;
            foreach (var processing in save.Processing().Where(call => flow.Dominates(save.Call.Syntax, call.Syntax)).Take(1))
                context.Report(
                    SnapshotRules.CommitAfterProcessing, save.Call.Syntax.GetLocation(), ImmutableArray.Create(processing.Syntax.GetLocation()), null,
                    save.Body.DisplayName, item.Name, processing.DisplayName());
        }
    }
}
