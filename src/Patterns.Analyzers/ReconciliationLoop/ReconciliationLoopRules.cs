using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop;

/// <summary>The rules of pattern 10.</summary>
internal static class ReconciliationLoopRules
{
    public static readonly DiagnosticDescriptor Recognition = Rule.Recognition("PAT1000", PatternCatalog.ReconciliationLoop);

    public static readonly DiagnosticDescriptor LevelTriggered = Convention(
        "PAT1001", "Level-triggered", "'{0}' gets '{1}' as the event carries it, while the loop over the keys reads it with '{2}'",
        "An event is only a hint to look. Where it hands over its payload, what is reconciled may be older than what the loop has just seen, and a lost or doubled event does harm.");

    public static readonly DiagnosticDescriptor FailuresComeBack = Convention(
        "PAT1002", "Failures come back", "When '{0}' fails, the key is neither added to '{1}' again nor is the failure thrown on: nothing comes back to it",
        "A key that was taken from the queue is in nobody's hands when its pass fails. It has to go back to the queue, or its object stays as it is until the next event.");

    public static readonly DiagnosticDescriptor RecordAfterSuccess = Convention(
        "PAT1003", "Record after success", "'{0}' is stored before '{1}' is done: when that fails, the next pass skips it as done",
        "The observed generation, version or hash says that a state was reached. Stored before the action, it says so also of an action that failed, and the pass that should repeat it skips it.");

    public static readonly DiagnosticDescriptor FailureIsNotAbsence = Convention(
        "PAT1004", "Failure is not absence", "An element whose processing fails in '{0}' is left out of '{1}', and is then removed as if it no longer existed",
        "What could not be observed is not known to be absent. Where a failed element is left out of the set that decides about removal, one error of a moment removes what should stay.");

    public static readonly DiagnosticDescriptor CompleteList = Convention(
        "PAT1005", "Deletions need the complete list",
        "'{0}' is called in '{1}' for what one page lacks of '{2}': what stands in the others is taken for absent",
        "A page is not the list. What it lacks may stand on the next one; a difference is known only when all pages are read.");

    public static readonly DiagnosticDescriptor OnePassAtATime = Convention(
        "PAT1007", "One pass at a time", "The timer does not wait for '{0}': a pass that takes longer than the period runs beside the next one",
        "Two passes that run at once see the same difference, and both act on it. A timer starts its callback again whether or not the one before is through.");

    public static readonly DiagnosticDescriptor CancellableDelays = Convention(
        "PAT1008", "Delays can be cancelled, errors back off", "In the loop of '{0}' {1}",
        "A loop that is told to end should do so at once. A delay without the token keeps it, and the shutdown of the process, waiting for the rest of the period. A pass that fails has to wait as well, or it fails as fast as the machine can.");

    public static readonly ImmutableArray<DiagnosticDescriptor> Conventions = ImmutableArray.Create(
        LevelTriggered, FailuresComeBack, RecordAfterSuccess, FailureIsNotAbsence, CompleteList, OnePassAtATime, CancellableDelays);

    private static DiagnosticDescriptor Convention(string id, string title, string message, string description) =>
        Rule.Convention(id, PatternCatalog.ReconciliationLoop, title, message, description);
}
