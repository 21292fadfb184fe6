using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>All that a project registers with the framework's container, in the order of its files.</summary>
internal sealed class RegisteredServices
{
    private readonly ProjectFacts project;
    private readonly ILookup<ISymbol?, ServiceRegistration> byService;
    private readonly ILookup<ISymbol?, ServiceRegistration> byImplementation;
    private readonly Lazy<ImmutableHashSet<ISymbol?>> injectedInMany;
    private readonly Lazy<ImmutableHashSet<string>> singletons;

    private RegisteredServices(ProjectFacts project)
    {
        this.project = project;
        All = project.Declared
            .SelectMany(type => CompositionRoot.RegistrationsIn(type)).Select(ServiceRegistration.Of).OfType<ServiceRegistration>()
            .OrderBy(registration => registration.Registration.Call.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(registration => registration.Registration.Call.Syntax.SpanStart)
            .ToImmutableArray();
        byService = All.ToLookup(registration => (ISymbol?)registration.Service, SymbolEqualityComparer.Default);
        byImplementation = All.ToLookup(registration => (ISymbol?)registration.Implementation?.OriginalDefinition, SymbolEqualityComparer.Default);
        singletons = new(() =>
            All.Where(registration => registration.Lifetime == Lifetime.Singleton).Select(registration => registration.Implementation?.Name).OfType<string>()
                .ToImmutableHashSet());
        injectedInMany = new(() => project.Types.Where(type => type.TypeKind == TypeKind.Class).SelectMany(type => type.InstanceConstructors)
            .SelectMany(constructor => constructor.Parameters).Select(parameter => Many(parameter.Type))
            .ToImmutableHashSet<ISymbol?>(SymbolEqualityComparer.Default));
    }

    public ImmutableArray<ServiceRegistration> All { get; }

    public static RegisteredServices Of(ProjectFacts project) => project.GetOrAdd(nameof(RegisteredServices), () => new RegisteredServices(project));

    public IEnumerable<ServiceRegistration> For(ITypeSymbol service) => byService[service];

    /// <summary>The first registration that has the container make the class; null where there is none.</summary>
    public ServiceRegistration? Of(INamedTypeSymbol implementation) => byImplementation[implementation].FirstOrDefault();

    /// <summary>True for the first registration of its class: one that is registered more than once is looked at with that.</summary>
    public bool IsFirst(ServiceRegistration registration) =>
        registration.Implementation is { } implementation
        && Of(implementation.OriginalDefinition)?.Registration.Call.Syntax == registration.Registration.Call.Syntax;

    /// <summary>The names of the classes that the container keeps one instance of.</summary>
    public ImmutableHashSet<string> Singletons => singletons.Value;

    /// <summary>True where all that the project registers for the service lives as long as a scope, and one of them takes effect whatever others registered
    /// before.</summary>
    public bool IsScoped(ITypeSymbol service)
    {
        var registrations = byService[service].Where(registration => !registration.IsKeyed).ToList();
        return registrations.Exists(registration => !registration.IsTry) && registrations.All(registration => registration.Lifetime == Lifetime.Scoped);
    }

    /// <summary>
    /// True where a class could as well be given a service as ask for it later: it would get the same one, and making it needs nothing that needs the class.
    /// Loggers and options of the framework need nothing.
    /// </summary>
    public bool CanBeGiven(ITypeSymbol service, TypeFacts asking)
    {
        var longest = Of(asking.Symbol)?.Lifetime == Lifetime.Singleton ? Lifetime.Singleton : Lifetime.Scoped;
        if (byService[service].Any(registration => registration.Lifetime < longest)) return false;
        var needed = new List<ITypeSymbol> { service };
        for (var next = 0; next < needed.Count; next++)
        {
            if (IsOfFramework(needed[next])) continue;
            var registrations = byService[needed[next]].ToList();
            if (registrations.Count == 0 || registrations.Any(registration => registration.IsKeyed)) return false;
            foreach (var registration in registrations)
            {
                if (registration.Implementation is not { } implementation || project.Of(implementation) is not { } made || made == asking
                    || made.Words.Has("IServiceProvider")) return false;
                needed.AddRange(made.Symbol.InstanceConstructors.SelectMany(constructor => constructor.Parameters)
                    .Select(parameter => Many(parameter.Type) ?? parameter.Type)
                    .Where(parameter => !needed.Contains(parameter, SymbolEqualityComparer.Default)));
            }
        }
        return true;
    }

    /// <summary>True where a constructor takes all services of that kind.</summary>
    public bool IsInjectedInMany(ITypeSymbol service) => injectedInMany.Value.Contains(service);

    private static bool IsOfFramework(ITypeSymbol service) =>
        service.IsFramework() && service.ContainingNamespace.ToDisplayString() is "Microsoft.Extensions.Logging" or "Microsoft.Extensions.Options";

    /// <summary>The service of which an <c>IEnumerable</c> gives all; null for any other type.</summary>
    public static ITypeSymbol? Many(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T } many ? many.TypeArguments[0] : null;
}
