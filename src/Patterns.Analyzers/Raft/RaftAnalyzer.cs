using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>Recognises the parts of Raft consensus groups and checks what keeps their nodes in agreement.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RaftAnalyzer : PatternAnalyzer<RaftModel>
{
    protected override CatalogEntry Entry => PatternCatalog.Raft;

    protected override DiagnosticDescriptor RecognitionRule => RaftRules.Recognition;

    protected override ImmutableArray<DiagnosticDescriptor> ConventionRules { get; } = ImmutableArray.Create(
        RaftRules.VoteNeedsFreshLog, RaftRules.PersistBeforeAnswer, RaftRules.VoteKeptInTerm, RaftRules.StaleMessageEnds, RaftRules.ReplyIsFenced,
        RaftRules.CommitOwnTerm, RaftRules.AppendNeedsLogCheck, RaftRules.LeaderKeepsLog);

    protected override bool MayMatch(TypeFacts type) => RaftMarks.MayBeOn(type) || !RaftGroups.Of(type.Project).IsEmpty;

    protected override RaftModel? Recognise(TypeFacts type) => RaftSignature.Of(type);

    protected override void CheckConventions(RaftModel model, ConventionContext context)
    {
        CommitOwnTerm.Check(model, context);
        if (model.Parts is not { } parts) return;
        VoteNeedsFreshLog.Check(parts, context);
        PersistBeforeAnswer.Check(parts, context);
        VoteKeptInTerm.Check(parts, context);
        StaleMessageEnds.Check(parts, context);
        ReplyIsFenced.Check(parts, context);
        CommitOwnTerm.Check(parts, context);
        AppendNeedsLogCheck.Check(parts, context);
        LeaderKeepsLog.Check(parts, context);
    }
}
