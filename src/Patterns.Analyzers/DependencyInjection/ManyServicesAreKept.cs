using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>PAT1506: where many services of one kind are wanted, none is left out because another came first.</summary>
internal static class ManyServicesAreKept
{
    /// <summary>Contracts of which the framework asks for all.</summary>
    private static readonly ImmutableHashSet<string> AskedForInMany = ImmutableHashSet.Create(
        "Microsoft.Extensions.Hosting.IHostedService",
        "Microsoft.Extensions.Options.IConfigureOptions`1",
        "Microsoft.Extensions.Options.IPostConfigureOptions`1",
        "Microsoft.Extensions.Options.IValidateOptions`1");

    public static void Check(DependencyInjectionModel model, ConventionContext context)
    {
        if (model.Root is not { } root || OtherAnalyzers.CheckLifetimes(context)) return;
        foreach (var registration in root.Registrations.Select(ServiceRegistration.Of).OfType<ServiceRegistration>())
            if (registration is { IsTry: true, IsKeyed: false, Implementation: { } implementation }
                && !SymbolEqualityComparer.Default.Equals(implementation, registration.Service) && IsLeftOut(registration, model.Type.Project))
                context.Report(DependencyInjectionRules.ManyServicesAreKept, registration.Registration.Call.Syntax.GetLocation(), implementation.Name,
                    registration.Registration.Call.Name, registration.Service.Name);
    }

    /// <summary>The framework asks for all; or a constructor does, and the project tries to add another one before.</summary>
    private static bool IsLeftOut(ServiceRegistration registration, ProjectFacts project)
    {
        if (registration.Service is INamedTypeSymbol service && AskedForInMany.Contains(service.FullMetadataName())) return true;
        var services = RegisteredServices.Of(project);
        return services.For(registration.Service).Any(other => IsBefore(other, registration)) && services.IsInjectedInMany(registration.Service);
    }

    private static bool IsBefore(ServiceRegistration other, ServiceRegistration registration) => other is { IsTry: true, Implementation: { } made }
        && other.Registration.Body == registration.Registration.Body
        && other.Registration.Call.Syntax.SpanStart < registration.Registration.Call.Syntax.SpanStart
        && !SymbolEqualityComparer.Default.Equals(made, registration.Implementation)
        && other.Registration.Call.Operation.Ancestors().All(outer => outer is not (IConditionalOperation or ISwitchOperation));
}
