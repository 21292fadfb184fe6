using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>Which changes of files cut a log: those of its own files that take away what is safe elsewhere by then, not what was written last.</summary>
internal sealed class LogCuts(LogFacts log)
{
    private static readonly Words FirstTimeWords = new("Exists");

    private readonly Lazy<ImmutableHashSet<ISymbol>> paths = new(() => FindPaths(log));

    private readonly Lazy<ImmutableHashSet<ISymbol>> streams = new(() => FindStreams(log));

    /// <summary>Where a body cuts the log.</summary>
    public IEnumerable<IOperation> In(LogCode code)
    {
        foreach (var cut in code.Cuts)
            if (!IsOfOtherFile(cut) && !IsOfOtherStream(cut, code) && !IsOfNothing(cut) && !IsRename(cut, code) && !IsLengthened(cut) && !TakesBack(cut, code))
                yield return cut;
        foreach (var opening in code.Opens)
            if (Empties(opening, code)) yield return opening;
    }

    /// <summary>What is emptied or deleted first, then what is replaced, which may be a new state, then what loses its end.</summary>
    public static int Rank(IEnumerable<IOperation> cuts) => cuts.Max(cut => LogCode.IsMove(cut) ? 1 : IsOfItsEnd(cut) ? 2 : 0);

    private static bool IsOfItsEnd(IOperation cut) => LogCode.IsShortened(cut) && Call.From(cut) is { Arguments: [.., { ConstantValue.HasValue: false }] };

    /// <summary>A file beside the log, under a name of its own: the vote, the last number, the position.</summary>
    private bool IsOfOtherFile(IOperation cut)
    {
        if (LogCode.IsShortened(cut) || Call.From(cut) is not { Arguments: [.., var last] arguments }) return false;
        if (arguments.Any(IsOfRecord)) return true;
        if (paths.Value.IsEmpty) return false;
        var named = arguments.Select(PathOf).OfType<ISymbol>().ToList();
        return named.Count > 0 && !named.Any(paths.Value.Contains);
    }

    /// <summary>A file that something names which the method is given, and of which the type keeps none: what a record tells of.</summary>
    private bool IsOfRecord(IOperation path) =>
        path.Plain()
            is IMemberReferenceOperation { Instance: IParameterReferenceOperation { Parameter.Type: var record }, Type.SpecialType: SpecialType.System_String }
        && log.Type.Project.Of(record) is not null
        && !log.Type.AllSlots.Any(slot => SymbolEqualityComparer.Default.Equals(slot.Type, record)
            || SymbolEqualityComparer.Default.Equals(slot.Type.ElementType(), record));

    /// <summary>A file that the type keeps open beside the log's, and to which no record goes.</summary>
    private bool IsOfOtherStream(IOperation cut, LogCode code) =>
        Call.From(cut) is { Receiver: { } receiver } && StreamSource.Of(receiver, code.Body) is { Origin: StreamOrigin.Held, Symbol: { } held }
        && !streams.Value.Contains(held)
        && streams.Value.Any(stream => SymbolEqualityComparer.Default.Equals(stream.HeldType(), held.HeldType()));

    /// <summary>The file is made to end behind where it ends now, for something to be put there.</summary>
    private static bool IsLengthened(IOperation cut) => IsOfItsEnd(cut)
        && Call.From(cut)!.Value.Arguments.Last().Plain() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, LeftOperand: var end }
        && end.Plain() is IFieldReferenceOperation { Instance: IInstanceReferenceOperation };

    /// <summary>A file that is removed because it is empty.</summary>
    private static bool IsOfNothing(IOperation cut) => cut.Ancestors().OfType<IConditionalOperation>().Any(choice =>
        choice.WhenTrue.Syntax.Span.Contains(cut.Syntax.Span)
        && choice.Condition
            .Plain() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals, RightOperand.ConstantValue: { HasValue: true, Value: 0 or 0L } });

    /// <summary>The same file under another name, which the type keeps to go on with it.</summary>
    private static bool IsRename(IOperation cut, LogCode code) =>
        LogCode.IsMove(cut) && Call.From(cut) is { Arguments: [var from, var to, ..] } && PathOf(from) is { } path && to.Plain().Referenced() is { } name
        && code.Body.Of<ISimpleAssignmentOperation>()
            .Any(kept => kept.Target.Referenced() is { } target && SymbolEqualityComparer.Default.Equals(target, path)
                && kept.Value.Plain().Referenced() is { } value && SymbolEqualityComparer.Default.Equals(value, name));

    /// <summary>The file is shortened to where the log itself keeps that it ends, or to where its reader found the last sound record: what was written last is
    /// taken back.</summary>
    private bool TakesBack(IOperation cut, LogCode code) => IsOfItsEnd(cut)
        && (Call.From(cut)!.Value.Arguments.Last().Plain() is IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field.IsReadOnly: false }
            || !code.WritesStorage && (code.Reads.Count > 0 || log.CodeCalledBy(code).Any(callee => callee.Replay is not null)));

    /// <summary>A member that opens the log's own file anew and writes nothing to it.</summary>
    private bool Empties(IOperation mode, LogCode code) =>
        StreamSource.OfMode(mode) == StreamOrigin.Created && code.Writes.Count == 0 && code.Body is { IsOpen: true, IsConstructor: false }
        && !code.Body.Words.HasAny(FirstTimeWords)
        && mode.Ancestors().FirstOrDefault(outer => outer is IObjectCreationOperation or IInvocationOperation) is { } opening
        && opening.ChildOperations.FirstOrDefault() is IArgumentOperation { Value: var path } && PathOf(path) is { } named && paths.Value.Contains(named);

    private static ISymbol? PathOf(IOperation path) =>
        path.Plain() is IFieldReferenceOperation { Field: { Type.SpecialType: SpecialType.System_String } field } ? field : null;

    /// <summary>The streams that the type holds of the log: those that are written at their end, where the code goes there, and those that are read
    /// back.</summary>
    private static ImmutableHashSet<ISymbol> FindStreams(LogFacts log)
    {
        var path = log.WritePath.ToList();
        var atEnd = path.Where(code => code.Tails.Count > 0 && code.WritesStorage).ToList();
        return (atEnd.Count > 0 ? atEnd : path).SelectMany(code => code.Writes).Concat(log.Replays.SelectMany(replay => LogCode.Of(replay.Body).Reads))
            .Where(access => access.Source.Origin == StreamOrigin.Held).Select(access => access.Source.Symbol).OfType<ISymbol>()
            .ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
    }

    /// <summary>The names that are spoken where the file that is written to gets opened, or where records are read back.</summary>
    private static ImmutableHashSet<ISymbol> FindPaths(LogFacts log) => log.Code
        .Where(code => code.Tails.Count > 0 || code.Replay is not null || HoldsOn(code.Body))
        .SelectMany(code => code.Body.Operations).Select(PathOf).OfType<ISymbol>()
        .ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);

    private static bool HoldsOn(Body body) =>
        body.Operations.Any(operation => operation.Assigned() is { } assigned && assigned.Target.IsOwnMember() && assigned.Target.Type is { } type
            && LogBodies.HoldsStream(type, body.Type.Project));
}
