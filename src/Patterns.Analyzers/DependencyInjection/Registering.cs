using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>Members by which others tell a container how to make a service.</summary>
internal static class Registering
{
    /// <summary>The first such member; null where the type has none.</summary>
    public static IMethodSymbol? MemberOf(TypeFacts type, IReadOnlyCollection<ServiceMap> maps)
    {
        foreach (var self in type.SelfAndSourceBases)
            foreach (var member in self.Symbol.GetMembers())
                if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation } method && IsOpen(method) && (!method.IsStatic || maps.Any(map => map.Slot.IsStatic)) && Is(method, type, maps)) return method;
        return null;
    }

    private static bool Is(IMethodSymbol method, TypeFacts container, IReadOnlyCollection<ServiceMap> maps)
    {
        if (Resolving.Is(method) || method.ReturnType.SpecialType == SpecialType.System_Object || method.ReturnType is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method }) return false;
        return TakesFactory(method, container) || TakesInstance(method, container.Project) || NamesImplementation(method) || Binds(method) || TakesRegistration(method, maps);
    }

    private static bool TakesFactory(IMethodSymbol method, TypeFacts container) =>
        NamesService(method, container.Project) && method.Parameters.Any(parameter => Factories.Makes(parameter.Type, container));

    private static bool TakesInstance(IMethodSymbol method, ProjectFacts project) =>
        method.Parameters.Any(parameter => parameter.Type is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method })
        || method.Parameters.Any(parameter => ServiceKey.Is(parameter.Type, project)) && method.Parameters.Any(parameter => parameter.Type.SpecialType == SpecialType.System_Object);

    private static bool NamesImplementation(IMethodSymbol method) =>
        method.TypeParameters.Length == 2 || method.Parameters.Count(parameter => ServiceKey.IsType(parameter.Type)) == 2;

    /// <summary>The start of a sentence, <c>Bind&lt;T&gt;()</c>, or a type that is its own implementation.</summary>
    private static bool Binds(IMethodSymbol method) =>
        method.TypeParameters.Length == 1 && method.Parameters.IsEmpty && (method.ReturnsVoid || method.ReturnType is INamedTypeSymbol { TypeArguments.Length: < 2 } result && !result.IsFramework());

    private static bool TakesRegistration(IMethodSymbol method, IReadOnlyCollection<ServiceMap> maps) =>
        method.Parameters.Any(parameter => maps.Any(map => map.Holding == Holding.Registration && parameter.Type.Is(map.Value as INamedTypeSymbol)));

    private static bool NamesService(IMethodSymbol method, ProjectFacts project) =>
        method.TypeParameters.Length > 0 || method.Parameters.Any(parameter => ServiceKey.Is(parameter.Type, project));

    private static bool IsOpen(IMethodSymbol method) => method.DeclaredAccessibility != Accessibility.Private || method.ExplicitInterfaceImplementations.Length > 0;
}
