using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Reactor.Conventions;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor;

/// <summary>Recognises event loops that wait for many sources at once, and checks what keeps them turning.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ReactorAnalyzer : PatternAnalyzer<ReactorModel>
{
    /// <inheritdoc/>
    protected override CatalogEntry Entry => PatternCatalog.Reactor;

    /// <inheritdoc/>
    protected override DiagnosticDescriptor RecognitionRule => ReactorRules.Recognition;

    /// <inheritdoc/>
    protected override ImmutableArray<DiagnosticDescriptor> ConventionRules => ReactorRules.Conventions;

    /// <inheritdoc/>
    protected override bool MayMatch(TypeFacts type) => ReactorSignature.MayMatch(type);

    /// <inheritdoc/>
    protected override ReactorModel? Recognise(TypeFacts type) => ReactorSignature.Recognise(type);

    /// <inheritdoc/>
    protected override void CheckConventions(ReactorModel model, ConventionContext context)
    {
        StateIsRestored.Check(model, context);
        TeardownOrder.Check(model, context);
        if (model.Loop is not { } loop) return;
        HandlersAreIsolated.Check(loop, context);
        LoopNeverBlocks.Check(loop, context);
        StopFlagIsVisible.Check(loop, context);
        StateBeforeStart.Check(loop, context);
        FailedWaits.Check(loop, context);
        TableIsNotWalked.Check(loop, context);
        PostingWakes.Check(loop, context);
    }
}
