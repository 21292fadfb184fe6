using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>The rules of pattern 11.</summary>
internal static class ActorFsmRules
{
    public static readonly DiagnosticDescriptor Recognition = Rule.Recognition("PAT1100", PatternCatalog.ActorFsm);
}
