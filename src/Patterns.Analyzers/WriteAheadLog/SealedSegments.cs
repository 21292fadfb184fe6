using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>A log in segments of one kind: it appends to the last one, seals that one and goes on in a new one, and drops sealed ones.</summary>
/// <param name="Append">The member that hands a record to the last segment.</param>
/// <param name="Roll">The member that puts the last segment among the sealed ones and goes on in another.</param>
/// <param name="Drop">The member that takes sealed ones out.</param>
/// <param name="Tail">The last segment.</param>
/// <param name="Sealed">The sealed ones.</param>
internal sealed record SealedSegments(Body Append, Body Roll, Body Drop, Slot Tail, Slot Sealed)
{
    private static readonly Words FileWords = new("FileStream", "SafeFileHandle", "RandomAccess", "BufferedStream", "BinaryWriter");

    private static readonly Words WriteWords = new("Write", "WriteAsync", "WriteByte");

    private static readonly Words ReadWords = new("Read", "ReadAsync", "ReadByte", "ReadBytes", "ReadExactly", "ReadInt32", "ReadUInt32", "ReadInt64");

    private static readonly Words FlushWords = new("Flush", "FlushAsync", "FlushToDisk");

    private static readonly Words DropWords = new("Remove", "RemoveAt", "RemoveRange", "RemoveAll", "RemoveFirst", "TryRemove");

    public static SealedSegments? Of(TypeFacts type)
    {
        if (!type.Words.HasAny(DropWords)) return null;
        foreach (var tail in type.Slots.Where(slot => slot is { IsReadOnly: false, IsStatic: false, Type.TypeKind: TypeKind.Class }))
        {
            if (type.Project.Of(tail.Type) is not { } segment || segment == type || !IsOnFile(segment)) continue;
            foreach (var held in type.Slots.Where(slot => slot.Type is INamedTypeSymbol { TypeArguments.Length: > 0 }
                && SymbolEqualityComparer.Default.Equals(slot.Type.ElementType(), tail.Type)))
                if (In(type, tail, held) is { } found) return found;
        }
        return null;
    }

    private static SealedSegments? In(TypeFacts type, Slot tail, Slot held)
    {
        var users = type.Bodies.Where(body => body.Words.Has(tail.Name) || body.Words.Has(held.Name)).ToList();
        return users.FirstOrDefault(body => Rolls(body, tail, held)) is { } roll
            && users.FirstOrDefault(body => Appends(body, tail)) is { } append
            && users.FirstOrDefault(body => body.Words.HasAny(DropWords)
                && body.Calls.Any(call => DropWords.Contains(call.Name) && Is(call.Receiver, held))) is { } drop
            ? new(append, roll, drop, tail, held) : null;
    }

    /// <summary>The segment writes to a file, reads from it, and has it flushed.</summary>
    private static bool IsOnFile(TypeFacts segment) =>
        segment.Words.HasAny(FileWords) && segment.Words.HasAny(WriteWords) && segment.Words.HasAny(ReadWords) && segment.Words.HasAny(FlushWords);

    private static bool Rolls(Body body, Slot tail, Slot held) => !body.IsConstructor
        && body.Calls.Any(call => call.Name is "Add" or "AddLast" or "Enqueue" or "Push" && Is(call.Receiver, held)
            && call.Arguments.Any(argument => Is(argument, tail)))
        && body.Of<ISimpleAssignmentOperation>().Any(assignment => Is(assignment.Target, tail) && !assignment.Value.IsNull());

    /// <summary>A member that others call hands what it is given to the last segment, which writes it.</summary>
    private static bool Appends(Body body, Slot tail) => body is { IsOpen: true, IsConstructor: false }
        && LogFacts.RecordParameters(body.Method).Any(parameter => body.Calls.Any(call => Is(call.Receiver, tail) && call.Target is { } target
            && call.Arguments.Any(argument => argument.Mentions(parameter))
            && body.Type.Project.BodiesOf(target).Any(callee => callee.Words.HasAny(WriteWords)
                || callee.Callees.Any(next => next.Body.Words.HasAny(WriteWords)))));

    private static bool Is(IOperation? operation, Slot slot) => SymbolEqualityComparer.Default.Equals(operation?.Referenced(), slot.Symbol);
}
