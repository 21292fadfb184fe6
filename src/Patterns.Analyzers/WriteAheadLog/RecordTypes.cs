using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>The types of this project that a log appends: what it is given, what it makes of it, and what it hands out again.</summary>
internal static class RecordTypes
{
    public static ImmutableHashSet<ISymbol> Of(LogFacts log)
    {
        var given = log.Appends.Concat(log.Queued).SelectMany(body => LogFacts.RecordParameters(body.Method)).Select(parameter => parameter.Type);
        var made = log.Appends.Concat(log.AppendPath.Select(code => code.Body))
            .Concat(log.Type.Bodies.Where(body => body.Method.ReturnType.Locations.Any(location => location.IsInSource)))
            .SelectMany(body => body.Operations).OfType<IObjectCreationOperation>().Select(creation => creation.Type);
        var read = log.Replays.Select(replay => replay.Record);
        return given.Concat(made).Concat(read)
            .SelectMany(type => new[] { type, type.ElementType() })
            .OfType<INamedTypeSymbol>()
            .Where(type => type.TypeKind is TypeKind.Class or TypeKind.Struct && log.Type.Project.Of(type) is not null
                && !StreamSource.IsStream(type, log.Type.Project.Known))
            .Select(type => (ISymbol)type.OriginalDefinition)
            .ToImmutableHashSet(SymbolEqualityComparer.Default);
    }
}
