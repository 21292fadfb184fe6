using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>
/// Types that stand for a log to all others: they hold one, pass on to it what they are given, keep no state of it, and have it read back, cut or flushed.
/// Members that hand out what a reader of the log reads belong to these as well.
/// </summary>
internal static class LogFacades
{
    /// <summary>What the open members of such a type do to the log behind it; nothing for any other type.</summary>
    public static List<(IMethodSymbol Member, LogMember Kind, LogFacts Log)> In(TypeFacts type, ProjectLogs logs)
    {
        var found = new List<(IMethodSymbol Member, LogMember Kind, LogFacts Log)>();
        var held = type.AllSlots.Where(slot => logs.IsLog(slot.Type) || logs.IsLog(slot.Type.ElementType())).ToList();
        if (held.Count == 0 || !type.Words.HasAny(logs.AppendNames)) return found;
        foreach (var body in type.Bodies.Where(IsMember))
        {
            if (!body.Words.HasAny(logs.AppendNames) || PassedOn(body, logs) is not { } log) continue;
            if (KeepsState(body, logs)) return new();
            found.Add((body.Method, LogMember.Append, log));
        }
        if (found.Count == 0) return found;
        var upkeep = type.Bodies.Where(IsMember).Select(body => (body.Method, Kind: UpkeepIn(body, logs), found[0].Log))
            .Where(one => one.Kind != LogMember.None && !found.Any(append => SymbolEqualityComparer.Default.Equals(append.Member, one.Method))).ToList();
        if (upkeep.Count == 0) return new();
        found.AddRange(upkeep);
        return found;
    }

    /// <summary>The members by which a type hands out what one of its own members reads back.</summary>
    public static IEnumerable<IMethodSymbol> HandingOut(TypeFacts type, ProjectLogs logs) => type.Bodies
        .Where(body => body.IsOpen && !body.IsConstructor && body.Words.HasAny(logs.ReplayNames) && logs.KindOf(body.Method) == LogMember.None
            && body.Method.ReturnType.Awaited() is INamedTypeSymbol { TypeArguments.Length: 1 }
            && body.Calls.Any(call => call.Receiver is IInstanceReferenceOperation && logs.KindOf(call.Target) == LogMember.Replay))
        .Select(body => body.Method);

    private static bool IsMember(Body body) =>
        body is { IsOpen: true, IsConstructor: false, Method: { MethodKind: MethodKind.Ordinary, Name: not ("Dispose" or "DisposeAsync") } };

    /// <summary>The log to which a body, or a helper of its type, appends what the body was given.</summary>
    private static LogFacts? PassedOn(Body body, ProjectLogs logs)
    {
        var carried = LogFacts.RecordParameters(body.Method).SelectMany(parameter => RecordFlow.CarriersOf(parameter, body)).ToList();
        if (carried.Count == 0) return null;
        foreach (var call in body.Calls)
            if (IsAppend(call, logs) && call.Arguments.Any(argument => carried.Any(argument.Mentions))) return logs.OwnerOf(call.Target);
        foreach (var (call, helper) in body.Callees)
            if (helper is { IsOpen: false } && helper.Type == body.Type && call.Arguments.Any(argument => carried.Any(argument.Mentions))
                && helper.Calls.FirstOrDefault(inner => IsAppend(inner, logs)) is { Target: { } append }) return logs.OwnerOf(append);
        return null;
    }

    private static bool IsAppend(Call call, ProjectLogs logs) =>
        call.Receiver is not (null or IInstanceReferenceOperation) && logs.KindOf(call.Target) == LogMember.Append;

    /// <summary>The body puts what it was given into a collection, or has an object of the project change with it, that is no log: it belongs to a
    /// store.</summary>
    private static bool KeepsState(Body body, ProjectLogs logs)
    {
        var given = LogFacts.RecordParameters(body.Method).SelectMany(parameter => RecordFlow.CarriersOf(parameter, body)).ToList();
        return Mutation.In(body, operation => given.Any(operation.Mentions)).Any(change =>
            Call.From(change.Site) is var call && !(call is { } inner && (logs.KindOf(inner.Target) != LogMember.None || logs.IsLog(inner.Receiver?.Type)))
            && body.Type.AllSlots.FirstOrDefault(slot => slot.Name == change.Name) is { Type: { } held }
            && !logs.IsLog(held) && !logs.IsLog(held.ElementType())
            && (held.ElementType() is not null || call is not null && body.Type.Project.Of(held) is not null));
    }

    private static LogMember UpkeepIn(Body body, ProjectLogs logs)
    {
        var kinds = body.Calls.Concat(body.Callees.Where(callee => callee.Body is { IsOpen: false } && callee.Body.Type == body.Type)
                .SelectMany(callee => callee.Body.Calls))
            .Where(call => call.Receiver is not IInstanceReferenceOperation).Select(call => logs.KindOf(call.Target)).ToList();
        return kinds.Contains(LogMember.Append) ? LogMember.None
            : kinds.Contains(LogMember.Replay) && !body.Method.AnswersNothing() ? LogMember.Replay
            : kinds.Contains(LogMember.Cut) ? LogMember.Cut
            : kinds.Contains(LogMember.Flush) ? LogMember.Flush
            : LogMember.None;
    }
}
