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
        if (loop.IsDispatchedByWait || Call.From(loop.Dispatch) is not { Target: { } target } dispatch || target.ContainingType.IsFramework() && !dispatch.IsDelegate || HandOver.Is(dispatch, loop.DispatchBody) || loop.Dispatch.IsCaught(loop.DispatchBody == loop.Body ? loop.Loop : null)) return;
        if (loop.DispatchBody != loop.Body && Callers(loop).Any(call => call.IsCaught(loop.Loop))) return;
        if (!dispatch.IsDelegate && loop.Body.Type.Project.BodiesOf(target) is { IsEmpty: false } handlers && handlers.All(handler => handler.Words.HasAny(Catching))) return;
        if (dispatch.Operation.Ancestors().Any(outer => outer is IAnonymousFunctionOperation && loop.Loop.Syntax.Span.Contains(outer.Syntax.Span))) return;
        if (EndsProcess(loop)) return;
        var forFix = ImmutableDictionary<string, string?>.Empty.Add(ReactorRules.HookProperty, FailureHook.In(loop.DispatchBody));
        context.Report(ReactorRules.HandlersAreIsolated, loop.Dispatch.Syntax.GetLocation(), ImmutableArray<Location>.Empty, forFix, loop.Body.DisplayName);
    }

    /// <summary>Whatever fails is meant to end the process: a catch around the loop says so.</summary>
    private static bool EndsProcess(EventLoop loop) => loop.Loop.Ancestors().Any(outer => outer is ITryOperation attempt && attempt.Body.Syntax.Span.Contains(loop.Loop.Syntax.Span)
        && attempt.Catches.Any(failure => failure.IsForEverything() && failure.Handler.Contains(operation => operation is IInvocationOperation { TargetMethod: { Name: "FailFast" or "Exit", ContainingType: var owner } } && owner.Named("System.Environment"))));

    /// <summary>The calls in the loop that lead to the dispatch, as far as they stand in the loop itself.</summary>
    private static IEnumerable<IOperation> Callers(EventLoop loop) => loop.Body.Callees
        .Where(pair => loop.Loop.Syntax.Span.Contains(pair.Call.Syntax.Span) && (pair.Body == loop.DispatchBody || pair.Body.Callees.Any(inner => inner.Body == loop.DispatchBody)))
        .Select(pair => pair.Call.Operation);
}
