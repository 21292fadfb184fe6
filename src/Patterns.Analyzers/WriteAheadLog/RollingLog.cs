using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>A writer over the newest of many segments: it appends records, keeps the position behind the last one, and goes on in a new segment when one is
/// full.</summary>
/// <param name="Append">The member that hands a record to the segment and moves the position.</param>
/// <param name="Roll">The member that goes on in another segment.</param>
/// <param name="Flush">The member that has the segment flushed.</param>
/// <param name="Segment">The segment that is written now.</param>
internal sealed record RollingLog(Body Append, Body Roll, Body Flush, Slot Segment)
{
    private const int DeepestWrite = 3;

    private static readonly Words StreamWords = new("Stream", "FileStream", "BinaryWriter", "RandomAccess", "SafeFileHandle");

    public static RollingLog? Of(TypeFacts type)
    {
        var positions = type.Slots.Where(slot => slot is { IsReadOnly: false, IsStatic: false, Type.SpecialType: SpecialType.System_Int64 }).ToList();
        if (positions.Count == 0) return null;
        foreach (var segment in type.Slots.Where(slot => slot is { IsReadOnly: false, IsStatic: false, Type.TypeKind: TypeKind.Class }))
        {
            if (type.Project.Of(segment.Type) is not { } held || held == type || !held.Words.HasAny(StreamWords)) continue;
            var users = type.Bodies.Where(body => body.Words.Has(segment.Name)).ToList();
            var append = users.FirstOrDefault(body => positions.Any(position => body.Words.Has(position.Name)) && Appends(body, segment, positions));
            if (append is null || !IsReadBack(held)) continue;
            var roll = users.FirstOrDefault(body => body != append && !body.IsConstructor && GivenTo(segment, body).Any(value => value?.IsNull() != true));
            var flush = users.FirstOrDefault(body => body != append && !GivenTo(segment, body).Any(value => value?.IsNull() == true)
                && Reaches(body, segment, code => code.WeakFlushes.Count + code.DurableFlushes.Count > 0));
            if (roll is not null && flush is not null) return new(append, roll, flush, segment);
        }
        return null;
    }

    /// <summary>A parameter goes to the segment, and a position moves in the same member.</summary>
    private static bool Appends(Body body, Slot segment, List<Slot> positions) =>
        body.IsOpen && LogFacts.RecordParameters(body.Method)
            .Any(parameter => CallsOn(body, segment).Any(call => call.Arguments.Any(argument => argument.Mentions(parameter))))
        && body.Operations.Any(operation => operation.Assigned() is { } assigned && positions.Any(position => Is(assigned.Target, position)))
        && Reaches(body, segment, code => code.WritesStorage);

    /// <summary>The values that a body gives to the segment: another one to go on with, or none where it was somebody else's and is dropped.</summary>
    private static IEnumerable<IOperation?> GivenTo(Slot segment, Body body) =>
        body.Operations.Select(operation => operation.Assigned()).Where(assigned => assigned is not null && Is(assigned.Value.Target, segment))
            .Select(assigned => assigned!.Value.Value);

    private static IEnumerable<Call> CallsOn(Body body, Slot segment) =>
        body.Calls.Where(call => SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, segment.Symbol));

    private static bool Reaches(Body body, Slot segment, Func<LogCode, bool> condition) =>
        CallsOn(body, segment)
            .Any(call => call.Target is { } target && body.Type.Project.BodiesOf(target).Any(callee => Reaches(callee, condition, DeepestWrite)));

    private static bool Reaches(Body body, Func<LogCode, bool> condition, int left) =>
        condition(LogCode.Of(body)) || left > 0 && body.Callees.Any(callee => Reaches(callee.Body, condition, left - 1));

    /// <summary>The segment can be read too: a rolling text log cannot.</summary>
    private static bool IsReadBack(TypeFacts segment) =>
        segment.AllBodies.Any(body => body.IsOpen && !body.Method.ReturnsVoid && LogCode.Of(body).Reads.Count > 0);

    private static bool Is(IOperation target, Slot slot) => SymbolEqualityComparer.Default.Equals(target.Referenced(), slot.Symbol);
}
