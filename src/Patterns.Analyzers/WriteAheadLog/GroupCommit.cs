using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>A member that has a log flushed once and then completes what all wait for who have appended to it.</summary>
/// <param name="Body">The member.</param>
/// <param name="Flush">The flush of the log.</param>
/// <param name="Completed">The call that lets the waiters go on.</param>
/// <param name="Pending">What they wait for.</param>
internal sealed record GroupCommit(Body Body, Call Flush, Call Completed, Slot Pending)
{
    private static readonly Words CompletingWords = new("SetResult", "TrySetResult");

    public static GroupCommit? Of(TypeFacts type, ProjectLogs logs)
    {
        if (!type.Words.HasAny(CompletingWords)) return null;
        foreach (var pending in type.Slots.Where(slot => IsCompletion(slot.Type) || IsCompletion(slot.Type.ElementType())))
            foreach (var body in type.Bodies.Where(body => !body.IsConstructor && body.Words.Has(pending.Name) && body.Words.HasAny(CompletingWords)))
                if (In(body, pending, logs) is { } found) return found;
        return null;
    }

    private static GroupCommit? In(Body body, Slot pending, ProjectLogs logs)
    {
        if (body.Flow is not { } flow) return null;
        foreach (var flush in body.Calls)
        {
            if (logs.KindOf(flush.Target) != LogMember.Flush) continue;
            foreach (var completed in body.Calls)
                if (CompletingWords.Contains(completed.Name) && IsCompletion(completed.Receiver?.Type)
                    && flow.CanReach(flush.Syntax, completed.Syntax) && !flow.CanReach(completed.Syntax, flush.Syntax))
                    return new(body, flush, completed, pending);
        }
        return null;
    }

    private static bool IsCompletion(ITypeSymbol? type) => type is { Name: "TaskCompletionSource" } && type.IsFramework();
}
