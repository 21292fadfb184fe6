using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>What the words of a type say before anything of it is bound: whether it may keep a medium that grows.</summary>
internal static class LogGate
{
    /// <summary>A file that goes with the process is there for no recovery.</summary>
    private static readonly Words Transient = new("DeleteOnClose");

    private static readonly Words MediumWords = new(
        "FileMode", "RandomAccess", "SeekOrigin", "SetLength", "AppendAllText", "AppendAllTextAsync", "AppendAllLines", "AppendAllLinesAsync",
        "AppendAllBytes", "AppendAllBytesAsync", "AppendText", "StreamWriter");

    private static readonly Words HeldStreamWords = new("Flush", "FlushAsync", "Position");

    /// <summary>What code says that opens a file, or sets the position in one; the end itself aside.</summary>
    private static readonly Words GrowingWords = new(
        "Open", "OpenOrCreate", "OpenWrite", "OpenHandle", "SeekOrigin", "Position", "RandomAccess", "AppendText", "AppendAllText", "AppendAllTextAsync",
        "AppendAllLines", "AppendAllLinesAsync", "AppendAllBytes", "AppendAllBytesAsync", "StreamWriter");

    private static readonly Words FileModeWords = new("FileMode");

    /// <summary>What code says that opens a file at its end.</summary>
    public static readonly Words OpenAtEndWords = new("Append", "AppendText");

    public static bool IsOpen(TypeFacts type) => MayHoldMedium(type) && MayGrow(type) && !type.Words.HasAny(Transient);

    /// <summary>True when somebody else may open the stream that the type writes to: it is given one, or what opens one.</summary>
    public static bool IsGivenStream(TypeFacts type) => type.Symbol.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter =>
        StreamSource.IsStream(parameter.Type, type.Project.Known) || Opens(parameter.Type, type.Project.Known)));

    private static bool Opens(ITypeSymbol type, KnownTypes known) =>
        type.DelegateSignature() is { ReturnsVoid: false } opener && StreamSource.IsStream(opener.ReturnType.Awaited(), known);

    /// <summary>True for a type that holds a file of the user's own which is written at a position, or only grows.</summary>
    public static bool HoldsPositioned(TypeFacts type) => type.SelfAndSourceBases.Any(one => one.Slots.Any(slot =>
        type.Project.Of(slot.Type) is not null && StreamSource.IsPositioned(slot.Type) || OwnStreams.IsGrowing(slot.Type)));

    private static bool MayHoldMedium(TypeFacts type) => type.Symbol.TypeKind is TypeKind.Class or TypeKind.Struct
        && (HoldsPositioned(type) || type.SelfAndSourceBases.Any(one =>
            one.Words.HasAny(MediumWords) || one.Words.HasAny(HeldStreamWords) && one.Slots.Any(slot => StreamSource.IsStream(slot.Type, type.Project.Known))));

    /// <summary>The words of the type, or those of what its constructors call, allow a file that is opened at its end or kept open where it is; or somebody
    /// else opens it.</summary>
    private static bool MayGrow(TypeFacts type) =>
        type.SelfAndSourceBases.Any(one => one.Words.HasAny(GrowingWords) || MayOpenAtEnd(one)) || HoldsPositioned(type)
        || IsGivenStream(type) || type.AllBodies.Any(body => body.IsConstructor && body.Words.HasAny(OpenersOf(type.Project)));

    private static bool MayOpenAtEnd(TypeFacts type) => type.Words.HasAny(FileModeWords) && type.Words.HasAny(OpenAtEndWords);

    /// <summary>The names of the project's methods that may open a file at its end.</summary>
    private static Words OpenersOf(ProjectFacts project) => project.GetOrAdd(nameof(OpenersOf), () => new SharedScan<List<string>, Words>(
        project,
        type => MayOpenAtEnd(type) ? type.Bodies.Where(body => body.Words.HasAny(OpenAtEndWords)).Select(body => body.Name).ToList() : null,
        names => new(names.SelectMany(some => some).Distinct().ToArray()))).Result;
}
