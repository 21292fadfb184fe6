using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>What a container keeps for a service type, the more telling the later.</summary>
internal enum Holding
{
    /// <summary>The finished object.</summary>
    Instance,

    /// <summary>A type of this project that knows how to make it.</summary>
    Registration,

    /// <summary>The type to create.</summary>
    Implementation,

    /// <summary>A delegate that makes it, from nothing or from the container.</summary>
    Factory,

    /// <summary>The finished object or the delegate that makes it.</summary>
    Mixed,
}

/// <summary>A field that leads from a service type to what the container knows of it.</summary>
/// <param name="Slot">The dictionary or list.</param>
/// <param name="Holding">What its values are.</param>
/// <param name="Value">The type of a value, out of collections and <c>Lazy</c>.</param>
internal sealed record ServiceMap(Slot Slot, Holding Holding, ITypeSymbol Value)
{
    private const int DeepestNesting = 4;

    /// <summary>A registration may hold what makes the service in a part of its own, beside decorators and the like.</summary>
    private const int DeepestRegistration = 1;

    public static IEnumerable<ServiceMap> In(TypeFacts type)
    {
        foreach (var slot in type.AllSlots)
            if (Of(slot, type) is { } map) yield return map;
    }

    private static ServiceMap? Of(Slot slot, TypeFacts owner)
    {
        if (slot.Type is not INamedTypeSymbol { IsTupleType: false } held || held.DelegateInvokeMethod is not null) return null;
        if (KeyAndValue(held) is var (key, value))
            return ServiceKey.Is(key, owner.Project) && Held(value, owner) is var (holding, inner) && (holding != Holding.Registration || IsMade(inner, owner))
                ? new(slot, holding, inner) : null;
        return Element(held) is { } element ? IsEntry(element, owner) ? new(slot, Holding.Registration, element) : null
            : Behind(held, owner) is { } registration ? new(slot, Holding.Registration, registration) { IsBehind = true } : null;
    }

    /// <summary>True where another type of the project keeps the map and is asked for the registration of a service.</summary>
    public bool IsBehind { get; private init; }

    /// <summary>The registration that a type gives for a service type; it makes the service out of a resolver that the owner is.</summary>
    private static ITypeSymbol? Behind(INamedTypeSymbol held, TypeFacts owner)
    {
        if (held.TypeKind != TypeKind.Class || owner.Project.Of(held) is not { } registry || registry == owner) return null;
        foreach (var method in held.GetMembers().OfType<IMethodSymbol>())
            if (method is { MethodKind: MethodKind.Ordinary, IsStatic: false } && method.Parameters.Any(parameter => ServiceKey.IsType(parameter.Type)))
                foreach (var given in method.Parameters.Where(parameter => parameter.RefKind == RefKind.Out).Select(parameter => parameter.Type)
                    .Append(method.ReturnType))
                    if (owner.Project.Of(given) is { } registration && registration.Symbol.GetMembers().OfType<IMethodSymbol>().Any(maker =>
                        maker.ReturnType.SpecialType == SpecialType.System_Object && maker.Parameters.Length > 0 && Factories.Makes(maker, owner)
                        && maker.Parameters.All(parameter => Factories.IsResolver(parameter.Type, owner)))) return given;
        return null;
    }

    /// <summary>The two sides of a dictionary, whoever wrote it.</summary>
    private static (ITypeSymbol Key, ITypeSymbol Value)? KeyAndValue(INamedTypeSymbol held)
    {
        foreach (var self in held.SelfAndBases())
            if (self.TypeArguments.Length == 2) return (self.TypeArguments[0], self.TypeArguments[1]);
        foreach (var implemented in held.AllInterfaces)
            if (implemented is { Name: "IDictionary" or "IReadOnlyDictionary", TypeArguments.Length: 2 })
                return (implemented.TypeArguments[0], implemented.TypeArguments[1]);
        return null;
    }

    private static ITypeSymbol? Element(INamedTypeSymbol held) => held is { TypeArguments.Length: 1 } && held.IsFramework() ? held.TypeArguments[0] : null;

    /// <summary>An entry of a list stands for its service type, and carries what makes the service.</summary>
    private static bool IsEntry(ITypeSymbol element, TypeFacts owner)
    {
        if (owner.Project.Of(element) is not { } entry || !ServiceKey.HoldsType(entry)) return false;
        return entry.AllSlots.Any(slot => IsMaking(slot.Type, owner))
            || element.AllInterfaces.Any(implemented => implemented.ElementType() is { } inner && Factories.Makes(inner, owner));
    }

    /// <summary>What a serialiser, a mapper or a cache of queries knows of a type describes the type: a registration makes the service, names its class, or
    /// keeps it.</summary>
    private static bool IsMade(ITypeSymbol registration, TypeFacts owner, int depth = DeepestRegistration) =>
        owner.Project.ImplementationsOf(registration).Append(registration).Select(owner.Project.Of).OfType<TypeFacts>().Any(form =>
            form.Symbol.GetMembers().OfType<IMethodSymbol>().Any(method => Factories.Makes(method, owner))
            || form.AllSlots.Any(slot => ServiceKey.IsType(slot.Type) || IsMaking(slot.Type, owner)
                || depth > 0 && IsMade(slot.Type.ElementType() ?? slot.Type, owner, depth - 1)));

    private static bool IsMaking(ITypeSymbol held, TypeFacts owner) => held.SpecialType == SpecialType.System_Object || Factories.Makes(held, owner);

    private static (Holding, ITypeSymbol)? Held(ITypeSymbol value, TypeFacts owner)
    {
        for (var depth = 0; depth < DeepestNesting; depth++)
        {
            if (value.SpecialType == SpecialType.System_Object) return (Holding.Instance, value);
            if (value.Named("System.Type")) return (Holding.Implementation, value);
            if (value.TypeKind == TypeKind.Delegate || value.Named("System.Delegate")) return Factories.Makes(value, owner) ? (Holding.Factory, value) : null;
            if (owner.Project.Of(value) is { Symbol: { TypeKind: not TypeKind.Enum, TypeArguments.IsEmpty: true } }) return (Holding.Registration, value);
            if (value.ElementType() is not { } element) return null;
            value = element;
        }
        return null;
    }
}
