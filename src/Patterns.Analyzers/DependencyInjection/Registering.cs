using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>Members by which others tell a container how to make a service.</summary>
internal static class Registering
{
    /// <summary>The member that says most: one that takes a factory before one that merely names a service. Null where the type has none.</summary>
    public static IMethodSymbol? MemberOf(TypeFacts type, IReadOnlyCollection<ServiceMap> maps)
    {
        var members = type.SelfAndSourceBases.SelectMany(self => self.Symbol.GetMembers()).OfType<IMethodSymbol>().Where(method => MayRegister(method, maps))
            .ToList();
        return members.Where(method => TakesFactory(method, type))
            .Concat(members.Where(method => TakesRegistration(method, maps)))
            .Concat(members.Where(method => TakesInstance(method, type.Project) || NamesImplementation(method)))
            .Concat(members.Where(Binds))
            .FirstOrDefault(method => Reaches(method, type, maps))
            ?? members.FirstOrDefault(method => Binds(method) && !method.ReturnsVoid);
    }

    /// <summary>True when the member, or what it calls in the container's own code, uses one of the maps: what is added to something else registers no
    /// service.</summary>
    public static bool Reaches(IMethodSymbol method, TypeFacts container, IReadOnlyCollection<ServiceMap> maps)
    {
        var own = container.AllBodies.ToList();
        var reached = own.Where(body => SymbolEqualityComparer.Default.Equals(body.Method, method)).ToList();
        if (reached.Count == 0) return true;
        for (var next = 0; next < reached.Count; next++)
        {
            var body = reached[next];
            if (maps.Any(map => body.Words.Has(map.Slot.Name))) return true;
            reached.AddRange(own.Where(callee => body.Words.Has(callee.Name) && !reached.Contains(callee) && body.Calls.Any(call => call.Name == callee.Name)));
        }
        return false;
    }

    private static bool MayRegister(IMethodSymbol method, IReadOnlyCollection<ServiceMap> maps) =>
        method.MethodKind is MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation && IsOpen(method)
        && (!method.IsStatic || maps.Any(map => map.Slot.IsStatic))
        && !Resolving.Is(method)
        && method.ReturnType is not ({ SpecialType: SpecialType.System_Object } or ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method });

    private static bool TakesFactory(IMethodSymbol method, TypeFacts container) =>
        NamesService(method, container.Project) && method.Parameters.Any(parameter => Factories.Makes(parameter.Type, container));

    private static bool TakesInstance(IMethodSymbol method, ProjectFacts project) =>
        method.Parameters.Any(parameter => parameter.Type is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method })
        || method.Parameters.Any(parameter => ServiceKey.Is(parameter.Type, project))
            && method.Parameters.Any(parameter => parameter.Type.SpecialType == SpecialType.System_Object);

    private static bool NamesImplementation(IMethodSymbol method) =>
        method.TypeParameters.Length == 2 || method.Parameters.Count(parameter => ServiceKey.IsType(parameter.Type)) == 2;

    /// <summary>The start of a sentence, whose end adds to the map, <c>Bind&lt;T&gt;()</c>, or a type that is its own implementation.</summary>
    private static bool Binds(IMethodSymbol method) =>
        method.TypeParameters.Length == 1 && method.Parameters.IsEmpty
        && (method.ReturnsVoid || method.ReturnType is INamedTypeSymbol { TypeArguments.Length: < 2 } result && !result.IsFramework());

    private static bool TakesRegistration(IMethodSymbol method, IReadOnlyCollection<ServiceMap> maps) =>
        method.Parameters.Any(parameter => maps.Any(map => map.Holding == Holding.Registration && parameter.Type.Is(map.Value as INamedTypeSymbol)));

    private static bool NamesService(IMethodSymbol method, ProjectFacts project) =>
        method.TypeParameters.Length > 0 || method.Parameters.Any(parameter => ServiceKey.Is(parameter.Type, project));

    private static bool IsOpen(IMethodSymbol method) =>
        method.DeclaredAccessibility != Accessibility.Private || method.ExplicitInterfaceImplementations.Length > 0;
}
