using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>Members by which others tell a container how to make a service.</summary>
internal static class Registering
{
    /// <summary>The member that says most: one that takes a factory before one that merely names a service. Null where the type has none.</summary>
    public static IMethodSymbol? MemberOf(TypeFacts type, IReadOnlyCollection<ServiceMap> maps)
    {
        var members = type.SelfAndSourceBases.SelectMany(self => self.Symbol.GetMembers()).OfType<IMethodSymbol>().Where(method => MayRegister(method, maps)).ToList();
        return members.FirstOrDefault(method => TakesFactory(method, type))
            ?? members.FirstOrDefault(method => TakesRegistration(method, maps))
            ?? members.FirstOrDefault(method => TakesInstance(method, type.Project) || NamesImplementation(method))
            ?? members.FirstOrDefault(Binds);
    }

    private static bool MayRegister(IMethodSymbol method, IReadOnlyCollection<ServiceMap> maps) =>
        method.MethodKind is MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation && IsOpen(method) && (!method.IsStatic || maps.Any(map => map.Slot.IsStatic))
        && !Resolving.Is(method) && method.ReturnType is not ({ SpecialType: SpecialType.System_Object } or ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method });

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
