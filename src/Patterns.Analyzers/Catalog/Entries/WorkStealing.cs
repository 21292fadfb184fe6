using static Patterns.Analyzers.Catalog.ReferenceProjects;

namespace Patterns.Analyzers.Catalog;

public static partial class PatternCatalog
{
    /// <summary>09: idle workers take tasks from busy ones.</summary>
    public static CatalogEntry WorkStealing { get; } = new(
        Number: 9,
        Slug: "work-stealing",
        Title: "Work-Stealing Scheduler",
        Anchor: "work-stealing-scheduler",
        Intent: "Balance load without a central queue: each worker pushes and pops its own tasks, and one that runs dry takes from the far end of another's.",
        Rows:
        [
            new(Tokio,
                "Each worker has a ring of 256 tasks and a slot for the newest one; overflow goes to a shared queue that is polled at intervals, "
                    + "and an idle worker takes half of a random victim's ring."),
            new(Spark,
                "The scheduler cuts a job into stages and offers tasks to executors by locality; a straggler is "
                    + "started a second time elsewhere, and the first result wins.",
                Remark: "A related design: by the source's own words not strictly work stealing. A central "
                    + "scheduler assigns and duplicates tasks; nobody steals."),
            new(Bevy,
                "Systems declare which data they read and write; those that do not conflict are dispatched together to a pool of threads.",
                Remark: "A related design: what the source describes is dispatch by data access. Stealing happens in the task pool underneath."),
        ],
        CSharpProjects:
        [
            new("The .NET thread pool", "https://github.com/dotnet/runtime",
                "ThreadPoolWorkQueue in System.Private.CoreLib: local queues with push and pop at one end and stealing at the other, a "
                    + "global queue, and the rules by which workers are woken."),
            new("ConcurrentBag in the .NET libraries", "https://github.com/dotnet/runtime",
                "ConcurrentBag in System.Collections.Concurrent: the same deque as a collection; owner and thief lock only where their ends come close, "
                    + "and an empty answer is proved by counting transitions."),
            new("ZeroAllocJobScheduler", "https://github.com/genaray/ZeroAllocJobScheduler",
                "WorkStealingDeque in the folder Deque: the Chase-Lev algorithm over a growing circular array, short enough to check against the paper."),
        ]);
}
