using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor.Conventions;

/// <summary>
/// PAT0307: who posts to a loop that waits without end wakes it. Decided where the queue is private, the loop itself empties it, and nothing outside the loop
/// calls
/// anything that could be a signal: then there is none.
/// </summary>
internal static class PostingWakes
{
    private static readonly Words Posts = new("Enqueue", "Push", "Add", "AddLast", "TryAdd");
    private static readonly string[] Takes = ["TryDequeue", "Dequeue", "TryTake", "Take", "TryPop", "Pop"];

    public static void Check(EventLoop loop, ConventionContext context)
    {
        if (loop.IsDispatchedByWait || !IsEndless(loop.Wait)) return;
        var code = new HashSet<Body>(Reach.Of(loop.Body, loop.Loop.Syntax));
        var others = loop.Body.Type.Bodies.Where(body => !code.Contains(body) && !body.IsConstructor).ToList();
        if (others.SelectMany(body => body.Calls).Any(MaySignal)) return;
        foreach (var body in others)
        {
            if (!body.IsOpen || !body.Words.HasAny(Posts)) continue;
            foreach (var call in body.Calls)
                if (Posts.Contains(call.Name) && call.ReceiverSymbol is IFieldSymbol { DeclaredAccessibility: Accessibility.Private } queue
                    && code.Any(reached => Empties(reached, queue)))
                {
                    context.Report(ReactorRules.PostingWakes, call.Syntax.GetLocation(), ImmutableArray.Create(loop.Wait.Syntax.GetLocation()), null,
                        body.DisplayName, queue.Name, loop.Body.DisplayName);
                    return;
                }
        }
    }

    /// <summary>The last argument that is a number is the timeout, and it says "without end".</summary>
    private static bool IsEndless(Call wait) =>
        wait.Arguments.LastOrDefault(argument => argument.ConstantValue.HasValue && argument.ConstantValue.Value is int or uint) is { } timeout
        && timeout == wait.Arguments[wait.Arguments.Length - 1] && timeout.ConstantValue.Value is -1 or uint.MaxValue;

    private static bool Empties(Body body, IFieldSymbol queue) => body.Words.Has(queue.Name) && body.Calls.Any(call =>
        Array.IndexOf(Takes, call.Name) >= 0 && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, queue));

    /// <summary>Anything but a call of a collection, a lock or a constructor's kin.</summary>
    private static bool MaySignal(Call call) => call.Target is not { ContainingType: var owner } || !(owner.IsFramework() && (
        owner.ContainingNamespace.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal)
        || owner.Name is "Monitor" or "ArgumentNullException" or "Object" or "Volatile" or "Interlocked" or "Thread"));
}
