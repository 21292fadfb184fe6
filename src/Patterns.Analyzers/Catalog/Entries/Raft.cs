using static Patterns.Analyzers.Catalog.ReferenceProjects;

namespace Patterns.Analyzers.Catalog;

public static partial class PatternCatalog
{
    /// <summary>06: a replicated log under an elected leader.</summary>
    public static CatalogEntry Raft { get; } = new(
        Number: 6,
        Slug: "raft",
        Title: "Raft Consensus Protocol",
        Anchor: "raft-consensus-protocol",
        Intent: "Keep replicas in agreement while a minority fails: elect one leader per term, let it order all changes in a "
            + "log, and commit an entry once a majority has stored it.",
        Rows:
        [
            new(Etcd,
                "The library is a state machine without input or output: messages are stepped in, and a ready "
                    + "structure says what to persist, send and apply, in that order.",
                Remark: "The library has since moved out of etcd's tree to a repository of its own, etcd-io/raft."),
            new(TiKV,
                "The key space is cut into regions with one group each; a placement driver merges, "
                    + "moves and balances them, and the groups share threads and storage."),
            new(CockroachDB,
                "Every range of keys is a group; a lease lets one replica serve consistent reads without a round of consensus.",
                Remark: "The source's range size of 64 MB is that of early releases; the default has been 512 MiB since 20.1."),
            new(Kafka,
                "A quorum of controllers keeps the cluster's metadata as a replicated log that brokers "
                    + "fetch and replay: followers pull, the leader never pushes."),
            new(Consul,
                "The servers share one log through a library; every write is a log entry that a state machine applies, "
                    + "and an autopilot watches health and removes dead servers."),
            new(Dgraph,
                "One group decides on membership and on who owns which predicate; the data groups each run the same library for their own mutations."),
        ],
        CSharpProjects:
        [
            new(".NEXT", "https://github.com/dotnet/dotNext",
                "RaftCluster in DotNext.Net.Cluster: follower, candidate and leader are objects that replace one another, and "
                    + "the persistent log and the transport are parts to choose."),
            new("RavenDB (Rachis)", "https://github.com/ravendb/ravendb",
                "RachisConsensus, then Leader, in Raven.Server: a consensus whose log and state machine share one storage "
                    + "transaction, with an elector and a thread for each follower."),
        ]);
}
