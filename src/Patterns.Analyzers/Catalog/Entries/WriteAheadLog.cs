using static Patterns.Analyzers.Catalog.ReferenceProjects;

namespace Patterns.Analyzers.Catalog;

public static partial class PatternCatalog
{
    /// <summary>04: a change is durable in a log before it is made.</summary>
    public static CatalogEntry WriteAheadLog { get; } = new(
        Number: 4,
        Slug: "write-ahead-log",
        Title: "Write-Ahead Log (WAL)",
        Anchor: "write-ahead-log-wal",
        Intent: "Survive a crash without paying for random writes: append each change to a sequential log and make it durable first, apply it to "
            + "the real structure second, and replay the log on start.",
        Rows:
        [
            new(Etcd,
                "Raft entries are saved to preallocated segment files with chained checksums, and synced, before they are applied to "
                    + "the B+tree; a restart replays from the newest snapshot."),
            new(RocksDB,
                "A write batch is appended to the log, then inserted into the memtable; a log file is released when every memtable it "
                    + "covers has been flushed. Sync is an option of each write."),
            new(Prometheus,
                "An appender logs new series and samples to segments when it commits, then adds them to the head block; the log is cut back once "
                    + "samples are in persistent blocks, behind a checkpoint."),
            new(Kafka,
                "The log is the database: partitions are append-only segment files with sparse offset indexes, truncated by retention or compacted by key.",
                Remark: "Acknowledgement counts replicas, not flushes: by default the operating system decides when a segment reaches the disk."),
            new(Redis,
                "Each command that changes data is appended to a file under one of three sync policies (always, every second, "
                    + "never); a child process rewrites the file in the background.",
                Remark: "The source says that commands are logged before execution. Redis executes a "
                    + "command in memory first, appends it after, and replies last."),
            new(TiKV,
                "Each region's Raft entries are written to the log store before the apply thread sees them; the log is "
                    + "truncated behind the applied index and after a snapshot.",
                Remark: "The source puts the entries into a column family. They live in a store of their own (a second RocksDB, later Raft Engine)."),
            new(Cortex,
                "An ingester acknowledges samples only when they are in its log on a persistent volume, and rebuilds its memory from it after a restart."),
            new(Dgraph,
                "A package of its own implements the storage interface that the Raft library asks for, and "
                    + "keeps proposals and hard state apart from user data.",
                Remark: "The source names a BadgerDB instance and WAL files in one breath: releases up to "
                    + "20.07 used the former, later ones memory-mapped log files."),
            new(DuckDB,
                "A commit writes its changes to the log and syncs before they reach the database file; a checkpoint folds them in and truncates the log."),
            new(GoEthereum,
                "State changes gather in a stack of diff layers over a buffer, which is written to disk in batches.",
                Remark: "A related design: the buffer lives in memory, so that it batches writes as a log does but does not survive a crash by itself."),
        ],
        CSharpProjects:
        [
            new("RavenDB (Voron)", "https://github.com/ravendb/ravendb",
                "WriteAheadJournal in Voron: transactions are compressed, hashed and written past the cache to a preallocated "
                    + "journal, applied to the data file later and recovered from it."),
            new("Garnet (TsavoriteLog)", "https://github.com/microsoft/garnet",
                "TsavoriteLog: a log with enqueue, commit and wait for commit as separate steps, on which "
                    + "GarnetAppendOnlyFile builds replication and recovery."),
            new("LiteDB", "https://github.com/litedb-org/LiteDB",
                "WalIndexService: pages go to the log file, a confirmed page ends the transaction, and restart rebuilds the index "
                    + "from the confirmed ones; a checkpoint copies them back."),
            new("ZoneTree", "https://github.com/koculu/ZoneTree",
                "The folder WAL: the same contract in synchronous, compressed and asynchronous form, which shows exactly what each gives up for speed."),
        ]);
}
