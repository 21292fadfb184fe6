using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;
using Patterns.Analyzers.ReconciliationLoop.Conventions;

namespace Patterns.Analyzers.ReconciliationLoop;

/// <summary>Recognises passes that bring the actual state to the desired one, and checks what they take for absent, what they record, and how they wait and
/// come back.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ReconciliationLoopAnalyzer : PatternAnalyzer<ReconciliationLoopModel>
{
    /// <inheritdoc/>
    protected override CatalogEntry Entry => PatternCatalog.ReconciliationLoop;

    /// <inheritdoc/>
    protected override DiagnosticDescriptor RecognitionRule => ReconciliationLoopRules.Recognition;

    /// <inheritdoc/>
    protected override ImmutableArray<DiagnosticDescriptor> ConventionRules => ReconciliationLoopRules.Conventions;

    /// <inheritdoc/>
    protected override bool MayMatch(TypeFacts type) => ReconciliationLoopSignature.MayMatch(type);

    /// <inheritdoc/>
    protected override ReconciliationLoopModel? Recognise(TypeFacts type) => ReconciliationLoopSignature.Recognise(type);

    /// <inheritdoc/>
    protected override void CheckConventions(ReconciliationLoopModel model, ConventionContext context)
    {
        LevelTriggered.Check(model, context);
        FailuresComeBack.Check(model, context);
        RecordAfterSuccess.Check(model, context);
        FailureIsNotAbsence.Check(model, context);
        CompleteList.Check(model, context);
        OnePassAtATime.Check(model, context);
        CancellableDelays.Check(model, context);
    }
}
