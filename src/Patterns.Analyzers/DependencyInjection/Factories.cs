using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>Delegates that make a service. One that needs data besides the container converts, it does not make.</summary>
internal static class Factories
{
    public static bool Makes(ITypeSymbol type, TypeFacts container) =>
        type.Named("System.Delegate")
        || type.DelegateSignature() is { ReturnsVoid: false } signature && IsService(signature.ReturnType)
            && signature.Parameters.All(parameter => IsAsked(parameter.Type, container));

    /// <summary>True for a method that makes whatever service is asked for, from nothing but what this project itself passes on.</summary>
    public static bool Makes(IMethodSymbol method, TypeFacts container) =>
        method.MethodKind == MethodKind.Ordinary && (method.ReturnType.SpecialType == SpecialType.System_Object || method.ReturnType is ITypeParameterSymbol)
        && method.Parameters.All(parameter => IsAsked(parameter.Type, container) || container.Project.Of(parameter.Type) is not null);

    /// <summary>True for a parameter by which a factory gets at the container.</summary>
    public static bool IsResolver(ITypeSymbol type, TypeFacts container) =>
        type.Named("System.IServiceProvider")
        || type is INamedTypeSymbol { SpecialType: SpecialType.None } named && !named.Named("System.IDisposable")
            && (container.Symbol.Is(named) || container.Nested.Any(nested => nested.Symbol.Is(named)) && Resolving.Offers(named));

    /// <summary>A delegate is code that was compiled for a type, not a service of it.</summary>
    private static bool IsService(ITypeSymbol type) =>
        type.SpecialType is not (SpecialType.System_Delegate or SpecialType.System_MulticastDelegate) && IsReference(type);

    private static bool IsReference(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_Object || type is { IsReferenceType: true, TypeKind: not TypeKind.Delegate } and not IArrayTypeSymbol
        || type is ITypeParameterSymbol;

    private static bool IsAsked(ITypeSymbol type, TypeFacts container) => ServiceKey.IsType(type) || IsResolver(type, container);
}
