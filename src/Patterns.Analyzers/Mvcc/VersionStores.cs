using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>The multi-version stores of a project.</summary>
internal static class VersionStores
{
    public static ImmutableArray<VersionStore> Of(ProjectFacts project) =>
        project.GetOrAdd(nameof(VersionStores), () => new Lazy<ImmutableArray<VersionStore>>(() => Find(project))).Value;

    private static ImmutableArray<VersionStore> Find(ProjectFacts project) => project.Types
        .Select(symbol => symbol.TypeKind is TypeKind.Class or TypeKind.Struct ? project.Of(symbol) : null)
        .OfType<TypeFacts>()
        .SelectMany(WalksIn)
        .Select(VersionStore.Of)
        .OfType<VersionStore>()
        .ToImmutableArray();

    private static IEnumerable<Walk> WalksIn(TypeFacts type)
    {
        var (isLinked, isListed, isPaired) = (LinkedWalks.MayBeIn(type), ListedWalks.MayBeIn(type), PairedWalks.MayBeIn(type));
        var isScanned = ScannedWalks.MayBeIn(type);
        if (!isLinked && !isListed && !isPaired && !isScanned) yield break;
        foreach (var body in type.Bodies)
        {
            foreach (var walk in isLinked ? LinkedWalks.In(body) : Enumerable.Empty<Walk>()) yield return walk;
            foreach (var walk in isListed ? ListedWalks.In(body) : Enumerable.Empty<Walk>()) yield return walk;
            foreach (var walk in isPaired ? PairedWalks.In(body) : Enumerable.Empty<Walk>()) yield return walk;
            foreach (var walk in isScanned ? ScannedWalks.In(body) : Enumerable.Empty<Walk>()) yield return walk;
        }
    }
}
