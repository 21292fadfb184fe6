using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>The rules of the pattern.</summary>
internal static class SnapshotRules
{
    private static readonly CatalogEntry Entry = PatternCatalog.DistributedSnapshot;

    public static readonly DiagnosticDescriptor Recognition = Rule.Recognition("PAT1200", Entry);
}
