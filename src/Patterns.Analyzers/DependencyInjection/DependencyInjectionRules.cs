using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>The rules of the pattern.</summary>
internal static class DependencyInjectionRules
{
    private static readonly CatalogEntry Entry = PatternCatalog.DependencyInjection;

    public static readonly DiagnosticDescriptor Recognition = Rule.Recognition("PAT1500", Entry);
}
