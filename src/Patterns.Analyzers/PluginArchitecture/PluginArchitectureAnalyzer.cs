using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>Recognises plugin and extension architectures, and checks what keeps a host alive when a plugin fails.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class PluginArchitectureAnalyzer : PatternAnalyzer<PluginModel>
{
    /// <inheritdoc/>
    protected override CatalogEntry Entry => PatternCatalog.PluginArchitecture;

    /// <inheritdoc/>
    protected override DiagnosticDescriptor RecognitionRule => PluginRules.Recognition;

    /// <inheritdoc/>
    protected override ImmutableArray<DiagnosticDescriptor> ConventionRules => ImmutableArray.Create(
        PluginRules.LoadFaultsAreIsolated, PluginRules.PartialTypeLists, PluginRules.OnlyInstantiableTypes, PluginRules.DuplicateKeysAreDecided,
        PluginRules.TeardownIsComplete, PluginRules.IsolationOfAssemblies, PluginRules.ReplaceAfterSuccess);

    /// <inheritdoc/>
    protected override bool MayMatch(TypeFacts type) => PluginSignature.MayMatch(type);

    /// <inheritdoc/>
    protected override PluginModel? Recognise(TypeFacts type) => PluginSignature.Recognise(type);

    /// <inheritdoc/>
    protected override void CheckConventions(PluginModel model, ConventionContext context)
    {
        LoadFaultsAreIsolated.Check(model, context);
        FirstCallIsIsolated.Check(model, context);
        PartialTypeLists.Check(model, context);
        OnlyInstantiableTypes.Check(model, context);
        DuplicateKeysAreDecided.Check(model, context);
        TeardownIsIsolated.Check(model, context);
        TeardownIsComplete.Check(model, context);
        IsolationOfAssemblies.Check(model, context);
        ReplaceAfterSuccess.Check(model, context);
    }
}
