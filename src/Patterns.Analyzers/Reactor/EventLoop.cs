using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor;

/// <summary>A loop that waits for many sources at once, and calls who is concerned.</summary>
/// <param name="Body">The body in which the loop stands.</param>
/// <param name="Loop">The loop.</param>
/// <param name="Wait">The call that waits.</param>
/// <param name="Waiting">What it waits for.</param>
/// <param name="Dispatch">Where an event goes to who is concerned.</param>
/// <param name="DispatchBody">The body in which <paramref name="Dispatch"/> stands.</param>
internal sealed record EventLoop(Body Body, ILoopOperation Loop, Call Wait, Waiting Waiting, IOperation Dispatch, Body DispatchBody)
{
    private static readonly Words Loops = new("for", "while", "do");

    /// <summary>True where the wait calls who is concerned itself.</summary>
    public bool IsDispatchedByWait => Dispatch == Wait.Operation;

    /// <summary>The first event loop in the code of a type, or null.</summary>
    public static EventLoop? In(TypeFacts type) => !MayBeIn(type) ? null : type.Project.GetOrAdd((nameof(EventLoop), type.Symbol), () => Find(type));

    /// <summary>True for a type whose words allow a wait, in its own code or in that of a class that it uses.</summary>
    public static bool MayBeIn(TypeFacts type) => Demultiplexer.MayBeIn(type.Words, type.Project) || Selectors.MayUse(type)
        || HandleLoop.MayBeIn(type.Words);

    private static EventLoop? Find(TypeFacts type)
    {
        foreach (var body in type.Bodies)
        {
            if (!body.Words.HasAny(Loops)) continue;
            if (HandleLoop.In(body) is { } handles) return handles;
            if (!MayWait(body)) continue;
            foreach (var loop in body.Of<ILoopOperation>())
                if (loop is not IForEachLoopOperation && Of(body, loop) is { } found) return found;
        }
        return null;
    }

    /// <summary>The body, or a member of the type that it may call, names a wait.</summary>
    private static bool MayWait(Body body) => Selectors.MayUse(body.Type) || Demultiplexer.MayBeIn(body.Words, body.Type.Project)
        || body.Type.Bodies.Any(other => other != body && body.Words.Has(other.Name))
            && body.Type.Bodies.Any(other => Demultiplexer.MayBeIn(other.Words, body.Type.Project));

    private static EventLoop? Of(Body body, ILoopOperation loop)
    {
        var reach = Reach.Of(body, loop.Syntax, withFailures: false).ToList();
        foreach (var reached in reach)
        {
            if (!Demultiplexer.MayBeIn(reached.Words, body.Type.Project)) continue;
            foreach (var call in reached.Calls)
            {
                if (reached == body && !IsRunBy(loop, call.Operation) || Demultiplexer.Of(call, body.Type.Project) is not { } waiting) continue;
                if (Demultiplexer.Dispatches(call) && Callbacks.AreRegisteredBy(body.Type)) return new(body, loop, call, waiting, call.Operation, reached);
                foreach (var candidate in NearestFirst(reached, reach))
                    if (Dispatching.In(candidate, candidate == body ? loop : null, call) is { } dispatch)
                        return new(body, loop, call, waiting, dispatch, candidate);
            }
        }
        return null;
    }

    private static bool IsRunBy(ILoopOperation loop, IOperation operation) =>
        loop.Syntax.Span.Contains(operation.Syntax.Span) && !ThreadStart.Defers(loop.Syntax, operation);

    /// <summary>Where events are handed on: mostly where they come from, or in what is called there.</summary>
    private static IEnumerable<Body> NearestFirst(Body wait, List<Body> reach)
    {
        var callees = new HashSet<Body>(wait.Callees.Select(pair => pair.Body));
        return reach.OrderBy(candidate => candidate == wait ? 0 : callees.Contains(candidate) ? 1 : 2);
    }
}
