using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor.Conventions;

/// <summary>PAT0301: what a handler throws is caught inside the loop, on the way, or by the handler itself.</summary>
internal static class HandlersAreIsolated
{
    private static readonly Words Catching = new("catch");

    public static void Check(EventLoop loop, ConventionContext context)
    {
        if (loop.IsDispatchedByWait || Call.From(loop.Dispatch) is not { Target: { } target } dispatch
            || target.ContainingType.IsFramework() && !dispatch.IsDelegate || HandOver.Is(dispatch, loop.DispatchBody)
            || loop.Dispatch.IsCaught(loop.DispatchBody == loop.Body ? loop.Loop : null)) return;
        if (loop.DispatchBody != loop.Body && Callers(loop).Any(call => call.IsCaught(loop.Loop))) return;
        if (!dispatch.IsDelegate && loop.Body.Type.Project.BodiesOf(target) is { IsEmpty: false } handlers
            && (handlers.All(handler => handler.Words.HasAny(Catching)) || !target.IsAbstract && handlers.All(IsHarmless))) return;
        if (IsDeferred(dispatch.Operation, loop) || EndsProcess(loop)) return;
        var forFix = ImmutableDictionary<string, string?>.Empty.Add(ReactorRules.HookProperty, FailureHook.In(loop.DispatchBody));
        context.Report(ReactorRules.HandlersAreIsolated, loop.Dispatch.Syntax.GetLocation(), ImmutableArray<Location>.Empty, forFix, loop.Body.DisplayName);
    }

    /// <summary>The handler is run by a function that is given away: the pool, a task or another queue runs it.</summary>
    private static bool IsDeferred(IOperation dispatch, EventLoop loop) => dispatch.Ancestors().Any(outer =>
        outer is IAnonymousFunctionOperation && (loop.DispatchBody != loop.Body || loop.Loop.Syntax.Span.Contains(outer.Syntax.Span)));

    /// <summary>A member of a class of the project that neither throws nor runs what others wrote nor touches a device: it only keeps books.</summary>
    private static bool IsHarmless(Body handler) => Reach.Of(handler, handler.Declaration).All(body => body.Operations.All(operation =>
        operation is not (IThrowOperation or IAwaitOperation)
        && (Call.From(operation) is not { } call
            || call.Target is { } target && !call.IsDelegate && !(target.IsAbstract || target.IsVirtual || IsInput(target)))));

    private static bool IsInput(IMethodSymbol method) => method.ContainingNamespace.ToDisplayString() is var space
        && (space.StartsWith("System.IO", StringComparison.Ordinal) || space.StartsWith("System.Net", StringComparison.Ordinal));

    /// <summary>Whatever fails is meant to end the process: a catch around the loop says so.</summary>
    private static bool EndsProcess(EventLoop loop) =>
        loop.Loop.Ancestors().Any(outer => outer is ITryOperation attempt && attempt.Body.Syntax.Span.Contains(loop.Loop.Syntax.Span)
        && attempt.Catches.Any(failure => failure.IsForEverything()
            && failure.Handler.Contains(operation => Call.From(operation) is { } call && Ends(call, loop.Body.Type.Project))));

    /// <summary>Ends the process, itself or by a helper of the project or of a library.</summary>
    private static bool Ends(Call call, ProjectFacts project) => call.Name == "FailFast"
        || call.Target is { Name: "Exit", ContainingType: var owner } && owner.Named("System.Environment")
        || call.Target is { IsStatic: true } helper
            && project.BodiesOf(helper)
                .Any(body =>
                    body.Calls.Any(inner => inner.Target is { Name: "FailFast" or "Exit", ContainingType: var type } && type.Named("System.Environment")));

    /// <summary>The calls in the loop that lead to the dispatch, as far as they stand in the loop itself.</summary>
    private static IEnumerable<IOperation> Callers(EventLoop loop) => loop.Body.Callees
        .Where(pair => loop.Loop.Syntax.Span.Contains(pair.Call.Syntax.Span)
            && (pair.Body == loop.DispatchBody || pair.Body.Callees.Any(inner => inner.Body == loop.DispatchBody)))
        .Select(pair => pair.Call.Operation);
}
