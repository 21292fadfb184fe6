using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>Where the puts of a type leave contents, and by which members they make a path, a key or a client of a digest.</summary>
internal sealed class StoredPlaces
{
    private readonly ImmutableHashSet<ISymbol> media;
    private readonly ImmutableHashSet<ISymbol> mappers;

    private StoredPlaces(IReadOnlyCollection<Put> puts)
    {
        media = puts.SelectMany(put => put.Writes).Select(write => write.Medium).OfType<ISymbol>()
            .ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
        mappers = puts.SelectMany(put => put.Writes.Select(write => write.Flow).Append(put.Flow)).Distinct().SelectMany(Mappers)
            .ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
    }

    public static StoredPlaces Of(IReadOnlyCollection<Put> puts) => new(puts);

    public bool IsMedium(IOperation? receiver) => StoreWrite.MediumOf(receiver) is { } medium && media.Contains(medium);

    /// <summary>True for a member that makes a path or a client of a digest.</summary>
    public bool IsMapper(IMethodSymbol target) => mappers.Contains(target.OriginalDefinition);

    private static IEnumerable<ISymbol> Mappers(ContentFlow flow) => flow.Body.Calls
        .Where(call => call.Target is { } target && flow.Body.Type.Project.Of(target.ContainingType) is not null
            && call.Arguments.Any(flow.CarriesDigest) && !call.Arguments.Any(flow.CarriesContent))
        .Select(call => call.Target!.OriginalDefinition);
}
