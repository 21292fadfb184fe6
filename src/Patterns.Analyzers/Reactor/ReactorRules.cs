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
        "PAT0301", "Handlers are isolated", "What a handler throws here leaves the loop of '{0}': no other source is served any more",
        "One thread serves all sources. What a handler throws leaves the loop, and on a bare thread it ends the process: every connection is dead although only one of them did something wrong.");

    public static readonly DiagnosticDescriptor LoopNeverBlocks = Convention(
        "PAT0302", "The loop thread never blocks", "In the loop of '{0}', '{1}' {2}",
        "The loop may wait in one place only, where any source can end the wait, and no longer than until the next timer. Every other wait on its thread keeps all sources waiting for one, and a component of a duration taken for the whole makes the wait too short or too long.");

    public static readonly DiagnosticDescriptor StopFlagIsVisible = Convention(
        "PAT0303", "The stop flag is visible",
        "'{0}' reads '{1}' without a barrier while '{2}' writes it on another thread: the loop may never see that it should stop",
        "The compiler may read a plain field once and keep it in a register for the whole loop. A flag that another thread sets has to be volatile, or to be read and written by Volatile or under a lock.");

    public static readonly DiagnosticDescriptor StateBeforeStart = Convention(
        "PAT0304", "The state of the loop is true", "'{0}' sets '{1}' {2}",
        "A thread runs from the moment of its start: what is assigned after that races with the loop. A flag that says that the loop runs has to be taken back on every way out, or a loop that failed counts as running for ever.");

    public static readonly DiagnosticDescriptor FailedWaits = Convention(
        "PAT0305", "A failed wait starts afresh", "After a failed wait the loop of '{0}' goes on without {1}",
        "A wait that fails fails again unless something changes. Lists that it filters have to be cleared, since they grow with every failure; and an error that is not told from an interruption or a timeout makes the loop spin.");

    public static readonly DiagnosticDescriptor TableIsNotWalked = Convention(
        "PAT0306", "The table of handlers does not change while it is walked",
        "The loop of '{0}' calls handlers while it walks '{1}', and '{2}' changes '{1}': a handler that calls it makes the walk throw",
        "A handler registers and removes handlers. Where the loop walks the very collection that this changes, the next step of the walk throws; walk a copy, or put changes off to the end of the round.");

    public static readonly DiagnosticDescriptor PostingWakes = Convention(
        "PAT0307", "Posting wakes the loop",
        "'{0}' puts something into '{1}' and nothing wakes the loop of '{2}', which waits without end: it is done when the next event happens to come",
        "A wait without a timeout ends only by one of its sources. What is posted to the loop is not one of them, unless the post also signals a handle that the wait includes.");

    public static readonly DiagnosticDescriptor TeardownOrder = Convention(
        "PAT0308", "The loop has ended before its handles are closed", "'{0}' {1}",
        "A descriptor that is closed while a thread waits on it may be given out again at once, and the loop then waits on a stranger's. A finalizer runs on a thread of its own at any time: a loop that it drives runs handlers beside those of the loop's thread.");

    public static readonly ImmutableArray<DiagnosticDescriptor> Conventions = ImmutableArray.Create(
        HandlersAreIsolated, LoopNeverBlocks, StopFlagIsVisible, StateBeforeStart, FailedWaits, TableIsNotWalked, PostingWakes, TeardownOrder);

    /// <summary>What the fix of <see cref="HandlersAreIsolated"/> calls with the exception.</summary>
    public const string HookProperty = "hook";

    /// <summary>The type of number that stands where the fix of <see cref="LoopNeverBlocks"/> puts the whole duration.</summary>
    public const string WholeDurationProperty = "wholeDuration";

    /// <summary>What the fixes of <see cref="StateBeforeStart"/> tell apart.</summary>
    public const string OrderProperty = "order";

    private static DiagnosticDescriptor Convention(string id, string title, string message, string description) =>
        Rule.Convention(id, PatternCatalog.Reactor, title, message, description);
}
