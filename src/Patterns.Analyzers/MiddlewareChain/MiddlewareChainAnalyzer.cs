using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>Finds chains of links that may each stop a request, and what breaks them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class MiddlewareChainAnalyzer : PatternAnalyzer<MiddlewareChainModel>
{
    protected override CatalogEntry Entry => PatternCatalog.MiddlewareChain;

    protected override DiagnosticDescriptor RecognitionRule => MiddlewareChainRules.Recognised;

    protected override ImmutableArray<DiagnosticDescriptor> ConventionRules { get; } = ImmutableArray<DiagnosticDescriptor>.Empty;

    protected override bool MayMatch(TypeFacts type) => MiddlewareChainSignature.MayMatch(type);

    protected override MiddlewareChainModel? Recognise(TypeFacts type) => MiddlewareChainSignature.Recognise(type);

    protected override void CheckConventions(MiddlewareChainModel model, ConventionContext context)
    {
    }
}
