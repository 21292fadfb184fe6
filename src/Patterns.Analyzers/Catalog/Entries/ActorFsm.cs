using static Patterns.Analyzers.Catalog.ReferenceProjects;

namespace Patterns.Analyzers.Catalog;

public static partial class PatternCatalog
{
    /// <summary>11: private state behind a mailbox, moved by messages.</summary>
    public static CatalogEntry ActorFsm { get; } = new(
        Number: 11,
        Slug: "actor-fsm",
        Title: "Actor Model / Finite State Machine",
        Anchor: "actor-model--finite-state-machine",
        Intent: "Share nothing: each actor owns its state and handles one message after another from its mailbox; where a protocol has "
            + "phases, the current state decides what a message means.",
        Rows:
        [
            new(TiKV,
                "A router delivers messages to the mailbox of the region's state machine; pollers take ready machines in batches, feed them "
                    + "their messages and write the effects of the batch together."),
            new(Flink,
                "Every component is an endpoint whose calls, local or remote, are run one by one on its main thread by the actor system underneath.",
                Remark: "The source names Akka; Flink has used its fork, Apache Pekko, since 1.18."),
            new(Prometheus,
                "Each subsystem is a pair of functions, run and interrupt, in a group: when the first returns, all others are interrupted.",
                Remark: "A related design: these actors have a life cycle but neither mailbox nor messages."),
        ],
        CSharpProjects:
        [
            new("Orleans", "https://github.com/dotnet/orleans",
                "ActivationData in Orleans.Runtime: mailbox, turn and life cycle of one grain; its message "
                    + "loop decides which request may start while another awaits."),
            new("Akka.NET", "https://github.com/akkadotnet/akka.net",
                "Mailbox in Akka/Dispatch for the actor, then FSM in Akka/Actor: states as handlers with their data, timers and transitions."),
            new("Proto.Actor", "https://github.com/asynkron/protoactor-dotnet",
                "Mailbox in Proto.Actor: system messages before user messages, one run at a time by compare-and-swap, "
                    + "and a throughput bound before the thread is given back."),
        ]);
}
