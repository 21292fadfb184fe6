using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm.Conventions;

/// <summary>Code that a body hands to another thread and does not wait for.</summary>
/// <param name="Site">Where it is handed over.</param>
/// <param name="Lambda">The lambda or local function; null where a method of the type is handed over.</param>
/// <param name="Reached">The bodies of the type that it runs.</param>
/// <param name="IsTimer">True where a timer calls it.</param>
internal sealed record Detached(IOperation Site, IOperation? Lambda, ImmutableArray<Body> Reached, bool IsTimer)
{
    private static readonly Words Gate = new("Run", "StartNew", "QueueUserWorkItem", "UnsafeQueueUserWorkItem", "ContinueWith", "Thread", "Timer", "Elapsed",
        "async");

    public static IEnumerable<Detached> In(Body body, ActorFsmModel model)
    {
        if (!body.Words.HasAny(Gate)) yield break;
        foreach (var operation in body.Operations)
        {
            if (Code(operation, body, model) is not var (code, isTimer)) continue;
            if (code.Function(body) is { } lambda) yield return new(operation, lambda, ReachedFrom(lambda, body, model.Type), isTimer);
            else if (MethodOf(code) is { } method)
                yield return new(operation, null, Closed(model.Type.Project.BodiesOf(method).Where(called => called.Type == model.Type), model.Type), isTimer);
        }
    }

    private static (IOperation Code, bool IsTimer)? Code(IOperation operation, Body body, ActorFsmModel model) => operation switch
    {
        IInvocationOperation call when IsDropped(call) && Leaves(call, model) && DelegateIn(call.Arguments) is { } code => (code, false),
        IObjectCreationOperation { Type: { } created } creation when IsOf(created, "System.Threading.Timer") && DelegateIn(creation.Arguments) is { } code =>
            (code, true),
        IObjectCreationOperation { Type: { } created } creation when IsOf(created, "System.Threading.Thread") && DelegateIn(creation.Arguments) is { } code =>
            (code, false),
        IEventAssignmentOperation { Adds: true, EventReference: IEventReferenceOperation { Event: { Name: "Elapsed" } timer } } subscription
            when IsOf(timer.ContainingType, "System.Timers.Timer") => (subscription.HandlerValue, true),
        _ => null,
    };

    private static bool IsOf(ITypeSymbol type, string name) => type.Named(name);

    private static IOperation? DelegateIn(ImmutableArray<IArgumentOperation> arguments) =>
        arguments.Select(argument => argument.Value).FirstOrDefault(value => value is IDelegateCreationOperation);

    /// <summary>
    /// True for a call that runs what it is given on another thread. A scheduler that keeps an actor to its turn also takes the continuations that
    /// are not sent to the pool by name.
    /// </summary>
    private static bool Leaves(IInvocationOperation call, ActorFsmModel model) => call.TargetMethod switch
    {
        { Name: "Run", ContainingType: var owner } when IsOf(owner, "System.Threading.Tasks.Task") => true,
        { Name: "QueueUserWorkItem" or "UnsafeQueueUserWorkItem", ContainingType: var owner } when IsOf(owner, "System.Threading.ThreadPool") => true,
        _ when model.Mark?.Space.StartsWith("Orleans", StringComparison.Ordinal) == true => false,
        { Name: "StartNew", ContainingType: var owner } when IsOf(owner, "System.Threading.Tasks.TaskFactory") => true,
        { Name: "ContinueWith" } => true,
        { Name: "Run", IsStatic: true, ReturnType: var returned } => returned.IsTask(),
        _ => false,
    };

    /// <summary>Nobody waits for it: a statement of its own, a discard, or a field that keeps it.</summary>
    private static bool IsDropped(IInvocationOperation call)
    {
        var outer = call.Parent;
        while (outer is IConversionOperation) outer = outer.Parent;
        return outer is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation or IMemberReferenceOperation };
    }

    private static IMethodSymbol? MethodOf(IOperation code) =>
        code is IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var method } } ? method : (code as IMethodReferenceOperation)?.Method;

    private static ImmutableArray<Body> ReachedFrom(IOperation lambda, Body body, TypeFacts type) => Closed(body.Callees
        .Where(callee => callee.Body.Type == type && lambda.Syntax.Span.Contains(callee.Call.Syntax.Span))
        .Select(callee => callee.Body), type);

    /// <summary>The bodies of the type, and those of it that they call in turn.</summary>
    private static ImmutableArray<Body> Closed(IEnumerable<Body> bodies, TypeFacts type)
    {
        var found = bodies.Distinct().ToList();
        for (var i = 0; i < found.Count; i++)
            foreach (var (_, callee) in found[i].Callees)
                if (callee.Type == type && !found.Contains(callee)) found.Add(callee);
        return found.ToImmutableArray();
    }
}
