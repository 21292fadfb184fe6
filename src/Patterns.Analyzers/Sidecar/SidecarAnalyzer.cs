using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;
using Patterns.Analyzers.Sidecar.Conventions;

namespace Patterns.Analyzers.Sidecar;

/// <summary>Recognises who starts, finds, configures or speaks to a companion process, and checks what keeps the two from waiting for or outliving each
/// other.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class SidecarAnalyzer : PatternAnalyzer<SidecarModel>
{
    /// <inheritdoc/>
    protected override CatalogEntry Entry => PatternCatalog.Sidecar;

    /// <inheritdoc/>
    protected override DiagnosticDescriptor RecognitionRule => SidecarRules.Recognition;

    /// <inheritdoc/>
    protected override ImmutableArray<DiagnosticDescriptor> ConventionRules => SidecarRules.Conventions;

    /// <inheritdoc/>
    protected override bool MayMatch(TypeFacts type) => SidecarSignature.MayMatch(type);

    /// <inheritdoc/>
    protected override SidecarModel? Recognise(TypeFacts type) => SidecarSignature.Recognise(type);

    /// <inheritdoc/>
    protected override void CheckConventions(SidecarModel model, ConventionContext context)
    {
        WaitingIsBounded.Check(model, context);
        CallsHaveALimit.Check(model, context);
        EndpointIsConfigurable.Check(model, context);
        LoopbackOnly.Check(model, context);
        ChildEndsWithHost.Check(model, context);
        CrashIsNoticed.Check(model, context);
        FailedConnectsCleanUp.Check(model, context);
    }
}
