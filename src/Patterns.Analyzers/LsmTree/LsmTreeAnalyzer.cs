using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.LsmTree.Conventions;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree;

/// <summary>Recognises LSM trees and checks what makes them lose no data.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class LsmTreeAnalyzer : PatternAnalyzer<LsmTreeModel>
{
    /// <inheritdoc/>
    protected override CatalogEntry Entry => PatternCatalog.LsmTree;

    /// <inheritdoc/>
    protected override DiagnosticDescriptor RecognitionRule => LsmTreeRules.Recognition;

    /// <inheritdoc/>
    protected override ImmutableArray<DiagnosticDescriptor> ConventionRules => LsmTreeRules.Conventions;

    /// <inheritdoc/>
    protected override bool MayMatch(TypeFacts type) => type.Symbol is { IsImplicitlyDeclared: false };

    /// <inheritdoc/>
    protected override LsmTreeModel? Recognise(TypeFacts type) => LsmTreeSignature.Recognise(type);

    /// <inheritdoc/>
    protected override void CheckConventions(LsmTreeModel model, ConventionContext context)
    {
        NewestFirst.Check(model, context);
        TombstonesLive.Check(model, context);
        DurableRun.Check(model, context);
        FailedFlushKeepsTable.Check(model, context);
        AtomicSwap.Check(model, context);
        FlushAndLogAgree.Check(model, context);
    }
}
