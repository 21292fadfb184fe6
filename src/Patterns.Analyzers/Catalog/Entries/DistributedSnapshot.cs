using static Patterns.Analyzers.Catalog.ReferenceProjects;

namespace Patterns.Analyzers.Catalog;

public static partial class PatternCatalog
{
    /// <summary>12: one consistent picture of a running, distributed state.</summary>
    public static CatalogEntry DistributedSnapshot { get; } = new(
        Number: 12,
        Slug: "distributed-snapshot",
        Title: "Distributed Snapshots / Checkpointing",
        Anchor: "distributed-snapshots--checkpointing",
        Intent: "Record a consistent cut of a running computation without stopping it, so that after a failure everything resumes from the same point.",
        Rows:
        [
            new(Flink,
                "Barriers travel with the data; an operator that has one from every input stores its state and passes it on, and the coordinator completes "
                    + "the checkpoint when all have acknowledged. Unaligned barriers overtake records and store them instead."),
            new(Kafka,
                "A consumer commits the offset up to which it has processed and restarts from there; a transaction commits offsets and output as one.",
                Remark: "A related design: each consumer checkpoints its own position, and no coordinator takes a global cut."),
            new(Spark,
                "A lost partition is recomputed from its lineage; a checkpoint writes the data to reliable storage and cuts the lineage. Streaming logs "
                    + "each batch's offsets before it and its commit after it.",
                Remark: "A related design: lineage recomputes rather than restores; only the streaming log is a checkpoint of progress."),
        ],
        CSharpProjects:
        [
            new("Flowtide", "https://github.com/koralium/flowtide",
                "MultipleInputVertex in FlowtideDotNet.Base: an input that has delivered its checkpoint event waits until all the "
                    + "others have, then state is stored and the event sent on."),
            new("FASTER", "https://github.com/microsoft/FASTER",
                "VersionChangeStateMachine in cs/src/core/Index/Synchronization: threads cross a version boundary one by one, "
                    + "and a checkpoint is the prefix of operations before it."),
        ]);
}
