using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>The rules of the pattern; the last two digits are the convention's number.</summary>
internal static class MiddlewareChainRules
{
    private static readonly CatalogEntry Entry = PatternCatalog.MiddlewareChain;

    public static readonly DiagnosticDescriptor Recognised = Rule.Recognition("PAT0800", Entry);
}
