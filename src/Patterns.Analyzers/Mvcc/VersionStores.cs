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
        .SelectMany(type => type.Bodies)
        .SelectMany(body => LinkedWalks.In(body).Concat(ListedWalks.In(body)).Concat(PairedWalks.In(body)))
        .Select(VersionStore.Of)
        .OfType<VersionStore>()
        .ToImmutableArray();
}
