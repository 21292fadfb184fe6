using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.PipelineDataflow.Conventions;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>Recognises pipelines and checks what keeps their items moving.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class PipelineAnalyzer : PatternAnalyzer<PipelineModel>
{
    /// <inheritdoc/>
    protected override CatalogEntry Entry => PatternCatalog.PipelineDataflow;

    /// <inheritdoc/>
    protected override DiagnosticDescriptor RecognitionRule => PipelineRules.Recognition;

    /// <inheritdoc/>
    protected override ImmutableArray<DiagnosticDescriptor> ConventionRules => PipelineRules.Conventions;

    /// <inheritdoc/>
    protected override bool MayMatch(TypeFacts type) => PipelineSignature.MayMatch(type);

    /// <inheritdoc/>
    protected override PipelineModel? Recognise(TypeFacts type) => PipelineSignature.Recognise(type);

    /// <inheritdoc/>
    protected override void CheckConventions(PipelineModel model, ConventionContext context)
    {
        CompletionTravels.Check(model, context);
        FilteredLinksHaveRest.Check(model, context);
        OffersAreObserved.Check(model, context);
        CapacityIsBounded.Check(model, context);
        ShutDownFromHead.Check(model, context);
        WaitForTail.Check(model, context);
        WritersAreCompleted.Check(model, context);
        BranchesDoNotShare.Check(model, context);
        FaultsAreVisible.Check(model, context);
    }
}
