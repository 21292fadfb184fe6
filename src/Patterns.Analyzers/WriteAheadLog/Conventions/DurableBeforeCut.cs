using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog.Conventions;

/// <summary>PAT0406: a body writes a new file, does not flush it to the disk, and then cuts or replaces the log.</summary>
internal static class DurableBeforeCut
{
    public static void Check(WriteAheadLogModel model, ConventionContext context)
    {
        foreach (var body in Bodies(model))
        {
            var code = LogCode.Of(body);
            if (code.DurableFlushes.Count > 0 || body.Callees.Any(callee => LogCode.Of(callee.Body).DurableFlushes.Count > 0)) continue;
            var written = code.Writes.Where(write => write.Source.Origin == StreamOrigin.Created).Select(write => write.Site).FirstOrDefault()
                ?? (model.Log is null ? WrittenElsewhere(body, model.Store!) : null);
            if (written is null) continue;
            var cut = Cuts(model, body, code).FirstOrDefault(site => site.Syntax.SpanStart > written.Syntax.SpanStart);
            if (cut is null) continue;
            var flush = code.WeakFlushes.FirstOrDefault(site => Call.From(site) is { Receiver.Type.Name: "FileStream", Name: "Flush" }
                && site.Syntax.SpanStart < cut.Syntax.SpanStart);
            context.Report(
                WriteAheadLogRules.DurableBeforeCut, (flush ?? cut).Syntax.GetLocation(), ImmutableArray.Create(cut.Syntax.GetLocation()),
                ImmutableDictionary<string, string?>.Empty.Add(FlushBeforeAcknowledge.IsFileStream, (flush is not null).ToString()), body.Name);
        }
    }

    /// <summary>The call of a member that writes a file of its own; its flushes have been looked at.</summary>
    private static IOperation? WrittenElsewhere(Body body, StoreFacts store)
    {
        foreach (var (call, writer) in body.Callees)
            if (!store.IsPartOfLog(call.Operation) && LogCode.Of(writer).Writes.Any(write => write.Source.Origin == StreamOrigin.Created)
                && !writer.Callees.Any(callee => LogCode.Of(callee.Body).DurableFlushes.Count > 0)) return call.Operation;
        return null;
    }

    private static IEnumerable<Body> Bodies(WriteAheadLogModel model) => model switch
    {
        { Log: { } log } => log.Code.Where(code => log.CutsIn(code).Any()).Select(code => code.Body),
        { Store: { CutsLog: true } store } => store.Type.Bodies.Where(body => body.Calls.Any(store.IsCut)),
        _ => Enumerable.Empty<Body>(),
    };

    /// <summary>Calls that cut a log; in the log itself, the replacement of its file by the new one.</summary>
    private static IEnumerable<IOperation> Cuts(WriteAheadLogModel model, Body body, LogCode code) => model.Log is { } log
        ? log.CutsIn(code).Where(LogCode.IsMove)
        : body.Calls.Where(model.Store!.IsCut).Select(call => call.Operation);
}
