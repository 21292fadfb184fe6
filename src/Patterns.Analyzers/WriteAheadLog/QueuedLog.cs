using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>Records that wait in a queue until one member takes them out and appends them to a log.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Enqueue">The member that others give records to.</param>
/// <param name="Drain">The member that takes them out.</param>
/// <param name="Append">The call that appends them.</param>
internal sealed record QueuedLog(Slot Queue, Body Enqueue, Body Drain, Call Append)
{
    private static readonly Words TakingWords = new(
        "TryTake", "Take", "TryDequeue", "Dequeue", "TryRead", "ReadAsync", "GetConsumingEnumerable", "ReadAllAsync", "ReceiveAsync", "Receive");

    private static readonly Words PuttingWords = new("Add", "TryAdd", "Enqueue", "TryWrite", "WriteAsync", "Post", "SendAsync");

    public static QueuedLog? Of(TypeFacts type, ProjectLogs logs)
    {
        if (!type.Words.HasAny(TakingWords) || !type.Words.HasAny(logs.AppendNames)) return null;
        foreach (var drain in type.Bodies.Where(body => body.Words.HasAny(TakingWords) && body.Words.HasAny(logs.AppendNames)))
            foreach (var queue in type.Slots.Where(slot => slot.Type.ElementType() is not null && drain.Words.Has(slot.Name)))
                if (In(type, drain, queue, logs) is { } found) return found;
        return null;
    }

    private static QueuedLog? In(TypeFacts type, Body drain, Slot queue, ProjectLogs logs)
    {
        if (!drain.Calls.Any(call => TakingWords.Contains(call.Name) && IsOn(call, queue))) return null;
        var append = drain.Calls.FirstOrDefault(call => logs.KindOf(call.Target) == LogMember.Append && call.Receiver?.IsOwnMember() == true);
        if (append.Target is null) return null;
        var enqueue = type.Bodies.FirstOrDefault(body => body is { IsOpen: true, IsConstructor: false } && body != drain && body.Words.Has(queue.Name)
            && LogFacts.RecordParameters(body.Method).Any(parameter => body.Calls.Any(call => PuttingWords.Contains(call.Name) && IsOn(call, queue)
                && call.Arguments.Any(argument => argument.Mentions(parameter)))));
        return enqueue is null ? null : new(queue, enqueue, drain, append);
    }

    private static bool IsOn(Call call, Slot queue) =>
        call.Receiver?.Contains(part => SymbolEqualityComparer.Default.Equals(part.Referenced(), queue.Symbol)) == true;
}
