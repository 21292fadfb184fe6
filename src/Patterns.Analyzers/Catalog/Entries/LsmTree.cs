using static Patterns.Analyzers.Catalog.ReferenceProjects;

namespace Patterns.Analyzers.Catalog;

public static partial class PatternCatalog
{
    /// <summary>05: sorted immutable files, fed from memory and merged in the background.</summary>
    public static CatalogEntry LsmTree { get; } = new(
        Number: 5,
        Slug: "lsm-tree",
        Title: "LSM-Tree / Log-Structured Storage",
        Anchor: "lsm-tree--log-structured-storage",
        Intent: "Turn random writes into sequential ones: collect them in a sorted buffer, flush it to immutable sorted files, "
            + "merge those in the background, and search newest to oldest.",
        Rows:
        [
            new(RocksDB,
                "A skip list becomes immutable when it is full and is flushed to level 0; compaction merges files downwards by level, size tier or age. "
                    + "Bloom filters and a block cache spare reads from searching every file."),
            new(TiKV,
                "Embeds RocksDB behind a set of engine traits and spreads a transaction over three column families: values, locks, commit records."),
            new(CockroachDB,
                "Wrote its own engine, Pebble, in its own language: RocksDB's file format and leveled compaction without the cost of crossing into C++."),
            new(Prometheus,
                "The head block holds recent samples in memory and is cut every two hours into an immutable block with "
                    + "its own index; small blocks are merged into larger ranges.",
                Remark: "The source itself calls it only conceptually similar: blocks are ordered by time and do not overlap in keys."),
            new(Dgraph,
                "Its engine, Badger, keeps keys and pointers in the tree and large values in a separate value log, which makes "
                    + "compaction cheap at the price of collecting garbage in that log."),
        ],
        CSharpProjects:
        [
            new("ZoneTree", "https://github.com/koculu/ZoneTree",
                "ZoneTree.ReadWrite.cs and ZoneTree.Merge.cs in the folder Core: mutable segment, frozen segments, disk "
                    + "segment, and the merge that swaps them under a short lock."),
            new("KurrentDB", "https://github.com/kurrent-io/KurrentDB",
                "TableIndex and PTable in KurrentDB.Core: the event index as memory tables that are written to immutable sorted "
                    + "tables and merged by level, with bloom filters in front."),
        ]);
}
