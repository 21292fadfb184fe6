using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>The rules of pattern 07.</summary>
internal static class MvccRules
{
    public static readonly DiagnosticDescriptor Recognition = Rule.Recognition("PAT0700", PatternCatalog.Mvcc);

    public static readonly DiagnosticDescriptor ConflictAgainstNewest = Rule.Convention(
        "PAT0701", PatternCatalog.Mvcc, "Conflicts are looked for in the newest version",
        "'{0}' asks whether '{1}' is newer than the snapshot, but '{2}' only finds versions that are not: no conflict is ever found",
        "A write conflicts when the newest version is newer than the writer's snapshot. A version that the snapshot may see never is: a test of it lets every lost update pass.");

    public static readonly DiagnosticDescriptor VisibleAfterCommit = Rule.Convention(
        "PAT0702", PatternCatalog.Mvcc, "A version is seen after its commit",
        "'{0}' decides by '{1}' alone, which '{2}' sets when it writes: a version is seen before its transaction has committed, and after a rollback",
        "A version that is numbered when it is written becomes visible to every later snapshot at once. The rule must also know whether the writer has committed, or versions get their stamps at the commit.");

    public static readonly DiagnosticDescriptor TombstoneEndsWalk = Rule.Convention(
        "PAT0703", PatternCatalog.Mvcc, "A deletion that is seen ends the search",
        "'{0}' passes over a version because of '{1}' and goes on to older ones: what was deleted comes back",
        "The newest version that a reader may see is the answer, also when it is a deletion. A search that skips it returns what was there before the deletion.");

    public static readonly DiagnosticDescriptor ImmutableVersion = Rule.Convention(
        "PAT0704", PatternCatalog.Mvcc, "A published version does not change",
        "'{0}' changes '{1}' of a '{2}' that readers can reach: snapshots that see this version change with it",
        "A write adds a version. Changing what a published version holds changes the past of every snapshot that can see it.");

    public static readonly DiagnosticDescriptor AtomicCounter = Rule.Convention(
        "PAT0705", PatternCatalog.Mvcc, "The version counter is raised atomically",
        "'{0}' raises '{1}' without the protection that '{2}' gives it: two versions can get one number",
        "All versions and snapshots are numbered by one counter. Raised without a lock or an atomic operation, it hands out a number twice.");

    public static readonly DiagnosticDescriptor MonotoneSource = Rule.Convention(
        "PAT0706", PatternCatalog.Mvcc, "Versions are numbered by a counter, not by the wall clock",
        "'{0}' takes '{1}' from the wall clock, which can stand still or go back: a later version can look older than a snapshot",
        "Two commits within one tick get the same stamp, and a clock that is set back makes new versions older than old ones. A logical counter, alone or beside the clock, keeps the order.");

    public static readonly DiagnosticDescriptor PrunedVersions = Rule.Convention(
        "PAT0707", PatternCatalog.Mvcc, "Old versions are really collected",
        "'{0}' is told that versions before '{1}' may go, and does nothing with it: versions are never collected",
        "A collector that does not look at the bound it is given removes nothing: every version that was ever written stays in memory.");

    public static readonly DiagnosticDescriptor SnapshotReads = Rule.Convention(
        "PAT0708", PatternCatalog.Mvcc, "Every read of a snapshot uses its stamp",
        "'{0}' reads the newest version where the other reads use '{1}': one transaction sees two states",
        "A snapshot is consistent only when all its reads ask for the same stamp.");
}
