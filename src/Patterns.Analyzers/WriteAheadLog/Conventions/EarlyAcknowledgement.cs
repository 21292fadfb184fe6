using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog.Conventions;

/// <summary>
/// PAT0402 in a log that does flush: whoever waits for the record is told before the flush that follows, or the flush of the file leaves the record in
/// the buffer of the writer before it.
/// </summary>
internal static class EarlyAcknowledgement
{
    private static readonly Words Signals = new("SetResult", "TrySetResult");

    public static void Check(LogFacts log, ConventionContext context)
    {
        foreach (var code in log.Code)
        {
            var flushes = code.DurableFlushes.OfType<IInvocationOperation>().ToList();
            if (flushes.Count == 0) continue;
            if (code.Body.Words.HasAny(Signals)) CheckSignals(code, flushes, log, context);
            if (log.AppendPath.Contains(code) && Buffering(code, log) is { } writer)
                context.Report(WriteAheadLogRules.FlushBeforeAcknowledge, flushes[0].Syntax.GetLocation(), code.Body.Name,
                    $"'{writer.Name}' still holds it when the file is flushed");
        }
    }

    private static void CheckSignals(LogCode code, List<IInvocationOperation> flushes, LogFacts log, ConventionContext context)
    {
        if (code.Body.Flow is not { } flow) return;
        var walls = flushes.Select(flush => flush.Syntax).ToList();
        var writes = code.Writes.Where(write => write.Source.IsStorage).Select(write => write.Site.Syntax)
            .Concat(code.Body.Callees.Where(callee => callee.Body.Type == code.Body.Type && log.Reaches(callee.Body.Method, one => one.WritesStorage))
                .Select(callee => callee.Call.Syntax)).ToList();
        foreach (var signal in code.Body.Calls)
        {
            if (!Signals.Contains(signal.Name) || signal.Receiver?.Type is not { Name: "TaskCompletionSource" } || !flow.Contains(signal.Syntax)) continue;
            var isEarly = writes.Any(write => flow.CanReach(write, signal.Syntax, walls, exceptions: false))
                && walls.Any(wall => flow.CanReach(signal.Syntax, wall, writes, exceptions: false));
            // A flush that comes only now and then is a policy.
            var isSure = !flow.CanReach(signal.Syntax, null, walls, exceptions: false)
                && !writes.Any(write => flow.CanReach(signal.Syntax, write, walls, exceptions: false));
            if (isEarly && isSure)
                context.Report(WriteAheadLogRules.FlushBeforeAcknowledge, signal.Syntax.GetLocation(), code.Body.Name,
                    "who waits for it is told before the flush");
        }
    }

    /// <summary>The text writer that appending writes to and that nothing in the type empties into the file; null where there is none.</summary>
    private static ISymbol? Buffering(LogCode code, LogFacts log)
    {
        foreach (var (site, source) in code.Writes)
            if (source.Origin == StreamOrigin.Held && Call.From(site) is { Receiver: { Type.Name: "StreamWriter" } writer } && writer.IsOwnMember()
                && writer.Referenced() is { } held && !IsEmptied(held, log)) return held;
        return null;
    }

    private static bool IsEmptied(ISymbol writer, LogFacts log) => log.Type.SelfAndSourceBases.Any(type => type.Words.Has("AutoFlush"))
        || log.Type.AllBodies.Any(body => body.Words.Has(writer.Name)
            && body.Calls.Any(call => call.Name is "Flush" or "FlushAsync" && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, writer)));
}
