using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>The rules of pattern 07.</summary>
internal static class MvccRules
{
    public static readonly DiagnosticDescriptor Recognition = Rule.Recognition("PAT0700", PatternCatalog.Mvcc);
}
