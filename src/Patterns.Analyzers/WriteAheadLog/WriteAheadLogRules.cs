using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>The rules of pattern 04.</summary>
internal static class WriteAheadLogRules
{
    public static readonly DiagnosticDescriptor Recognition = Rule.Recognition("PAT0400", PatternCatalog.WriteAheadLog);

    public static readonly DiagnosticDescriptor AppendBeforeApply = Rule.Convention(
        "PAT0401",
        PatternCatalog.WriteAheadLog,
        "Append to the log before the state changes",
        "'{0}' changes '{1}' before '{2}' logs the same data: after a crash in between, the log does not know of the change",
        "A change that is visible before it is in the log can be read, and acted upon, and then be lost: replay cannot bring it back.");

    public static readonly DiagnosticDescriptor FlushBeforeAcknowledge = Rule.Convention(
        "PAT0402",
        PatternCatalog.WriteAheadLog,
        "Flush the log to the disk before a record counts as written",
        "'{0}' lets a record count as written, but {1}: a power failure loses it",
        "A stream's own flush hands the bytes to the operating system, which may keep them in memory for half a minute. A record is durable only after a "
            + "flush that waits for the disk.");

    public static readonly DiagnosticDescriptor LogIsReplayed = Rule.Convention(
        "PAT0403",
        PatternCatalog.WriteAheadLog,
        "Replay what the log holds",
        "'{0}' {1}: what the log holds is never applied",
        "A log that is written and never applied costs time and protects nothing; one that is cut after a recovery which changed nothing loses data.");

    public static readonly DiagnosticDescriptor RecordChecksum = Rule.Convention(
        "PAT0404",
        PatternCatalog.WriteAheadLog,
        "Protect each record by a checksum",
        "'{0}' writes records without a checksum: a damaged record is replayed as if it were sound",
        "The last record of a log is often torn, and disks return wrong bits. Only a checksum tells such a record from a sound one.");

    public static readonly DiagnosticDescriptor CorruptionIsNotSuccess = Rule.Convention(
        "PAT0405",
        PatternCatalog.WriteAheadLog,
        "Do not take a damaged log for an empty one",
        "'{0}' {1}: a damaged log looks like a sound one",
        "Replay has to stop at the first record that it cannot read, and to say so. Skipping it applies later records to a state that they were not made for.");

    public static readonly DiagnosticDescriptor DurableBeforeCut = Rule.Convention(
        "PAT0406",
        PatternCatalog.WriteAheadLog,
        "Make the new file durable before the log is cut",
        "'{0}' cuts the log while the file that replaces it may still be in memory: a power failure loses both",
        "Until the new file is on the disk, the log is the only durable copy of its data.");

    public static readonly DiagnosticDescriptor QueueDoesNotDrop = Rule.Convention(
        "PAT0407",
        PatternCatalog.WriteAheadLog,
        "Do not drop records when the log's queue is full",
        "'{0}' ignores whether the bounded queue took the record: when it is full, the record is lost without a trace",
        "TryWrite returns false when a bounded channel is full. A log must wait for room, or refuse the change.",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor UndoImagesDiffer = Rule.Convention(
        "PAT0408",
        PatternCatalog.WriteAheadLog,
        "Log the image before the change and the one after it",
        "'{0}' passes '{1}' to '{2}' both as '{3}' and as '{4}': the change cannot be undone from the log",
        "A record that carries two images of the same object is meant for undo. When both are the new one, rolling back restores what it should remove.");

    public static readonly DiagnosticDescriptor NoRedundantFlush = Rule.Convention(
        "PAT0409",
        PatternCatalog.WriteAheadLog,
        "Flush to the disk once",
        "'{0}' flushes '{1}' to the disk again with nothing written in between",
        "A flush that waits for the disk is the dearest operation of a log; the second one waits for nothing.");

    public static readonly ImmutableArray<DiagnosticDescriptor> Conventions = ImmutableArray.Create(
        AppendBeforeApply, FlushBeforeAcknowledge, LogIsReplayed, RecordChecksum, CorruptionIsNotSuccess, DurableBeforeCut, QueueDoesNotDrop, UndoImagesDiffer,
        NoRedundantFlush);
}
