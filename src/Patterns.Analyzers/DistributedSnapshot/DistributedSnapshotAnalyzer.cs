using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.DistributedSnapshot.Conventions;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>Recognises who takes part in checkpoints of a running computation, and checks that a restart finds nothing lost.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class DistributedSnapshotAnalyzer : PatternAnalyzer<SnapshotModel>
{
    /// <inheritdoc/>
    protected override CatalogEntry Entry => PatternCatalog.DistributedSnapshot;

    /// <inheritdoc/>
    protected override DiagnosticDescriptor RecognitionRule => SnapshotRules.Recognition;

    /// <inheritdoc/>
    protected override ImmutableArray<DiagnosticDescriptor> ConventionRules => ImmutableArray.Create(
        SnapshotRules.CommitAfterProcessing, SnapshotRules.StateBeforePosition, SnapshotRules.NextOffset, SnapshotRules.NothingUnfinished,
        SnapshotRules.DurableThenVisible,
        SnapshotRules.MemoryFollowsDisk, SnapshotRules.ShutdownSaves, SnapshotRules.RestoreReadsExactly, SnapshotRules.StateIsStill,
        SnapshotRules.OneCommitMode);

    /// <inheritdoc/>
    protected override bool MayMatch(TypeFacts type) => SnapshotSignature.MayMatch(type);

    /// <inheritdoc/>
    protected override SnapshotModel? Recognise(TypeFacts type) => SnapshotSignature.Recognise(type);

    /// <inheritdoc/>
    protected override void CheckConventions(SnapshotModel model, ConventionContext context)
    {
        CommitAfterProcessing.Check(model, context);
        StateBeforePosition.Check(model, context);
        NextOffset.Check(model, context);
        NothingUnfinished.Check(model, context);
        DurableThenVisible.Check(model, context);
        MemoryFollowsDisk.Check(model, context);
        ShutdownSaves.Check(model, context);
        RestoreReadsExactly.Check(model, context);
        StateIsStill.Check(model, context);
        OneCommitMode.Check(model, context);
    }
}
