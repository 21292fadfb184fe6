using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;
using Patterns.Analyzers.WorkStealing.Conventions;

namespace Patterns.Analyzers.WorkStealing;

/// <summary>Recognises schedulers whose idle workers take from the others, and checks what keeps all of them at work.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class WorkStealingAnalyzer : PatternAnalyzer<WorkStealingModel>
{
    /// <inheritdoc/>
    protected override CatalogEntry Entry => PatternCatalog.WorkStealing;

    /// <inheritdoc/>
    protected override DiagnosticDescriptor RecognitionRule => WorkStealingRules.Recognition;

    /// <inheritdoc/>
    protected override ImmutableArray<DiagnosticDescriptor> ConventionRules => WorkStealingRules.Conventions;

    /// <inheritdoc/>
    protected override bool MayMatch(TypeFacts type) => WorkStealingSignature.MayMatch(type);

    /// <inheritdoc/>
    protected override WorkStealingModel? Recognise(TypeFacts type) => WorkStealingSignature.Recognise(type);

    /// <inheritdoc/>
    protected override void CheckConventions(WorkStealingModel model, ConventionContext context)
    {
        OppositeEnds.Check(model, context);
        FedLocalQueues.Check(model, context);
        FailingItems.Check(model, context);
        ParkedWorkers.Check(model, context);
        StableLocks.Check(model, context);
        OwnedThreadQueue.Check(model, context);
        RetryProgress.Check(model, context);
        WorkersDoNotBlock.Check(model, context);
    }
}
