using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>The rules of pattern 02.</summary>
internal static class PipelineRules
{
    public static readonly DiagnosticDescriptor Recognition = Rule.Recognition("PAT0200", PatternCatalog.PipelineDataflow);

    public static readonly DiagnosticDescriptor CompletionTravels = Rule.Convention(
        "PAT0201",
        PatternCatalog.PipelineDataflow,
        "Let the end of a block end the block behind it",
        "The link from '{0}' to '{1}' does not carry completion on, and nobody else completes '{1}': whoever waits for it waits for ever, and a fault is not seen",
        "A link passes items; completion and faults pass only where its options say so, or where code does it by hand.");

    public static readonly DiagnosticDescriptor FilteredLinksHaveRest = Rule.Convention(
        "PAT0202",
        PatternCatalog.PipelineDataflow,
        "Give the items that no filter lets through a way out",
        "The only link of '{0}' is filtered: the first item that does not pass stays at its head and blocks all items behind it",
        "A block offers its oldest item until some link takes it. A last link without a filter, or one to a null target, takes what the others refuse.");

    public static readonly DiagnosticDescriptor OffersAreObserved = Rule.Convention(
        "PAT0203",
        PatternCatalog.PipelineDataflow,
        "Look at the answer of an offer",
        "The answer of '{0}' is thrown away, but '{1}' {2}: the item is then lost without a trace",
        "Post, SendAsync and TryWrite answer false when the item was not taken. The caller is the only one who can wait, keep the item or report it.");

    public static readonly DiagnosticDescriptor CapacityIsBounded = Rule.Convention(
        "PAT0204",
        PatternCatalog.PipelineDataflow,
        "Bound what waits between two stages",
        "{0} can hold any number of items: when the reader is slower than its writers, memory is what gives way",
        "A bounded buffer makes a fast stage wait for a slow one. Without a bound the difference piles up in memory.");

    public static readonly DiagnosticDescriptor ShutDownFromHead = Rule.Convention(
        "PAT0205",
        PatternCatalog.PipelineDataflow,
        "Shut a pipeline down from its head",
        "'{0}' cancels '{1}', which ends the reading loop, {2} '{3}': the items that are still in the queue are lost",
        "Complete the writer, wait until the reader has worked off what is left, and cancel only what does not end by itself.");

    public static readonly DiagnosticDescriptor WaitForTail = Rule.Convention(
        "PAT0206",
        PatternCatalog.PipelineDataflow,
        "Wait for the last block",
        "'{0}' waits for '{1}', which ends when it has handed its last item on; '{2}' behind it may still be at work, and its faults are not seen",
        "A block is complete when its own items are out. Only the last block of a line is complete when all items are done.");

    public static readonly DiagnosticDescriptor WritersAreCompleted = Rule.Convention(
        "PAT0207",
        PatternCatalog.PipelineDataflow,
        "Complete the queue that a loop reads to its end",
        "'{0}' reads '{1}' until it is completed, and nothing completes it: closing this object leaves the loop waiting for ever",
        "A loop that reads to the end of a queue ends when the writer is completed. An object that is closed without that leaves its loop, and what the loop holds, behind.");

    public static readonly DiagnosticDescriptor BranchesDoNotShare = Rule.Convention(
        "PAT0208",
        PatternCatalog.PipelineDataflow,
        "Give each branch a copy of its own",
        "'{0}' is copied once and given to every branch: what one branch changes, the others see",
        "A copy for branches that work side by side protects them from each other only when each has its own.");

    public static readonly DiagnosticDescriptor FaultsAreVisible = Rule.Convention(
        "PAT0209",
        PatternCatalog.PipelineDataflow,
        "Let somebody learn that a stage has failed",
        "{0}: when {1}, and nobody learns of it",
        "A reading loop that fails in silence is a pipeline that stands still. Keep its task and await it, and log what is caught; stages that are closed one by one need a catch each.");

    public static readonly ImmutableArray<DiagnosticDescriptor> Conventions = ImmutableArray.Create(
        CompletionTravels, FilteredLinksHaveRest, OffersAreObserved, CapacityIsBounded, ShutDownFromHead, WaitForTail, WritersAreCompleted, BranchesDoNotShare,
        FaultsAreVisible);
}
