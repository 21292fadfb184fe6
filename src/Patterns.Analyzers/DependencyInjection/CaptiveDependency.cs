using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>PAT1501: what lives as long as the program does not hold what lives as long as a scope.</summary>
internal static class CaptiveDependency
{
    public static void Check(DependencyInjectionModel model, ConventionContext context)
    {
        if (model.Root is not { } root || OtherAnalyzers.CheckLifetimes(context)) return;
        var checkedOnce = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var registration in root.Registrations.Select(ServiceRegistration.Of).OfType<ServiceRegistration>())
        {
            if (registration.Lifetime != Lifetime.Singleton || registration.Implementation is { } made && !checkedOnce.Add(made)) continue;
            if (registration.Implementation is { } implementation) CheckConstructor(registration, implementation, model.Type.Project, context);
            else if (registration.Registration.Factory is { } factory) CheckFactory(registration, factory, model.Type.Project, context);
        }
    }

    private static void CheckConstructor(ServiceRegistration registration, INamedTypeSymbol implementation, ProjectFacts project, ConventionContext context)
    {
        var constructors = implementation.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public).ToList();
        if (constructors.Count != 1) return;
        foreach (var parameter in constructors[0].Parameters)
        {
            var service = RegisteredServices.Many(parameter.Type) ?? parameter.Type;
            if (!IsCaptured(service, project)) continue;
            Report(registration.Registration.Call.Operation, implementation, service, parameter.Locations.Where(location => location.IsInSource), project,
                context);
            return;
        }
    }

    /// <summary>The provider that a singleton's factory receives is the root: what it gives is never released.</summary>
    private static void CheckFactory(ServiceRegistration registration, IOperation factory, ProjectFacts project, ConventionContext context)
    {
        if (factory.Function(registration.Registration.Body) is not { } function
            || function.FunctionSymbol() is not { Parameters: { IsEmpty: false } parameters }) return;
        foreach (var operation in function.SelfAndDescendants())
        {
            if (Call.From(operation) is not { } call || !SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, parameters[0])) continue;
            if (Locating.Asked(call) is not { } asked || !IsCaptured(RegisteredServices.Many(asked) ?? asked, project)) continue;
            Report(operation, registration.Service, asked, Enumerable.Empty<Location>(), project, context);
            return;
        }
    }

    private static bool IsCaptured(ITypeSymbol service, ProjectFacts project) => RegisteredServices.Of(project).IsScoped(service);

    private static void Report(IOperation at, ITypeSymbol singleton, ITypeSymbol service, IEnumerable<Location> evidence, ProjectFacts project,
        ConventionContext context) => context.Report(
        DependencyInjectionRules.CaptiveDependency, at.Syntax.GetLocation(),
        evidence.Concat(RegisteredServices.Of(project).For(service).Select(scoped => scoped.Registration.Call.Syntax.GetLocation())).ToImmutableArray(), null,
            singleton.Name, service.Name);
}
