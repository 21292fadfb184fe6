using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor;

/// <summary>Which of the reference projects an event loop resembles most.</summary>
internal static class ReactorVariant
{
    private static readonly string[] Waiters = ["SetResult", "TrySetResult", "SetException", "TrySetException"];

    public static ReferenceProject Of(EventLoop loop, bool isAcceptor)
    {
        var code = Reach.Of(loop.Body, loop.Loop.Syntax).ToList();
        if (isAcceptor) return ReferenceProjects.Kafka;
        if (code.Any(body =>
            body.Calls.Any(call => call.Target is { } target && Array.IndexOf(Waiters, target.Name) >= 0
                && target.ContainingType.Name == "TaskCompletionSource"))) return ReferenceProjects.Tokio;
        if (loop.Waiting == Waiting.Input) return ReferenceProjects.Alacritty;
        if (code.Any(body => body.Of<IWhileLoopOperation>().Any(inner => inner.Condition is { } condition && PumpsForeignJobs(condition, loop))))
            return ReferenceProjects.Deno;
        if (loop.Waiting == Waiting.Completion) return ReferenceProjects.Bun;
        return IsOneOfMany(loop.Body.Type) ? ReferenceProjects.Envoy : ReferenceProjects.Redis;
    }

    /// <summary>True for a loop that gives what it accepts to one of several others in turn.</summary>
    public static bool IsAcceptor(EventLoop loop) => Reach.Of(loop.Body, loop.Loop.Syntax).Any(body => body.Calls.Any(call => HandOver.Is(call, body)));

    /// <summary>Another runtime's queue of jobs is emptied by its own function.</summary>
    private static bool PumpsForeignJobs(IOperation condition, EventLoop loop) => condition.SelfAndDescendants().Select(Call.From).Any(call =>
        call is { Target: { IsStatic: true } target } one && (target.IsExtern || target.GetDllImportData() is not null) && one.Syntax != loop.Wait.Syntax
        && Demultiplexer.Of(one) is null);

    private static bool IsOneOfMany(TypeFacts type) =>
        type.Project.Types.Any(symbol => !SymbolEqualityComparer.Default.Equals(symbol, type.Symbol) && type.Project.Of(symbol) is { } other
        && other.Slots.Any(slot => slot.Type.ElementType() is { } element && (Same(element, type.Symbol) || Same(element, type.Symbol.ContainingType))));

    private static bool Same(ITypeSymbol left, ITypeSymbol? right) =>
        right is not null && SymbolEqualityComparer.Default.Equals(left.OriginalDefinition, right.OriginalDefinition);
}
