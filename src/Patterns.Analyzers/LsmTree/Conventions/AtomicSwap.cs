using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree.Conventions;

/// <summary>PAT0505: writers hold a lock, and the swap is reached without any, or the content was taken before the lock under which the table is
/// emptied.</summary>
internal static class AtomicSwap
{
    /// <summary>Other ways to shut writers out than a <c>lock</c> statement: where one is near, the rule cannot tell.</summary>
    private static readonly Words OtherLocks = new(
        "Enter", "TryEnter", "EnterScope", "EnterWriteLock", "EnterUpgradeableReadLock", "Wait", "WaitAsync", "WaitOne", "Exchange", "CompareExchange",
        "LockAsync", "AcquireAsync");

    public static void Check(LsmTreeModel model, ConventionContext context)
    {
        if (model is not { Tree: { } engine } || engine.Type != model.Type) return;
        if (engine.Swap.Clears) CheckEmptied(engine, context);
        else if (LockedWrite(engine) is { } write && IsReachedUnlocked(engine.Swap.Site, engine.Swap.Body, engine, new()))
            Report("without the lock that writers hold: a write can go into the table that is already being flushed", write, engine, context);
    }

    /// <summary>Told of locks that nobody can hold twice: who waits for one after it has taken the content did not hold it before.</summary>
    private static void CheckEmptied(Engine engine, ConventionContext context)
    {
        var swap = engine.Swap;
        foreach (var (body, write) in BufferWrites.In(engine))
            foreach (var held in WaitsBefore(write, body))
                if (WaitsBefore(swap.Site, swap.Body)
                    .FirstOrDefault(wait => SymbolEqualityComparer.Default.Equals(wait.ReceiverSymbol, held.ReceiverSymbol)) is { Operation: not null } taken
                    && swap.ContentReads(swap.Body, taken.Operation).Any()
                    && swap.ContentReads(swap.Body, swap.Site).Count() == swap.ContentReads(swap.Body, taken.Operation).Count())
                {
                    Report($"for an empty one under '{held.ReceiverSymbol!.Name}', but took its content before: a write in between is in no run", write, engine,
                        context);
                    return;
                }
    }

    private static void Report(string how, IOperation write, Engine engine, ConventionContext context) => context.Report(
        LsmTreeRules.AtomicSwap, engine.Swap.Site.Syntax.GetLocation(), ImmutableArray.Create(write.Syntax.GetLocation()), null, engine.Swap.Body.Name,
        engine.Buffer.Name, how);

    private static IEnumerable<Call> WaitsBefore(IOperation place, Body body) => body.Calls.Where(call =>
        call.Name is "Wait" or "WaitAsync" && call.Receiver is { Type.Name: "SemaphoreSlim" } && call.ReceiverSymbol is IFieldSymbol
        && call.Syntax.SpanStart < place.Syntax.SpanStart);

    /// <summary>A write into the table under a <c>lock</c> statement.</summary>
    private static IOperation? LockedWrite(Engine engine) =>
        BufferWrites.In(engine).Select(write => write.Site).FirstOrDefault(site => site.Enclosing<ILockOperation>() is not null);

    /// <summary>True when code outside the type can come to that place without passing a lock.</summary>
    private static bool IsReachedUnlocked(IOperation place, Body body, Engine engine, HashSet<Body> seen)
    {
        if (!seen.Add(body) || place.Enclosing<ILockOperation>() is not null || body.Words.HasAny(OtherLocks)) return false;
        if (body.IsOpen) return true;
        return engine.Type.Bodies.Where(caller => caller.Words.Has(body.Name)).Any(caller => caller.Calls.Any(call =>
            SymbolEqualityComparer.Default.Equals(call.Target?.OriginalDefinition, body.Method) && IsReachedUnlocked(call.Operation, caller, engine, seen)));
    }
}
