using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.ActorFsm.Conventions;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>Recognises actors, mailboxes, state machines and run groups, and checks what keeps each of them to one message at a time.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ActorFsmAnalyzer : PatternAnalyzer<ActorFsmModel>
{
    /// <inheritdoc/>
    protected override CatalogEntry Entry => PatternCatalog.ActorFsm;

    /// <inheritdoc/>
    protected override DiagnosticDescriptor RecognitionRule => ActorFsmRules.Recognition;

    /// <inheritdoc/>
    protected override ImmutableArray<DiagnosticDescriptor> ConventionRules { get; } = ImmutableArray.Create(
        ActorFsmRules.HandlersDoNotBlock, ActorFsmRules.StateStaysOnLoop, ActorFsmRules.InboxHasLimit, ActorFsmRules.MessagesAreImmutable,
        ActorFsmRules.PumpSurvives, ActorFsmRules.NoReentrance, ActorFsmRules.OneEntryAtATime, ActorFsmRules.RefusalsEnd);

    /// <inheritdoc/>
    protected override bool MayMatch(TypeFacts type) => ActorFsmSignature.MayMatch(type);

    /// <inheritdoc/>
    protected override ActorFsmModel? Recognise(TypeFacts type) => ActorFsmSignature.Of(type);

    /// <inheritdoc/>
    protected override void CheckConventions(ActorFsmModel model, ConventionContext context)
    {
        HandlersDoNotBlock.Check(model, context);
        StateStaysOnLoop.Check(model, context);
        InboxHasLimit.Check(model, context);
        MessagesAreImmutable.Check(model, context);
        PumpSurvives.Check(model, context);
        NoReentrance.Check(model, context);
        OneEntryAtATime.Check(model, context);
        RefusalsEnd.Check(model, context);
    }
}
