using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>The code that runs when a body runs.</summary>
internal static class Reach
{
    /// <summary>The body and what it calls in this project, to a depth. A call of a peer runs on another node and is not followed.</summary>
    public static IEnumerable<Body> WithCallees(this Body body, int depth) =>
        Walk(body, depth, (call, callee, caller) => callee.Type != caller.Type || IsOnItself(call.Operation));

    /// <summary>The body and what it calls on the object itself, to a depth.</summary>
    public static IEnumerable<Body> WithOwnCallees(this Body body, int depth) => Walk(body, depth, (call, _, _) => IsOnItself(call.Operation));

    /// <summary>The bodies of the type that call a body on the object itself, each with the calls.</summary>
    public static IEnumerable<(Body Body, IOperation Call)> CallersOf(this RaftParts parts, Body callee) => parts.Type.AllBodies
        .Where(body => body != callee && body.Words.Has(callee.Name))
        .SelectMany(body => body.Callees.Where(one => one.Body == callee && IsOnItself(one.Call.Operation)).Select(one => (body, one.Call.Operation)));

    private static bool IsOnItself(IOperation call) => call is IInvocationOperation { Instance: null or IInstanceReferenceOperation };

    private static IEnumerable<Body> Walk(Body body, int depth, Func<Call, Body, Body, bool> follows)
    {
        var seen = new HashSet<Body> { body };
        var pending = new Queue<(Body Body, int Depth)>();
        pending.Enqueue((body, depth));
        while (pending.Count > 0)
        {
            var (current, left) = pending.Dequeue();
            yield return current;
            if (left == 0) continue;
            foreach (var (call, callee) in current.Callees)
                if (follows(call, callee, current) && seen.Add(callee)) pending.Enqueue((callee, left - 1));
        }
    }
}
