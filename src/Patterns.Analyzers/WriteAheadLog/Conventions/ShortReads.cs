using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog.Conventions;

/// <summary>
/// PAT0405 where the file ends within a record: nobody looks how much a read has filled of its buffer, or the last part of a record is whatever is left.
/// </summary>
internal static class ShortReads
{
    private static readonly Words ReadWords = new("Read", "ReadAsync");

    private static readonly Words BytesWords = new("ReadBytes");

    public static void Check(LogFacts log, ConventionContext context)
    {
        foreach (var code in Readers(log))
            if (code.Body.Words.HasAny(ReadWords) && code.Reads.Select(read => Call.From(read.Site)).FirstOrDefault(IsIgnored) is { } read)
                context.Report(WriteAheadLogRules.CorruptionIsNotSuccess, read.Syntax.GetLocation(), code.Body.Name,
                    "does not look how many bytes it was given");
        if (Framing.Of(log).Checksum) return;
        foreach (var replay in log.Replays)
            if (replay.Body.Words.HasAny(BytesWords) && !MeasuresRest(replay.Body))
                foreach (var loop in replay.Body.Of<ILoopOperation>())
                    if (LastPart(loop, LogCode.Of(replay.Body)) is { } part && !IsLookedAt(part, replay.Body))
                        context.Report(WriteAheadLogRules.CorruptionIsNotSuccess, part.Syntax.GetLocation(), replay.Body.Name,
                            "takes the bytes that are left for a whole record");
    }

    /// <summary>The code that reads the log back; where none does that in order, whatever looks things up in it.</summary>
    private static IEnumerable<LogCode> Readers(LogFacts log) => log.Replays.IsEmpty ? log.Code
        : log.Code.Where(code => log.Replays.Any(replay => log.Reach(replay.Body.Method).Contains(code.Body.Method)));

    /// <summary>A read into a buffer whose result is of no interest.</summary>
    private static bool IsIgnored(Call? read) => read is { Name: "Read" or "ReadAsync", Arguments: { Length: > 0 } arguments, Owner: { } owner } call
        && owner.IsFramework() && LogCode.IsStatement(call) && arguments.Any(IsBuffer);

    private static bool IsBuffer(IOperation argument) => argument.Type.ElementType()?.SpecialType == SpecialType.System_Byte;

    /// <summary>The read that ends each turn of a loop, where it gives fewer bytes at the end of the file and does not throw; null where it is
    /// another.</summary>
    private static Call? LastPart(ILoopOperation loop, LogCode code)
    {
        var last = code.Reads.Where(read => loop.Body.Syntax.Span.Contains(read.Site.Syntax.Span)).OrderByDescending(read => read.Site.Syntax.SpanStart)
            .Select(read => read.Site).FirstOrDefault();
        return last is not null && Call.From(last) is { Name: "ReadBytes", Owner.Name: "BinaryReader" } part
            && !code.Body.Callees.Any(callee => callee.Call.Syntax.SpanStart > last.Syntax.SpanStart && LogCode.Of(callee.Body).Reads.Count > 0) ? part : null;
    }

    /// <summary>The code reckons how much of the file is left.</summary>
    private static bool MeasuresRest(Body body) => body.Of<IBinaryOperation>().Any(sum =>
        sum.OperatorKind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract
        && sum.Contains(inner => inner is IPropertyReferenceOperation { Property.Name: "Length" or "Position", Instance: { } file }
            && StreamSource.IsStream(file.Type, body.Type.Project.Known)));

    /// <summary>The bytes are counted, or handed to somebody who may count them.</summary>
    private static bool IsLookedAt(Call part, Body body)
    {
        var local = body.Of<IVariableDeclaratorOperation>().FirstOrDefault(declarator => declarator.Contains(inner => inner == part.Operation))?.Symbol;
        bool IsBytes(IOperation value) => value.Plain() is var plain && (plain == part.Operation
            || local is not null && SymbolEqualityComparer.Default.Equals(plain.Referenced(), local));
        return body.Operations.Any(operation => operation is IPropertyReferenceOperation { Property.Name: "Length", Instance: { } counted } && IsBytes(counted))
            || body.Calls.Any(call => call.Arguments.Any(IsBytes) && !Takes(call));
    }

    /// <summary>A call that takes any number of bytes: text is made of them, or they are kept or handed on.</summary>
    private static bool Takes(Call call) =>
        call.Name == "GetString" && call.Owner?.IsFramework() == true || call.IsDelegate || Mutation.IsCollectionMutator(call);
}
