using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>A loop that takes items out of a queue until there are no more, or a call that runs code for each of them.</summary>
/// <param name="Body">The method.</param>
/// <param name="Loop">The loop or the call.</param>
/// <param name="Code">What is done with each item.</param>
/// <param name="Read">The call that takes an item, or all items one by one.</param>
/// <param name="Item">What the queue carries.</param>
/// <param name="Given">The parameter that the code gets an item by; null in a loop.</param>
internal sealed record ReaderLoop(Body Body, IOperation Loop, IOperation Code, Call Read, ITypeSymbol Item, ISymbol? Given = null)
{
    public static readonly Words Reads = new("ReadAllAsync", "WaitToReadAsync", "ReadAsync", "TryRead", "GetConsumingEnumerable", "Take", "TryTake");
    private static readonly Words Parallels = new("ForEach", "ForEachAsync");

    /// <summary>The loops of a body that read that queue.</summary>
    public static IEnumerable<ReaderLoop> In(Body body, Slot queue)
    {
        if (!body.Words.HasAny(Reads) || !body.Words.Has(queue.Name)) yield break;
        var item = ((INamedTypeSymbol)queue.Type).TypeArguments[0];
        foreach (var loop in body.Of<ILoopOperation>())
        {
            if (loop.Ancestors().Any(outer => outer is ILoopOperation inner && ReadIn(inner, queue) is not null)) continue;
            if (ReadIn(loop, queue) is { } read) yield return new(body, loop, loop.Body, read, item);
        }
        if (!body.Words.HasAny(Parallels)) yield break;
        foreach (var call in body.Calls)
            if (IsParallel(call) && ReadIn(call.Arguments[0], queue) is { } read
                && call.Arguments[call.Arguments.Length - 1].Function(body) is { } code && code.FunctionSymbol() is { Parameters.Length: > 0 } function)
                yield return new(body, call.Operation, code, read, item, function.Parameters[0]);
    }

    private static bool IsParallel(Call call) => Parallels.Contains(call.Name) && call.Arguments.Length > 1
        && (call.Owner is null || call.Owner is { Name: "Parallel" } owner && Stages.IsSystem(owner));

    /// <summary>The value is an item that was read, or was made of one.</summary>
    public bool GivesRise(IOperation value) => Derivation.Of(Body).ComesFrom(
        value, from => from == Read.Operation || Given is not null && Derivation.Same(from.Referenced(), Given));

    private static Call? ReadIn(IOperation loop, Slot queue)
    {
        Call? found = null;
        foreach (var operation in loop.SelfAndDescendants())
            if (Call.From(operation) is { } call && Reads.Contains(call.Name) && call.Name != "WaitToReadAsync" && Queues.Holder(call.Receiver, queue.Symbol))
                found ??= call;
        return found;
    }
}
