using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>A loop that takes items out of a queue until there are no more.</summary>
/// <param name="Body">The method.</param>
/// <param name="Loop">The loop.</param>
/// <param name="Read">The call that takes an item, or all items one by one.</param>
/// <param name="Item">What the queue carries.</param>
internal sealed record ReaderLoop(Body Body, ILoopOperation Loop, Call Read, ITypeSymbol Item)
{
    public static readonly Words Reads = new("ReadAllAsync", "WaitToReadAsync", "ReadAsync", "TryRead", "GetConsumingEnumerable", "Take", "TryTake");

    /// <summary>The loops of a body that read that queue.</summary>
    public static IEnumerable<ReaderLoop> In(Body body, Slot queue)
    {
        if (!body.Words.HasAny(Reads) || !body.Words.Has(queue.Name)) yield break;
        foreach (var loop in body.Of<ILoopOperation>())
        {
            if (loop.Ancestors().Any(outer => outer is ILoopOperation inner && ReadIn(inner, queue) is not null)) continue;
            if (ReadIn(loop, queue) is { } read) yield return new(body, loop, read, ((INamedTypeSymbol)queue.Type).TypeArguments[0]);
        }
    }

    private static Call? ReadIn(ILoopOperation loop, Slot queue)
    {
        Call? found = null;
        foreach (var operation in loop.SelfAndDescendants())
            if (Call.From(operation) is { } call && Reads.Contains(call.Name) && call.Name != "WaitToReadAsync" && Queues.Holder(call.Receiver, queue.Symbol))
                found ??= call;
        return found;
    }
}
