using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree.Conventions;

/// <summary>PAT0505: writers hold a lock, and the swap is reached without any.</summary>
internal static class AtomicSwap
{
    /// <summary>Other ways to shut writers out than a <c>lock</c> statement: where one is near, the rule cannot tell.</summary>
    private static readonly Words OtherLocks = new(
        "Enter", "TryEnter", "EnterScope", "EnterWriteLock", "EnterUpgradeableReadLock", "Wait", "WaitAsync", "WaitOne", "Exchange", "CompareExchange", "LockAsync", "AcquireAsync");

    public static void Check(LsmTreeModel model, ConventionContext context)
    {
        if (model is not { Tree: { } engine } || engine.Type != model.Type || engine.Swap.Clears) return;
        if (LockedWrite(engine) is not { } write || !IsReachedUnlocked(engine.Swap.Site, engine.Swap.Body, engine, new())) return;
        context.Report(
            LsmTreeRules.AtomicSwap, engine.Swap.Site.Syntax.GetLocation(), ImmutableArray.Create(write.Syntax.GetLocation()), null, engine.Swap.Body.Name, engine.Buffer.Name);
    }

    /// <summary>A write into the table under a <c>lock</c> statement.</summary>
    private static IOperation? LockedWrite(Engine engine) => BufferWrites.In(engine).Select(write => write.Site).FirstOrDefault(site => site.Enclosing<ILockOperation>() is not null);

    /// <summary>True when code outside the type can come to that place without passing a lock.</summary>
    private static bool IsReachedUnlocked(IOperation place, Body body, Engine engine, HashSet<Body> seen)
    {
        if (!seen.Add(body) || place.Enclosing<ILockOperation>() is not null || body.Words.HasAny(OtherLocks)) return false;
        if (body.IsOpen) return true;
        return engine.Type.Bodies.Where(caller => caller.Words.Has(body.Name)).Any(caller => caller.Calls.Any(call =>
            SymbolEqualityComparer.Default.Equals(call.Target?.OriginalDefinition, body.Method) && IsReachedUnlocked(call.Operation, caller, engine, seen)));
    }
}
