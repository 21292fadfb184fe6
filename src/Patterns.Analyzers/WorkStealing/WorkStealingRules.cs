using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WorkStealing;

/// <summary>The rules of pattern 09.</summary>
internal static class WorkStealingRules
{
    public const string FailingItemsId = "PAT0904";
    public const string StableLocksId = "PAT0906";

    public static readonly DiagnosticDescriptor Recognition = Rule.Recognition("PAT0900", PatternCatalog.WorkStealing);

    public static readonly DiagnosticDescriptor OppositeEnds = Convention(
        "PAT0901", "Thief and owner use opposite ends", "'{0}' takes from the owner's end by '{1}': thief and owner are in each other's way on every item",
        "Work stealing is cheap because owner and thief meet only at the last item. Where both take from one end, every take is a race, and the thief gets the newest and smallest task.");

    public static readonly DiagnosticDescriptor AtomicSteal = Convention(
        "PAT0902", "Stealing is atomic", "'{0}' moves an index of the shared queue without a lock or an atomic operation: two thieves can take one item",
        "Thieves run on other threads than the owner. An index that they move by a plain assignment is read and written by several of them at once; an item is then run twice, or lost.");

    public static readonly DiagnosticDescriptor FedLocalQueues = Convention(
        "PAT0903", "Local queues are fed", "Nothing is ever put into the queues that '{0}' takes from: the stealing never finds anything",
        "Local queues that nobody feeds stay empty. All work goes through the shared queue, and asking the own queue and all others first only costs time.");

    public static readonly DiagnosticDescriptor FailingItems = Convention(
        FailingItemsId, "A failing item does not end its worker", "What an item throws in '{0}' leaves the loop of '{1}': {2}",
        "The exception of one item leaves the worker's loop. The pool then has a worker less, or the process ends, and whoever waits for the count of open items waits for ever.");

    public static readonly DiagnosticDescriptor ParkedWorkers = Convention(
        "PAT0905", "Idle workers park", "An idle worker of '{0}' only waits by '{1}' and asks again: it burns a processor or answers late",
        "A worker that finds nothing should sleep until somebody pushes work. Yielding or spinning keeps a processor busy for nothing; a fixed delay makes new work wait.");

    public static readonly DiagnosticDescriptor StableLocks = Convention(
        StableLocksId, "Lock objects are stable", "'{0}' locks '{1}', which is replaced while others may hold it: they do not exclude each other",
        "A lock excludes only those who lock the same object. When the field is assigned again, the threads before and after hold different locks.");

    public static readonly DiagnosticDescriptor RetryProgress = Convention(
        "PAT0908", "Retries make progress",
        "The loop of '{0}' changes '{1}' but goes on to ask '{2}', which was read before it: it tries the same queue for ever",
        "A retry has to look at another queue than the one that refused. Where the loop moves the source on but uses a copy from before the loop, it spins until the one queue has room.");

    public static readonly DiagnosticDescriptor OwnedThreadQueue = Convention(
        "PAT0907", "Thread-static queues know their scheduler",
        "'{0}' puts work into '{1}', the queue of the thread's worker, without asking whose worker that is: work for this scheduler goes to another one",
        "A static thread-local queue belongs to the scheduler whose worker runs on the thread. Where there are several schedulers, what is queued to one from a worker of another lands with the other, and runs with its threads, priority and end.");

    public static readonly DiagnosticDescriptor WorkersDoNotBlock = Convention(
        "PAT0909", "A worker does not wait for one item",
        "The worker's loop of '{0}' blocks its thread by '{1}': the pool has a worker less as long, and none if what it waits for is queued behind it",
        "A worker that waits for a task keeps a thread of the pool from all other items. If the task itself needs a worker of the pool, all of them can wait for each other.");

    public static readonly ImmutableArray<DiagnosticDescriptor> Conventions = ImmutableArray.Create(
        OppositeEnds, AtomicSteal, FedLocalQueues, FailingItems, ParkedWorkers, StableLocks, OwnedThreadQueue, RetryProgress, WorkersDoNotBlock);

    private static DiagnosticDescriptor Convention(string id, string title, string message, string description) =>
        Rule.Convention(id, PatternCatalog.WorkStealing, title, message, description);
}
