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
        Intent: "Serve many sources of events with few threads: one loop waits until any source is ready and "
            + "dispatches each event to its handler, which must never block.",
        Rows:
        [
            new(Redis,
                "A small loop over epoll, kqueue or select keeps a table of callbacks by descriptor and a list of timers; commands run on "
                    + "that one thread, while helpers only read, write and free."),
            new(Envoy,
                "Every worker owns a loop and keeps its connections for life, sharing nothing; the main thread has its own loop and publishes new "
                    + "configuration to the workers through thread-local slots."),
            new(Tokio,
                "The driver asks the operating system for readiness on behalf of a task that finds its resource not "
                    + "ready, parks the task, and wakes it when the event arrives."),
            new(Kafka,
                "An acceptor deals new connections out to processors, each with a selector over many sockets; parsed requests cross a queue "
                    + "to a pool that runs the logic, and responses cross back."),
            new(Alacritty,
                "The window's thread dispatches events to one application handler while a second thread polls the terminal's descriptor and feeds the "
                    + "parser; a fair mutex keeps the reader from starving the display."),
            new(Bun,
                "One loop over epoll or kqueue polls descriptors, runs their callbacks in batches and drains the script engine's microtasks between them.",
                Remark: "The source names io_uring as the loop on Linux; Bun waits on epoll there."),
            new(Deno,
                "Native operations return futures that the Tokio loop drives; each finished future resolves "
                    + "the promise that the script engine holds for it."),
        ],
        CSharpProjects:
        [
            new("NetMQ", "https://github.com/zeromq/netmq",
                "NetMQPoller: one thread polls sockets and timers and runs their events, and it is a task scheduler, so that "
                    + "other threads hand work in instead of touching sockets."),
            new("DotNetty", "https://github.com/Azure/DotNetty",
                "LoopExecutor in DotNetty.Transport.Libuv: one thread alternates between the event loop and its queue of tasks, and "
                    + "every channel stays on the loop it was registered with."),
            new("Sockets in the .NET libraries", "https://github.com/dotnet/runtime",
                "SocketAsyncEngine.Unix.cs in System.Net.Sockets: an epoll or kqueue thread only collects readiness and leaves the "
                    + "operations and their continuations to the thread pool."),
        ]);
}
