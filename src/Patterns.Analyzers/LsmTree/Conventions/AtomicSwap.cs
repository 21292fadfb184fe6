using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree.Conventions;

/// <summary>PAT0505: writers hold a lock, and the swap is reached without any.</summary>
internal static class AtomicSwap
{
    private static readonly Words Locking = new(
        "lock", "Enter", "TryEnter", "EnterScope", "EnterWriteLock", "EnterUpgradeableReadLock", "Wait", "WaitAsync", "WaitOne", "Exchange", "CompareExchange");

    public static void Check(LsmTreeModel model, ConventionContext context)
    {
        if (model is not { Tree: { } engine } || engine.Type != model.Type || engine.Swap.Clears) return;
        if (LockedWrite(engine) is not { } write || MayBeLocked(engine)) return;
        context.Report(
            LsmTreeRules.AtomicSwap, engine.Swap.Site.Syntax.GetLocation(), ImmutableArray.Create(write.Syntax.GetLocation()), null, engine.Swap.Body.Name, engine.Buffer.Name);
    }

    /// <summary>A write into the table under a <c>lock</c> statement.</summary>
    private static IOperation? LockedWrite(Engine engine) => BufferWrites.In(engine).Select(write => write.Site).FirstOrDefault(site => site.Enclosing<ILockOperation>() is not null);

    /// <summary>The body of the swap, or one on the way to it, takes some lock; a swap that nobody calls may be called under one.</summary>
    private static bool MayBeLocked(Engine engine)
    {
        var reached = new HashSet<Body> { engine.Swap.Body };
        var edge = new List<Body> { engine.Swap.Body };
        while (edge.Count > 0)
        {
            if (edge.Any(body => body.Words.HasAny(Locking))) return true;
            edge = engine.Type.Bodies.Where(body => edge.Any(called => body.Words.Has(called.Name)) && reached.Add(body)).ToList();
        }
        return reached.Count == 1 && !engine.Swap.Body.IsOpen;
    }
}
