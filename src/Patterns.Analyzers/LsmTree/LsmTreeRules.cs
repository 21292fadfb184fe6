using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree;

/// <summary>The rules of the pattern.</summary>
internal static class LsmTreeRules
{
    public static readonly DiagnosticDescriptor Recognition = Rule.Recognition("PAT0500", PatternCatalog.LsmTree);

    public static readonly ImmutableArray<DiagnosticDescriptor> Conventions = ImmutableArray<DiagnosticDescriptor>.Empty;
}
