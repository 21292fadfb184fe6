using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog.Conventions;

/// <summary>PAT0405 where a log of framed records goes on at the end of its file, and nobody ever cuts off the record that a crash has torn there.</summary>
internal static class TornTail
{
    public static void Check(LogFacts log, ConventionContext context)
    {
        if (log.IsText || log.Replays.IsEmpty && PairedReader.Of(log) is null || !Framing.Of(log).LengthPrefix || MayCut(log) || Tail(log) is not { } tail)
            return;
        context.Report(
            WriteAheadLogRules.CorruptionIsNotSuccess, tail.Syntax.GetLocation(), log.Entry.Name, "never cuts off a record that a crash has torn at its end");
    }

    /// <summary>Where appending goes on at the end of the file as it is.</summary>
    private static IOperation? Tail(LogFacts log) =>
        log.AppendPath.SelectMany(code => code.Tails).Append(log.Tail!).FirstOrDefault(tail => IsEndOfFile(tail) && !IsOfNewFile(log, tail));

    private static bool IsEndOfFile(IOperation tail) => StreamSource.OfMode(tail) == StreamOrigin.Appended || Call.From(tail) is { Name: "Seek" }
        || tail is ISimpleAssignmentOperation { Value: var place } && place.Plain() is IPropertyReferenceOperation { Property.Name: "Length" };

    /// <summary>A file that only this run of the program has written to: one that is made anew, or of which the name is made up as it is opened.</summary>
    private static bool IsOfNewFile(LogFacts log, IOperation tail) => StreamSource.OfMode(tail) is not null ? !IsOfSameFile(tail)
        : !log.Openings.Any(open => IsForMore(open) && IsOfSameFile(open));

    private static bool IsForMore(IOperation open) =>
        open is IFieldReferenceOperation { Field: { Name: "OpenOrCreate", ContainingType.Name: "FileMode" } } || Call.From(open) is { Name: "OpenWrite" };

    private static bool IsOfSameFile(IOperation open) =>
        (open as IInvocationOperation ?? open.Ancestors().FirstOrDefault(outer => outer is IObjectCreationOperation or IInvocationOperation))?.ChildOperations
            .FirstOrDefault() is { } file
        && (file as IArgumentOperation)?.Value is var path && (path ?? file).SelfAndDescendants().All(IsFixed);

    /// <summary>What makes up the same name each time: what the type holds, and constants.</summary>
    private static bool IsFixed(IOperation part) => part switch
    {
        IMemberReferenceOperation or IParameterReferenceOperation => part.IsOwnMember()
            && part.Referenced() is var held
            && (held is IFieldSymbol { IsReadOnly: true } or IFieldSymbol { IsConst: true } or IParameterSymbol
                || held.HeldType()?.SpecialType == SpecialType.System_String),
        IInvocationOperation call => call.TargetMethod is { Name: "Combine", ContainingType.Name: "Path" },
        ILocalReferenceOperation or IIncrementOrDecrementOperation or IAssignmentOperation or IInterpolatedStringOperation => false,
        _ => true,
    };

    /// <summary>The file is made shorter, written anew or given up one day, or the position is set to where somebody reckons the last sound record to end;
    /// or who reads the log back cuts it then.</summary>
    private static bool MayCut(LogFacts log) => log.Code.Any(code => code.Cuts.Count > 0)
        || log.Code.Any(code => code.Body.IsConstructor && code.Seeks.Any(seek => !IsConstant(seek)))
        || WriteAheadLogSignature.UsersOf(log).Any(store => store.Recoveries.Any(recovery => recovery.Body.Calls.Any(store.IsCut)));

    private static bool IsConstant(IOperation seek) =>
        (seek.Assigned()?.Value ?? (Call.From(seek) is { Arguments: [var place, ..] } ? place : null))?.ConstantValue.HasValue == true;
}
