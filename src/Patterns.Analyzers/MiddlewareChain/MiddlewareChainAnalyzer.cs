using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.MiddlewareChain.Conventions;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>Finds chains of links that may each stop a request, and what breaks them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class MiddlewareChainAnalyzer : PatternAnalyzer<MiddlewareChainModel>
{
    protected override CatalogEntry Entry => PatternCatalog.MiddlewareChain;

    protected override DiagnosticDescriptor RecognitionRule => MiddlewareChainRules.Recognition;

    protected override ImmutableArray<DiagnosticDescriptor> ConventionRules => MiddlewareChainRules.Conventions;

    protected override bool MayMatch(TypeFacts type) => MiddlewareChainSignature.MayMatch(type);

    protected override MiddlewareChainModel? Recognise(TypeFacts type) => MiddlewareChainSignature.Recognise(type);

    protected override void CheckConventions(MiddlewareChainModel model, ConventionContext context)
    {
        foreach (var link in model.Links)
        {
            NextOncePerPath.Check(link, context);
            AwaitNext.Check(link, context);
            NoRequestState.Check(link, context);
            CleanUpInFinally.Check(link, context);
            NoWriteAfterNext.Check(link, context);
            ForwardToken.Check(link, context);
            NoSwallowedFailure.Check(link, context);
            NextOrAnswer.Check(link, context);
            SoundComposition.Check(link, context);
        }
        foreach (var composition in model.Compositions) ReinvocableContinuation.Check(composition, context);
        SoundComposition.CheckOrder(model, context);
    }
}
