using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>Recognises the parts of multi-version stores and checks what keeps their readers' view consistent.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class MvccAnalyzer : PatternAnalyzer<MvccModel>
{
    protected override CatalogEntry Entry => PatternCatalog.Mvcc;

    protected override DiagnosticDescriptor RecognitionRule => MvccRules.Recognition;

    protected override ImmutableArray<DiagnosticDescriptor> ConventionRules { get; } = ImmutableArray.Create(
        MvccRules.ConflictAgainstNewest, MvccRules.VisibleAfterCommit, MvccRules.TombstoneEndsWalk, MvccRules.ImmutableVersion, MvccRules.AtomicCounter,
        MvccRules.MonotoneSource, MvccRules.PrunedVersions, MvccRules.SnapshotReads);

    protected override bool MayMatch(TypeFacts type) => MvccParts.Of(type.Project).ContainsKey(type.Symbol);

    protected override MvccModel? Recognise(TypeFacts type) => MvccParts.Of(type.Project)[type.Symbol];

    protected override void CheckConventions(MvccModel model, ConventionContext context)
    {
        ConflictAgainstNewest.Check(model, context);
        VisibleAfterCommit.Check(model, context);
        TombstoneEndsWalk.Check(model, context);
        ImmutableVersion.Check(model, context);
        AtomicCounter.Check(model, context);
        MonotoneSource.Check(model, context);
        PrunedVersions.Check(model, context);
        SnapshotReads.Check(model, context);
    }
}
