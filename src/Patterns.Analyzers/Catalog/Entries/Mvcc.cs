using static Patterns.Analyzers.Catalog.ReferenceProjects;

namespace Patterns.Analyzers.Catalog;

public static partial class PatternCatalog
{
    /// <summary>07: readers see a version, writers add one.</summary>
    public static CatalogEntry Mvcc { get; } = new(
        Number: 7,
        Slug: "mvcc",
        Title: "Multi-Version Concurrency Control (MVCC)",
        Anchor: "multi-version-concurrency-control-mvcc",
        Intent: "Let readers and writers leave each other alone: a write adds a version, a read sees the newest version that its snapshot may "
            + "see, and versions that no snapshot can reach are collected.",
        Rows:
        [
            new(Etcd,
                "One counter numbers all revisions; values are stored under their revision and an in-memory index maps a key to its revisions. Watchers "
                    + "replay from any revision that compaction has not yet removed."),
            new(TiKV,
                "A timestamp oracle orders transactions; values are written under the start timestamp beside a lock, and a "
                    + "commit record under the commit timestamp makes them visible."),
            new(CockroachDB,
                "Keys carry hybrid logical timestamps (wall clock and counter); a read at a timestamp "
                    + "ignores newer versions and pushes or waits for open intents."),
            new(RocksDB,
                "Each immutable version names the files that make up the tree and is pinned by the iterators that use it; a flush or compaction installs a "
                    + "new one. Sequence numbers do the same for single keys."),
            new(Dgraph,
                "A posting list is an immutable base with deltas by commit timestamp; a read merges those "
                    + "it may see, and a rollup folds them into a new base."),
            new(DuckDB,
                "An update changes the row in place and keeps the previous value in an undo chain that older "
                    + "transactions read; cleanup drops it after the last of them.",
                Remark: "The source says that updates never overwrite in place; DuckDB does so and keeps the old version aside."),
            new(GoEthereum,
                "A stack of diff layers, one for each state root, lies over the disk layer; a reader holds "
                    + "the layer of its root while blocks add new ones on top.",
                Remark: "The source names a VersionSet, which is RocksDB's term; here the versions are layers of a tree keyed by state root."),
        ],
        CSharpProjects:
        [
            new("LiteDB", "https://github.com/litedb-org/LiteDB",
                "SnapShot and WalIndexService: a reader takes the current version and finds for each page the newest copy "
                    + "in the log not above it; a writer locks one collection."),
            new("RavenDB (Voron)", "https://github.com/ravendb/ravendb",
                "LowLevelTransaction, then ScratchBufferPool, in Voron: the writer copies pages to scratch space, readers keep the page table "
                    + "they began with, and space is freed behind the oldest."),
            new("ZoneTree", "https://github.com/koculu/ZoneTree",
                "OptimisticTransaction in the folder Transactional: timestamp ordering with read and write stamps, and aborts that cascade along "
                    + "recorded dependencies. No snapshots: read it for the contrast."),
        ]);
}
