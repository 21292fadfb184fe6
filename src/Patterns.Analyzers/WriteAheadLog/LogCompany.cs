using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>The types around a log that are neither the log nor the store: who passes records on to it, who reads it back, who flushes it for many, and who
/// cuts it once the state is safe.</summary>
internal static class LogCompany
{
    public static WriteAheadLogModel? Of(TypeFacts type) =>
        type.Symbol.TypeKind != TypeKind.Class || ProjectLogs.Of(type.Project) is not { IsEmpty: false } logs ? null
            : Reader(type, logs) ?? Committer(type, logs) ?? Queued(type, logs) ?? Facade(type, logs) ?? Checkpointer(type, logs);

    /// <summary>A type that reads back what another one writes; who also opens the files that are written keeps the segments.</summary>
    private static WriteAheadLogModel? Reader(TypeFacts type, ProjectLogs logs)
    {
        if (logs.ReadBy(type) is not { } log || PairedReader.Of(log) is not { } read || read.Body.Type != type || PairedReader.OfIndex(log) == read)
            return null;
        if (WriteAheadLogSignature.Log(log.Type) is not { } writer) return null;
        var evidence = Evidence.At(read.Body.Method, $"'{read.Body.DisplayName}' reads back what '{log.Type.Symbol.Name}' writes");
        return type.Bodies.FirstOrDefault(HandsOutEnd) is { } opener
            ? Model(type, LogRoles.SegmentSet, writer, Evidence.At(opener.Method, $"'{opener.DisplayName}' opens a segment at its end"), evidence)
            : Model(type, LogRoles.Reader, writer, evidence);
    }

    private static bool HandsOutEnd(Body body) => body.IsOpen && body.Words.HasAny(LogGate.OpenAtEndWords)
        && StreamSource.IsStream(body.Method.ReturnType.Awaited(), body.Type.Project.Known) && LogCode.Of(body).Tails.Count > 0;

    /// <summary>One flush for all who wait: they share what is completed after it.</summary>
    private static WriteAheadLogModel? Committer(TypeFacts type, ProjectLogs logs)
    {
        if (GroupCommit.Of(type, logs) is not { } commit || logs.OwnerOf(commit.Flush.Target) is not { } log) return null;
        return WriteAheadLogSignature.Log(log.Type) is { } writer ? Model(
            type, LogRoles.Committer, writer, Evidence.At(commit.Flush.Operation, $"'{commit.Body.DisplayName}' has the log flushed by '{commit.Flush.Name}'"),
            Evidence.At(commit.Completed.Operation, $"and then answers all who wait for '{commit.Pending.Name}'")) : null;
    }

    /// <summary>Records wait in a queue until one member takes them out and appends them.</summary>
    private static WriteAheadLogModel? Queued(TypeFacts type, ProjectLogs logs)
    {
        if (QueuedLog.Of(type, logs) is not { } queued || logs.OwnerOf(queued.Append.Target) is not { } log) return null;
        return WriteAheadLogSignature.Log(log.Type) is { } writer ? Model(
            type, LogRoles.Writer, writer, Evidence.At(queued.Enqueue.Method, $"'{queued.Enqueue.DisplayName}' puts records into '{queued.Queue.Name}'"),
            Evidence.At(queued.Append.Operation, $"'{queued.Drain.DisplayName}' takes them out and appends them by '{queued.Append.Name}'")) : null;
    }

    /// <summary>The state is made safe in its own file, and then the log is cut, or told how far.</summary>
    private static WriteAheadLogModel? Checkpointer(TypeFacts type, ProjectLogs logs)
    {
        if (Checkpoint.Of(type, logs) is not { } checkpoint || logs.OwnerOf(checkpoint.Mark.Target) is not { } log) return null;
        return WriteAheadLogSignature.Log(log.Type) is { } writer ? Model(
            type, LogRoles.Checkpointer, writer,
            Evidence.At(checkpoint.Save.Operation, $"'{checkpoint.Body.DisplayName}' has the state saved by '{checkpoint.Save.Name}'"),
            Evidence.At(checkpoint.Mark.Operation, checkpoint.Cuts ? $"and then cuts the log by '{checkpoint.Mark.Name}'"
                : $"and then logs up to where by '{checkpoint.Mark.Name}'")) : null;
    }

    private static WriteAheadLogModel? Facade(TypeFacts type, ProjectLogs logs) =>
        logs.FacadeOf(type) is var (append, log) && WriteAheadLogSignature.Log(log.Type) is { } writer
            ? Model(type, LogRoles.Writer, writer, Evidence.At(append, $"'{append.Name}' passes on to the log what it is given")) : null;

    private static WriteAheadLogModel Model(TypeFacts type, Role role, WriteAheadLogModel writer, params Evidence[] because) =>
        new(type, role, Confidence.Medium, writer.Closest, because.ToImmutableArray(), null, null);
}
