using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>
/// Tells a log that is itself the store from one that stands before it: its records are read where somebody knows them to lie, or from a number on, and
/// nothing takes them away once they are safe elsewhere, for there is no elsewhere.
/// </summary>
internal static class OwnStore
{
    /// <summary>True for a log whose records are found by their places.</summary>
    public static bool Is(LogFacts log) => log.Type.Project.GetOrAdd((nameof(OwnStore), log.Type.Symbol), () => Keeps(log) && log.Code.Any(IsLookUp));

    /// <summary>True for a log whose records are asked for from a number on.</summary>
    public static bool IsReadFromNumber(LogFacts log) => Keeps(log) && log.Replays.Any(replay => replay.Body.Method.Parameters.Any(IsNumber));

    /// <summary>True where what the state is told of each record is the place that appending gave back.</summary>
    public static bool IsIndexedBy(StoreFacts store) => store is { Log: { } log, Changes.IsEmpty: false } && Keeps(log) && store.Changes.All(IsTold);

    /// <summary>A file that goes on under another name is kept; one that is made shorter, emptied or deleted is not.</summary>
    private static bool Keeps(LogFacts log) =>
        log.Code.All(code => !code.Cuts.Any(LogCode.IsShortened) && log.CutsIn(code).All(LogCode.IsMove));

    /// <summary>A record is read where a caller or an index says, or a part of the file is handed out.</summary>
    private static bool IsLookUp(LogCode code) => code.Body is { IsConstructor: false, Method: { ReturnsVoid: false, Parameters.IsEmpty: false } }
        && !code.WritesStorage && code.Replay is null
        && (code.Reads.Count > 0 && code.Seeks.Any(seek => IsAtPlace(seek, code.Body))
            || code.Reads.Any(read => IsReadAtPlace(read.Site, code.Body))
            || code.Body.Of<IObjectCreationOperation>().Any(part => IsPart(part, code.Body)));

    private static bool IsAtPlace(IOperation seek, Body body) => Call.From(seek) switch
    {
        { Name: "Seek", Arguments: [var place, IFieldReferenceOperation { Field.Name: "Begin" }] } => IsSomebodys(place, body),
        null when seek.Assigned()?.Value is { } place => IsSomebodys(place, body),
        _ => false,
    };

    /// <summary>A position that is given, or found: not one that the code reckons from nothing, or keeps as it goes on.</summary>
    private static bool IsSomebodys(IOperation place, Body body) => !place.ConstantValue.HasValue
        && place.SelfAndDescendants().Any(inner => inner is IParameterReferenceOperation
            || inner is ILocalReferenceOperation { Local: var local } && !body.Operations.Any(step => Moves(step, local)));

    private static bool Moves(IOperation step, ILocalSymbol local) =>
        step is ICompoundAssignmentOperation or IIncrementOrDecrementOperation
        && SymbolEqualityComparer.Default.Equals(step.Assigned()?.Target.Referenced(), local);

    private static bool IsReadAtPlace(IOperation read, Body body) =>
        Call.From(read) is { Owner.Name: "RandomAccess", Arguments: [.., var place] } && IsSomebodys(place, body);

    /// <summary>A stream over a part of the file that is held.</summary>
    private static bool IsPart(IObjectCreationOperation part, Body body) =>
        part.Arguments.Any(argument => StreamSource.IsStream(argument.Value.Plain().Type, body.Type.Project.Known)
            && StreamSource.Of(argument.Value, body).Origin == StreamOrigin.Held)
        && part.Arguments.Any(argument => IsWide(argument.Value) && IsSomebodys(argument.Value, body));

    private static bool IsWide(IOperation value) => value.Type?.SpecialType is SpecialType.System_Int64 or SpecialType.System_UInt64;

    private static bool IsNumber(IParameterSymbol parameter) => parameter.Type.SpecialType is SpecialType.System_Int64 or SpecialType.System_UInt64;

    /// <summary>The change is handed what the append gave back.</summary>
    private static bool IsTold(LoggedChange change)
    {
        if (change.Change.Site.Contains(inner => inner == change.Append)) return true;
        var places = change.Body.Of<IVariableDeclaratorOperation>().Where(local => local.Contains(inner => inner == change.Append))
            .Select(local => (ISymbol?)local.Symbol)
            .Concat(change.Body.Of<ISimpleAssignmentOperation>().Where(kept => kept.Value.Contains(inner => inner == change.Append))
                .Select(kept => kept.Target.Referenced()));
        return places.OfType<ISymbol>().Any(place => change.Change.Site.Mentions(place));
    }
}
