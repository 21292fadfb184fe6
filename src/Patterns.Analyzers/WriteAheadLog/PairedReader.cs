using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>The reader of a log whose writer is a type of its own: it hands out the records that the writer makes, fills the index that the writer
/// keeps up, or is opened on the same file.</summary>
internal static class PairedReader
{
    private static readonly Words ReadWords = new("Stream", "FileStream", "BinaryReader", "RandomAccess", "SafeFileHandle");

    public static ReplayLoop? Of(LogFacts writer) => OfRecords(writer) ?? OfKinds(writer) ?? OfIndex(writer) ?? OfFile(writer);

    private static ReplayLoop? OfRecords(LogFacts writer) =>
        writer.Type.Project.GetOrAdd((nameof(PairedReader), writer.Type.Symbol), () => Find(writer));

    /// <summary>The reader that tells the kinds of records apart which the writer marks them with.</summary>
    private static ReplayLoop? OfKinds(LogFacts writer) =>
        writer.Type.Project.GetOrAdd((nameof(OfKinds), writer.Type.Symbol), () => writer.Replays.IsEmpty && Framing.Of(writer).Kinds is { } kinds
            ? FindByKinds(writer, kinds) : null);

    private static ReplayLoop? FindByKinds(LogFacts writer, INamedTypeSymbol kinds)
    {
        foreach (var reader in writer.Type.Project.Declared)
        {
            if (reader == writer.Type || !reader.Words.Has(kinds.Name) || !reader.Words.HasAny(ReadWords) || ReaderIn(reader) is not { } loop) continue;
            if (loop.Body.Of<IFieldReferenceOperation>().Any(kind => SymbolEqualityComparer.Default.Equals(kind.Field.ContainingType, kinds))) return loop;
        }
        return null;
    }

    /// <summary>The reader that fills again, from a file, the index of another type which the writer keeps up as it appends; null where there is
    /// none.</summary>
    public static ReplayLoop? OfIndex(LogFacts writer) =>
        writer.Type.Project.GetOrAdd((nameof(OfIndex), writer.Type.Symbol), () => FindIndex(writer));

    private static ReplayLoop? FindIndex(LogFacts writer)
    {
        foreach (var (call, keeper) in writer.AppendPath.SelectMany(code => code.Body.Callees))
        {
            if (keeper.Type == writer.Type || call.Receiver?.IsOwnMember() != true || keeper.Type.SelfAndSourceBases.Contains(writer.Type)) continue;
            foreach (var slot in keeper.Type.Slots)
            {
                if (slot.Type.ElementType() is null || !keeper.Words.Has(slot.Name) || !Mutation.ChangesCollections(keeper)) continue;
                foreach (var body in keeper.Type.Bodies)
                    if (body != keeper && body.Words.Has(slot.Name) && LogCode.Of(body) is { Writes.Count: 0, Replay: { IsText: false } loop }
                        && Fills(body, slot))
                        return loop;
            }
        }
        return null;
    }

    /// <summary>The reader that another type opens on the very file of the writer.</summary>
    public static ReplayLoop? OfFile(LogFacts writer) => writer.Type.Project.GetOrAdd((nameof(OfFile), writer.Type.Symbol), () => FindOnFile(writer));

    private static ReplayLoop? FindOnFile(LogFacts writer)
    {
        foreach (var creator in writer.Type.Project.Declared)
        {
            if (creator == writer.Type || !creator.Words.Has(writer.Type.Symbol.Name)) continue;
            foreach (var body in creator.Bodies.Where(body => body.Words.Has(writer.Type.Symbol.Name)))
                foreach (var file in FilesOf(writer.Type, body))
                    foreach (var creation in body.Of<IObjectCreationOperation>())
                        if (creation.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument.Value.Referenced(), file))
                            && body.Type.Project.Of(creation.Type) is { } reader && reader != writer.Type && ReaderIn(reader) is { } loop) return loop;
        }
        return null;
    }

    /// <summary>What a body makes the writer of: a path or a file that it can name.</summary>
    private static IEnumerable<ISymbol> FilesOf(TypeFacts writer, Body body) => body.Of<IObjectCreationOperation>()
        .Where(creation => SymbolEqualityComparer.Default.Equals(creation.Type?.OriginalDefinition, writer.Symbol))
        .SelectMany(creation => creation.Arguments)
        .Where(argument => argument.Value.Type is { SpecialType: SpecialType.System_String } or { Name: "FileInfo" })
        .Select(argument => argument.Value.Referenced()).OfType<ISymbol>();

    /// <summary>The member of a type that only reads by which it gives out one record after the other.</summary>
    private static ReplayLoop? ReaderIn(TypeFacts reader)
    {
        var bodies = reader.Bodies.Where(body => !body.IsConstructor && body.IsOpen && !body.Method.ReturnsVoid).ToList();
        if (reader.Bodies.Any(body => LogCode.Of(body).WritesStorage)) return null;
        return bodies.Select(body => LogCode.Of(body).Replay).FirstOrDefault(replay => replay is { IsText: false })
            ?? bodies.Where(body => body.Method.Parameters.IsEmpty && LogCode.Of(body).Reads.Any(read => read.Source.Origin == StreamOrigin.Held)
                && body.Method.ReturnType.Awaited() is IArrayTypeSymbol or { SpecialType: SpecialType.None })
                .Select(body => new ReplayLoop(body, body.Method.ReturnType.Awaited())).FirstOrDefault();
    }

    private static bool Fills(Body body, Slot slot) => Mutation.In(body).Any(mutation => mutation.Name == slot.Name);

    private static ReplayLoop? Find(LogFacts writer)
    {
        var project = writer.Type.Project;
        var records = RecordTypes.Of(writer);
        var sequences = records.IsEmpty ? null : SequencesIn(project);
        if (sequences is null || !records.Any(sequences.Contains)) return null;
        var readers = new HashSet<INamedTypeSymbol>(records.SelectMany(record => sequences[record]), SymbolEqualityComparer.Default);
        foreach (var symbol in project.Types)
        {
            if (!readers.Contains(symbol) || project.Of(symbol) is not { } type) continue;
            foreach (var body in type.Bodies)
                if (Returns(body.Method, records) && LogCode.Of(body).Replay is { } loop) return loop;
        }
        return null;
    }

    private static bool Returns(IMethodSymbol method, ImmutableHashSet<ISymbol> records) => Elements(method).Any(records.Contains);

    /// <summary>The classes of a project by what their members return sequences of.</summary>
    private static ILookup<ISymbol, INamedTypeSymbol> SequencesIn(ProjectFacts project) =>
        project.GetOrAdd((nameof(PairedReader), nameof(SequencesIn)), () => project.Types
        .Where(type => type.TypeKind == TypeKind.Class)
        .SelectMany(type =>
            type.GetMembers().OfType<IMethodSymbol>().SelectMany(Elements).Distinct(SymbolEqualityComparer.Default)
                .Select(element => (Element: element!, Type: type)))
        .ToLookup(pair => pair.Element, pair => pair.Type, (IEqualityComparer<ISymbol>)SymbolEqualityComparer.Default));

    /// <summary>What a member gives out one at a time: by a parameter, or as its value where it takes nothing.</summary>
    private static IEnumerable<ISymbol> Step(IMethodSymbol method) => method.ReturnType.SpecialType == SpecialType.System_Boolean
        ? method.Parameters.Where(parameter => parameter.RefKind == RefKind.Out).Select(parameter => parameter.Type.OriginalDefinition)
        : method.Parameters.All(parameter => parameter.Type.Name == "CancellationToken") && !method.ReturnsVoid
            ? new[] { method.ReturnType.Awaited().OriginalDefinition } : Enumerable.Empty<ISymbol>();

    /// <summary>What a member returns a sequence of; of a pair or a tuple, its parts.</summary>
    private static IEnumerable<ISymbol> Elements(IMethodSymbol method)
    {
        if (method.ReturnType.Awaited() is not INamedTypeSymbol { TypeArguments: { Length: 1 } arguments }) return Step(method);
        return arguments[0] is INamedTypeSymbol { IsTupleType: true } or INamedTypeSymbol { Name: "KeyValuePair", TypeArguments.Length: 2 }
            ? ((INamedTypeSymbol)arguments[0]).TypeArguments.Select(part => part.OriginalDefinition)
            : new[] { arguments[0].OriginalDefinition };
    }
}
