using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop;

/// <summary>The rules of pattern 10.</summary>
internal static class ReconciliationLoopRules
{
    public static readonly DiagnosticDescriptor Recognition = Rule.Recognition("PAT1000", PatternCatalog.ReconciliationLoop);

    public static readonly DiagnosticDescriptor FailureIsNotAbsence = Convention(
        "PAT1004", "Failure is not absence", "An element whose processing fails in '{0}' is left out of '{1}', and is then removed as if it no longer existed",
        "What could not be observed is not known to be absent. Where a failed element is left out of the set that decides about removal, one error of a moment removes what should stay.");

    public static readonly DiagnosticDescriptor CancellableDelays = Convention(
        "PAT1008", "Delays can be cancelled", "The delay between two passes of '{0}' does not see '{1}': the loop ends only when it is over",
        "A loop that is told to end should do so at once. A delay without the token keeps it, and the shutdown of the process, waiting for the rest of the period.");

    public static readonly ImmutableArray<DiagnosticDescriptor> Conventions = ImmutableArray.Create(FailureIsNotAbsence, CancellableDelays);

    private static DiagnosticDescriptor Convention(string id, string title, string message, string description) =>
        Rule.Convention(id, PatternCatalog.ReconciliationLoop, title, message, description);
}
