using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>The rules of pattern 06.</summary>
internal static class RaftRules
{
    public static readonly DiagnosticDescriptor Recognition = Rule.Recognition("PAT0600", PatternCatalog.Raft);
}
