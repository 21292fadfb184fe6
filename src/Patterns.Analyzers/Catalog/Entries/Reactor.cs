using static Patterns.Analyzers.Catalog.ReferenceProjects;

namespace Patterns.Analyzers.Catalog;

public static partial class PatternCatalog
{
    /// <summary>03: a loop that waits for readiness and dispatches to handlers.</summary>
    public static CatalogEntry Reactor { get; } = new(
        Number: 3,
        Slug: "reactor",
        Title: "Event-Driven / Reactor Pattern",
        Anchor: "event-driven--reactor-pattern",
        Intent: "Serve many sources of events with few threads: one loop waits until any source is ready and dispatches each event to its handler, which "
            + "must never block.",
        Rows:
        [
            new(Redis,
                "A small loop over epoll, kqueue or select keeps a table of callbacks by descriptor and a list of timers; commands run on that one thread, "
                    + "while helpers only read, write and free."),
            new(Envoy,
                "Every worker owns a loop and keeps its connections for life, sharing nothing; the main thread has its own loop and publishes new "
                    + "configuration to the workers through thread-local slots."),
            new(Tokio,
                "The driver registers interest with the operating system on behalf of a task that finds its resource not ready, parks the task, and wakes "
                    + "it when the event arrives."),
            new(Kafka,
                "An acceptor deals new connections out to processors, each with a selector over many sockets; parsed requests cross a queue to a pool that "
                    + "runs the logic, and responses cross back."),
            new(Alacritty,
                "The window's thread dispatches events to one application handler while a second thread polls the terminal's descriptor and feeds the "
                    + "parser; a fair mutex keeps the reader from starving the display."),
            new(Bun,
                "One loop abstracts the kernel's event interface and drains the script engine's microtasks between callbacks; operations are submitted in "
                    + "batches to save system calls."),
            new(Deno,
                "Native operations return futures that the Tokio loop drives; each finished future resolves the promise that the script engine holds for "
                    + "it."),
        ],
        CSharpProjects:
        [
        ]);
}
