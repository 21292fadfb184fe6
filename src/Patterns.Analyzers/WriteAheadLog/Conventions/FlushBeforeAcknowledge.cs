using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog.Conventions;

/// <summary>
/// PAT0402: appending writes to a stream that nothing in the type ever flushes to the disk. Silent where a caller or an option can decide: the type has
/// a durable flush of that stream, or the file's options are not known here.
/// </summary>
internal static class FlushBeforeAcknowledge
{
    public const string IsFileStream = "isFileStream";

    public static void Check(WriteAheadLogModel model, ConventionContext context)
    {
        if (model.Log is not { } log) return;
        EarlyAcknowledgement.Check(log, context);
        var writes = log.AppendPath.SelectMany(code => code.Writes).Where(write => write.Source is { Origin: StreamOrigin.Held or StreamOrigin.Appended })
            .ToList();
        if (writes.Count == 0 || log.OpensWriteThrough || log.Flushing.Any(code => code.DurableFlushes.Any(flush => MayFlush(flush, writes, code.Body, log)))
            || log.Code.Any(LeavesOptionsOpen) || IsSomebodysStream(log, writes)) return;
        foreach (var code in log.AppendPath.Concat(log.Code.Where(IsFlushOnly)))
        {
            foreach (var flush in code.WeakFlushes)
            {
                if (StreamSource.Of(Call.From(flush)!.Value.Receiver!, code.Body) is not { IsStorage: true } || !MayFlush(flush, writes, code.Body, log))
                    continue;
                var fixable = ImmutableDictionary<string, string?>.Empty.Add(IsFileStream,
                    (Call.From(flush)!.Value.Receiver!.Type?.Name == "FileStream").ToString());
                context.Report(
                    WriteAheadLogRules.FlushBeforeAcknowledge, flush.Syntax.GetLocation(), ImmutableArray<Location>.Empty, fixable,
                    code.Body.Name, "this flush reaches the operating system only");
                return;
            }
        }
        context.Report(WriteAheadLogRules.FlushBeforeAcknowledge, writes[0].Site.Syntax.GetLocation(), log.Entry.Name, "nothing flushes it to the disk");
    }

    /// <summary>A member that others call to have flushed what was appended.</summary>
    private static bool IsFlushOnly(LogCode code) =>
        code is { WeakFlushes.Count: > 0, DurableFlushes.Count: 0, Writes.Count: 0, Reads.Count: 0, Opens.Count: 0, Cuts.Count: 0,
            Body: { IsOpen: true, IsConstructor: false } };

    /// <summary>A flush of another stream than those that appending writes to does not help.</summary>
    private static bool MayFlush(IOperation flush, List<(IOperation Site, StreamSource Source)> writes, Body body, LogFacts log)
    {
        if (Call.From(flush) is not { Receiver: { } receiver }) return true;
        var source = StreamSource.Of(receiver, body);
        var flushed = source.Origin == StreamOrigin.Passed ? log.Passed((IParameterSymbol)source.Symbol!).ToList() : new() { source };
        return flushed.Count == 0 || flushed.Any(one => one.Origin != StreamOrigin.Held
            || writes.Any(write => write.Source.Symbol is null || SymbolEqualityComparer.Default.Equals(write.Source.Symbol, one.Symbol)
                || Wraps(write.Source.Symbol, one.Symbol!, log.Type.Project.Known)));
    }

    /// <summary>A writer around a stream, or a stream around a handle.</summary>
    private static bool Wraps(ISymbol writer, ISymbol stream, KnownTypes known) =>
        StreamSource.IsStream(writer.HeldType(), known) && StreamSource.IsStream(stream.HeldType(), known)
        && writer.HeldType()?.Name != stream.HeldType()?.Name;

    /// <summary>A stream of whatever kind that is handed in, and of which nobody here opens the file: it can be flushed no further.</summary>
    private static bool IsSomebodysStream(LogFacts log, List<(IOperation Site, StreamSource Source)> writes) =>
        writes.All(write => write.Source is { Origin: StreamOrigin.Held, Symbol: { } held } && held.HeldType()?.Name == "Stream")
        && LogGate.IsGivenStream(log.Type) && !log.IsOpenedByCreator && !log.Openings.Any();

    /// <summary>The file is opened with options from elsewhere, which may say write-through.</summary>
    private static bool LeavesOptionsOpen(LogCode code) => code.Body.Of<IObjectCreationOperation>().Any(creation =>
        creation.Type?.Name == "FileStream"
        && creation.Arguments.Any(argument => argument.Value.Type?.Name is "FileOptions" or "FileStreamOptions" && !argument.Value.ConstantValue.HasValue));
}
