using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree;

/// <summary>The rules of pattern 05.</summary>
internal static class LsmTreeRules
{
    public static readonly DiagnosticDescriptor Recognition = Rule.Recognition("PAT0500", PatternCatalog.LsmTree);

    public static readonly DiagnosticDescriptor NewestFirst = Rule.Convention(
        "PAT0501",
        PatternCatalog.LsmTree,
        "Search the newest run first",
        "'{0}' searches '{1}' from the oldest run and stops at the first hit: an overwritten value or a deletion that was overtaken wins over a newer one",
        "New runs are added behind the older ones and may hold the same keys. A search that stops at the first hit has to begin with the newest.");

    public static readonly DiagnosticDescriptor TombstonesLive = Rule.Convention(
        "PAT0502",
        PatternCatalog.LsmTree,
        "Keep the marks of deleted keys until no older run is left",
        "The merge that '{0}' runs on '{1}' drops deleted entries at every level: a key that a deeper run still holds comes back",
        "A mark that a key was deleted hides the key's older values in the runs below. Only a merge into the lowest level may drop it.");

    public static readonly DiagnosticDescriptor DurableRun = Rule.Convention(
        "PAT0503",
        PatternCatalog.LsmTree,
        "Make a run durable before what it replaces is deleted",
        "'{0}' leaves the new run to the operating system's buffers, and the log or the runs that it replaces are deleted: a power failure loses both",
        "Closing or flushing a stream hands the bytes to the operating system. Until they are on the disk, the log and the merged runs are the only durable copy.");

    public static readonly DiagnosticDescriptor FailedFlushKeepsTable = Rule.Convention(
        "PAT0504",
        PatternCatalog.LsmTree,
        "Keep the frozen table when its flush fails",
        "'{0}' forgets '{1}' also when writing its run failed: its entries cannot be read any more",
        "The frozen table is the only readable copy of its entries until its run is published. A finally block lets go of it whether or not that happened.");

    public static readonly DiagnosticDescriptor AtomicSwap = Rule.Convention(
        "PAT0505",
        PatternCatalog.LsmTree,
        "Swap the table under the lock that writers take",
        "'{0}' swaps '{1}' {2}",
        "Capturing the full table and publishing the empty one has to be one step for writers, or a write lands in a table that nobody will read again.");

    public static readonly DiagnosticDescriptor FlushAndLogAgree = Rule.Convention(
        "PAT0508",
        PatternCatalog.LsmTree,
        "Cut the log when its table has become a run",
        "'{0}' swaps '{1}' and leaves '{2}' as it is: the log grows without end, and recovery replays what is long in the runs",
        "A log protects what is only in memory. When the table has become a durable run, the log has to be cut or rolled, or the position up to which it is covered remembered.");

    public static readonly ImmutableArray<DiagnosticDescriptor> Conventions = ImmutableArray.Create(
        NewestFirst, TombstonesLive, DurableRun, FailedFlushKeepsTable, AtomicSwap, FlushAndLogAgree);
}
