using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>The rules of the pattern.</summary>
internal static class PluginRules
{
    private static readonly CatalogEntry Entry = PatternCatalog.PluginArchitecture;

    public static readonly DiagnosticDescriptor Recognition = Rule.Recognition("PAT0100", Entry);
}
