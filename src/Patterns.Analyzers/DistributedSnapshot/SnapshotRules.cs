using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>The rules of the pattern.</summary>
internal static class SnapshotRules
{
    private static readonly CatalogEntry Entry = PatternCatalog.DistributedSnapshot;

    public static readonly DiagnosticDescriptor Recognition = Rule.Recognition("PAT1200", Entry);

    public static readonly DiagnosticDescriptor CommitAfterProcessing = Rule.Convention(
        "PAT1201", Entry, "A position is saved before its item is processed",
        "'{0}' saves the position of '{1}' before '{2}' processes it: after a crash in between the item is skipped",
        "A saved position says that everything before it is done. Saved too early, it makes a restart skip what was never processed.");

    public static readonly DiagnosticDescriptor StateBeforePosition = Rule.Convention(
        "PAT1202", Entry, "A position is saved before the state that it stands for",
        "'{0}' saves the position before '{1}' makes the results durable: a crash in between loses them",
        "Outputs and state are flushed first and the position last; the other way round a restart believes in results that nobody stored.");

    public static readonly DiagnosticDescriptor NextOffset = Rule.Convention(
        "PAT1203", Entry, "The processed offset is committed instead of the next one",
        "'{0}' commits the offset of the message that was processed; the client expects the next one and delivers this message again",
        "A committed offset is where reading starts. It is one more than that of the last message processed.");

    public static readonly DiagnosticDescriptor NothingUnfinished = Rule.Convention(
        "PAT1204", Entry, "A failed item is passed over",
        "'{0}' treats an item that failed as done: its position is saved and the item is never seen again",
        "A position may pass an item only when it was processed or put aside for later. A swallowed failure loses it.");

    public static readonly DiagnosticDescriptor DurableThenVisible = Rule.Convention(
        "PAT1205", Entry, "A checkpoint becomes visible before it is on disk",
        "'{0}' {1}",
        "A checkpoint is written aside, flushed to the device and renamed into place: a crash leaves the old one or the new one, never half of one.");

    public static readonly DiagnosticDescriptor MemoryFollowsDisk = Rule.Convention(
        "PAT1206", Entry, "The position in memory runs ahead of the stored one",
        "'{0}' advances '{1}' before the write that may fail: the next attempt finds the position reached and does not store it",
        "What decides whether to store must say what was stored. It is assigned when the write has succeeded.");

    public static readonly DiagnosticDescriptor ShutdownSaves = Rule.Convention(
        "PAT1207", Entry, "A clean shutdown does not save the position",
        "'{0}' ends without saving the position, which '{1}' saves only now and then: what came after the last save is done again",
        "Saving now and then is for speed; a clean shutdown has the time to save the last position.");

    public static readonly DiagnosticDescriptor RestoreReadsExactly = Rule.Convention(
        "PAT1208", Entry, "A checkpoint may be read in part",
        "'{0}' ignores how much '{1}' has read: what is missing is restored as zeros",
        "A stream may return less than is asked for. A restore reads exactly what was written, or fails.");

    public static readonly DiagnosticDescriptor StateIsStill = Rule.Convention(
        "PAT1209", Entry, "State is stored while it changes",
        "'{0}' stores '{1}' outside the lock under which '{2}' changes it: the checkpoint may hold a state that never was",
        "A checkpoint is one moment. What other members change under a lock is read under the same lock.");

    public static readonly DiagnosticDescriptor OneCommitMode = Rule.Convention(
        "PAT1210", Entry, "Positions are committed by hand and automatically",
        "'{0}' commits by hand, but the client is told to commit by itself as well: it passes messages that are not processed yet",
        "An automatic commit knows what was delivered, not what was processed. Beside manual commits it undoes their care.");
}
