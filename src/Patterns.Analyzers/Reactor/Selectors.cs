using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor;

/// <summary>Classes of the project that do nothing but wait for others, as a selector does for its loop.</summary>
internal static class Selectors
{
    private static readonly Words Naming = new("for", "while", "do");

    /// <summary>True for a type with a loop that holds, or names, a class whose members wait for many sources.</summary>
    public static bool MayUse(TypeFacts type) => type.Words.HasAny(Naming) && Of(type.Project).Any(selector =>
        !SymbolEqualityComparer.Default.Equals(selector, type.Symbol) && type.Words.Has(selector.Name));

    private static ImmutableArray<INamedTypeSymbol> Of(ProjectFacts project) => project.GetOrAdd(typeof(Selectors), () => project.Types
        .Where(symbol => symbol.TypeKind is TypeKind.Class or TypeKind.Struct && project.Of(symbol) is { } type && Demultiplexer.MayBeIn(type.Words, project))
        .ToImmutableArray());
}
