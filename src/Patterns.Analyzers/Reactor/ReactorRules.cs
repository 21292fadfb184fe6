using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor;

/// <summary>The rules of pattern 03.</summary>
internal static class ReactorRules
{
    public static readonly DiagnosticDescriptor Recognition = Rule.Recognition("PAT0300", PatternCatalog.Reactor);

    public static readonly DiagnosticDescriptor HandlersAreIsolated = Convention(
        "PAT0301", "Handlers are isolated", "A handler that fails here ends the loop of '{0}': no other source is served any more",
        "One thread serves all sources. What a handler throws leaves the loop, and every connection of the loop is dead although only one of them did something wrong.");

    public static readonly DiagnosticDescriptor LoopNeverBlocks = Convention(
        "PAT0302", "The loop thread never blocks", "'{1}' blocks the thread of the loop of '{0}': all other sources wait as long",
        "The loop may wait in one place only, where any source can end the wait. Every other wait on its thread keeps all sources waiting for one.");

    public static readonly DiagnosticDescriptor StopFlagIsVisible = Convention(
        "PAT0303", "The stop flag is visible", "'{0}' reads '{1}' without a barrier while '{2}' writes it on another thread: the loop may never see that it should stop",
        "The compiler may read a plain field once and keep it in a register for the whole loop. A flag that another thread sets has to be volatile, or to be read and written by Volatile or under a lock.");

    public static readonly DiagnosticDescriptor StateBeforeStart = Convention(
        "PAT0304", "State is set before the thread starts", "'{0}' sets '{1}' after it has started the thread whose loop uses it: the loop may have read or changed it before",
        "A thread runs from the moment of its start. What is assigned after that races with the loop, which may see the old value or have its own overwritten.");

    public static readonly DiagnosticDescriptor FailedWaits = Convention(
        "PAT0305", "A failed wait starts afresh", "After a failed wait the loop of '{0}' goes on without clearing '{1}': what was collected for the failed one is asked for again, and again",
        "The lists that a wait filters are filled before it and cleared after it. Where the failure skips the clearing, they grow with every failure, and a dead handle in them makes every later wait fail.");

    public static readonly ImmutableArray<DiagnosticDescriptor> Conventions = ImmutableArray.Create(HandlersAreIsolated, LoopNeverBlocks, StopFlagIsVisible, StateBeforeStart, FailedWaits);

    private static DiagnosticDescriptor Convention(string id, string title, string message, string description) =>
        Rule.Convention(id, PatternCatalog.Reactor, title, message, description);
}
