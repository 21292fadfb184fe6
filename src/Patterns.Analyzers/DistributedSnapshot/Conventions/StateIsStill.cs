using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot.Conventions;

/// <summary>PAT1209: state that others change under a lock is stored under that lock.</summary>
internal static class StateIsStill
{
    public static void Check(SnapshotModel model, ConventionContext context)
    {
        if (model.Materialised is not { State: var state, Write: { IsOpen: true } write } materialised) return;
        if (write.Of<ILockOperation>().Any()
            || write.Calls.Any(call => call.Name is "Wait" or "WaitAsync" or "Enter" or "EnterReadLock" or "EnterWriteLock" or "LockAsync" or "EnterScope"))
            return;
        var changes = model.Type.Bodies
            .Where(body => body != write && body != materialised.Restore && !body.IsConstructor && body.Words.Has(state.Name))
            .Select(body => (Body: body, Change: state.ChangeIn(body)))
            .Where(found => found.Change is not null)
            .ToList();
        if (changes.Count == 0 || !changes.All(found => found.Change!.Ancestors().OfType<ILockOperation>().Any())) return;
        if (write.Operations.FirstOrDefault(operation => StateSlots.Is(operation, state)) is { } read)
            context.Report(SnapshotRules.StateIsStill, read.Syntax.GetLocation(), ImmutableArray.Create(changes[0].Change!.Syntax.GetLocation()), null,
                write.DisplayName, state.Name, changes[0].Body.DisplayName);
    }
}
