using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>Recognises containers, member injectors and composition roots, and checks that what they hand out is made once, in order and for long
/// enough.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class DependencyInjectionAnalyzer : PatternAnalyzer<DependencyInjectionModel>
{
    /// <inheritdoc/>
    protected override CatalogEntry Entry => PatternCatalog.DependencyInjection;

    /// <inheritdoc/>
    protected override DiagnosticDescriptor RecognitionRule => DependencyInjectionRules.Recognition;

    /// <inheritdoc/>
    protected override ImmutableArray<DiagnosticDescriptor> ConventionRules => ImmutableArray.Create(
        DependencyInjectionRules.CaptiveDependency, DependencyInjectionRules.ProviderIsDisposed, DependencyInjectionRules.LocatorInBuiltClass,
        DependencyInjectionRules.RegistrationErrorsSurface, DependencyInjectionRules.CyclesAreFound, DependencyInjectionRules.ManyServicesAreKept,
        DependencyInjectionRules.MadeOnce,
        DependencyInjectionRules.SecondInstance);

    /// <inheritdoc/>
    protected override bool MayMatch(TypeFacts type) => DependencyInjectionSignature.MayMatch(type);

    /// <inheritdoc/>
    protected override DependencyInjectionModel? Recognise(TypeFacts type) => DependencyInjectionSignature.Recognise(type);

    /// <inheritdoc/>
    protected override string Request => PatternOptions.ReportConsumers;

    /// <inheritdoc/>
    protected override DependencyInjectionModel? RecogniseOnRequest(TypeFacts type) => DependencyInjectionSignature.AsConsumer(type);

    /// <inheritdoc/>
    protected override void CheckConventions(DependencyInjectionModel model, ConventionContext context)
    {
        CaptiveDependency.Check(model, context);
        ProviderIsDisposed.Check(model, context);
        LocatorInBuiltClass.Check(model, context);
        RegistrationErrorsSurface.Check(model, context);
        CyclesAreFound.Check(model, context);
        ManyServicesAreKept.Check(model, context);
        MadeOnce.Check(model, context);
        SecondInstance.Check(model, context);
    }
}
