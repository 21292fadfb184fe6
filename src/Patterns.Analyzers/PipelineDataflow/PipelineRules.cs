using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>The rules of pattern 02.</summary>
internal static class PipelineRules
{
    public static readonly DiagnosticDescriptor Recognition = Rule.Recognition("PAT0200", PatternCatalog.PipelineDataflow);

    public static readonly ImmutableArray<DiagnosticDescriptor> Conventions = ImmutableArray<DiagnosticDescriptor>.Empty;
}
