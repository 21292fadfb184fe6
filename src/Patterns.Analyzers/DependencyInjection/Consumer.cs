using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>A class that is given the services it needs. The pattern leaves such classes behind everywhere: they are told on request only.</summary>
/// <param name="Services">The parameters of its constructor that are services.</param>
/// <param name="Registration">Where this project has a container make it; null where somebody else does, or nobody.</param>
internal sealed record Consumer(ImmutableArray<IParameterSymbol> Services, ServiceRegistration? Registration)
{
    private const int Named = 3;

    public static Consumer? In(TypeFacts type)
    {
        if (type.Symbol is not { TypeKind: TypeKind.Class, IsAbstract: false, IsStatic: false, IsRecord: false } || ConstructorOf(type) is not { } constructor)
            return null;
        var services = constructor.Parameters.Where(parameter => IsService(parameter, type)).ToImmutableArray();
        if (services.IsEmpty) return null;
        var registration = RegisteredServices.Of(type.Project).Of(type.Symbol);
        return registration is null && (services.Length < constructor.Parameters.Length || !services.All(service => Keeps(type, service))) ? null
            : new(services, registration);
    }

    /// <summary>Data among the parameters, or a service that is not kept, would have to be explained by somebody who constructs it; a registration explains
    /// everything.</summary>
    public Confidence Confidence => Registration is null ? Confidence.Medium : Confidence.High;

    public ImmutableArray<Evidence> Because()
    {
        var names = string.Join(", ",
            Services.Take(Named).Select(service => $"'{service.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'"));
        var more = Services.Length > Named ? $" and {Services.Length - Named} more" : "";
        var because = ImmutableArray.Create(Evidence.At(Services[0], $"its constructor is given {names}{more}"));
        return Registration is { Registration: var made }
            ? because.Add(Evidence.At(made.Call.Operation, $"'{made.Body.DisplayName}' has the container make it")) : because;
    }

    /// <summary>The only constructor that others can call: where there are several, nothing says which of them a container takes.</summary>
    private static IMethodSymbol? ConstructorOf(TypeFacts type)
    {
        var open = type.Symbol.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal)
            .Take(2).ToList();
        return open.Count == 1 ? open[0] : null;
    }

    /// <summary>What this project registers, all of a kind of it, or a contract: not the framework's own of data and values, and not the contract that the
    /// class itself fulfils.</summary>
    private static bool IsService(IParameterSymbol parameter, TypeFacts type)
    {
        var service = RegisteredServices.Many(parameter.Type) ?? parameter.Type;
        if (RegisteredServices.Of(type.Project).For(service).Any()) return true;
        if (service is not INamedTypeSymbol { TypeKind: TypeKind.Interface } contract) return false;
        return contract.IsFramework() ? IsOfHost(contract) : !type.Symbol.Is(contract);
    }

    /// <summary>Contracts of the framework whose implementations its host provides, loggers and options among them.</summary>
    private static bool IsOfHost(INamedTypeSymbol contract) =>
        contract.Named("System.IServiceProvider")
        || contract.ContainingNamespace.ToDisplayString() is var space
            && (space.StartsWith("Microsoft.Extensions", StringComparison.Ordinal) || space.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

    private static bool Keeps(TypeFacts type, IParameterSymbol service) =>
        type.AllSlots.Any(slot => slot.IsReadOnly && !slot.IsStatic && SymbolEqualityComparer.Default.Equals(slot.Type, service.Type));
}
