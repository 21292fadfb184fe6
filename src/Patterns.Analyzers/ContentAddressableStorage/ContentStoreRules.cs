using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>The rules of the pattern.</summary>
internal static class ContentStoreRules
{
    private static readonly CatalogEntry Entry = PatternCatalog.ContentAddressableStorage;

    public static readonly DiagnosticDescriptor Recognition = Rule.Recognition("PAT1300", Entry);
}
