using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor;

/// <summary>The code that a loop runs: its own, and that of members of the project that it calls, a few calls deep inside the type and one beyond.</summary>
internal static class Reach
{
    private const int Depth = 3;

    /// <summary>The bodies that a part of a body runs, itself first; each once.</summary>
    /// <param name="body">The body.</param>
    /// <param name="scope">The part.</param>
    /// <param name="withFailures">False to leave out what runs only in a <c>catch</c>.</param>
    public static IEnumerable<Body> Of(Body body, SyntaxNode scope, bool withFailures = true)
    {
        var seen = new HashSet<Body> { body };
        yield return body;
        var pending = new Queue<(Body Body, int Depth)>();
        foreach (var (call, callee) in body.Callees)
            if (scope.Span.Contains(call.Syntax.Span) && (withFailures || !IsInCatch(call.Operation)) && !ThreadStart.Defers(scope, call.Operation)
                && seen.Add(callee)) pending.Enqueue((callee, 1));
        while (pending.Count > 0)
        {
            var (current, depth) = pending.Dequeue();
            yield return current;
            if (depth == Depth || current.Type != body.Type) continue;
            foreach (var (call, callee) in current.Callees)
                if ((withFailures || !IsInCatch(call.Operation)) && !ThreadStart.Defers(current.Declaration, call.Operation) && seen.Add(callee))
                    pending.Enqueue((callee, depth + 1));
        }
    }

    public static bool IsInCatch(IOperation operation) => operation.Ancestors().Any(outer => outer is ICatchClauseOperation);
}
