using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>All that a project registers with the framework's container, in the order of its files.</summary>
internal sealed class RegisteredServices
{
    private readonly ILookup<ISymbol?, ServiceRegistration> byService;
    private readonly Lazy<ImmutableHashSet<ISymbol?>> injectedInMany;

    private RegisteredServices(ProjectFacts project)
    {
        All = project.Types.Select(project.Of).OfType<TypeFacts>()
            .SelectMany(type => CompositionRoot.RegistrationsIn(type)).Select(ServiceRegistration.Of).OfType<ServiceRegistration>()
            .OrderBy(registration => registration.Registration.Call.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal).ThenBy(registration => registration.Registration.Call.Syntax.SpanStart)
            .ToImmutableArray();
        byService = All.ToLookup(registration => (ISymbol?)registration.Service, SymbolEqualityComparer.Default);
        injectedInMany = new(() => project.Types.Where(type => type.TypeKind == TypeKind.Class).SelectMany(type => type.InstanceConstructors)
            .SelectMany(constructor => constructor.Parameters).Select(parameter => Many(parameter.Type)).ToImmutableHashSet<ISymbol?>(SymbolEqualityComparer.Default));
    }

    public ImmutableArray<ServiceRegistration> All { get; }

    public static RegisteredServices Of(ProjectFacts project) => project.GetOrAdd(nameof(RegisteredServices), () => new RegisteredServices(project));

    public IEnumerable<ServiceRegistration> For(ITypeSymbol service) => byService[service];

    /// <summary>True where all that the project registers for the service lives as long as a scope.</summary>
    public bool IsScoped(ITypeSymbol service)
    {
        var registrations = byService[service].Where(registration => !registration.IsKeyed).ToList();
        return registrations.Count > 0 && registrations.All(registration => registration.Lifetime == Lifetime.Scoped);
    }

    /// <summary>True where a constructor takes all services of that kind.</summary>
    public bool IsInjectedInMany(ITypeSymbol service) => injectedInMany.Value.Contains(service);

    /// <summary>The service of which an <c>IEnumerable</c> gives all; null for any other type.</summary>
    public static ITypeSymbol? Many(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T } many ? many.TypeArguments[0] : null;
}
