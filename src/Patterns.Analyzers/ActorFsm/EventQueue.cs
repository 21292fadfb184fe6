using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>A queue in which a machine keeps the events that arrive while it handles one.</summary>
internal static class EventQueue
{
    public static bool IsIn(TypeFacts type)
    {
        foreach (var slot in type.Slots)
        {
            if (Queues.ElementOf(slot.Type) is null) continue;
            var word = new Words(slot.Name);
            if (type.Bodies.Any(body => body.Words.HasAny(word)
                && body.Calls.Any(call => Queues.Takes(call) && call.Operation.Ancestors().Any(outer => outer is ILoopOperation)))) return true;
        }
        return false;
    }
}
