using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>What the symbols of a method say about whether it can be a link; no binding of bodies.</summary>
internal static class LinkShapes
{
    /// <summary>
    /// True when a delegate can be the rest of the chain of a method: it takes nothing but what the method takes, and returns what the method returns.
    /// </summary>
    public static bool CanContinue(this IMethodSymbol principal, ITypeSymbol delegateType)
    {
        if (delegateType.DelegateSignature() is not { } next || !Same(next.ReturnType, principal.ReturnType)
            || next.Parameters.Length > principal.Parameters.Length) return false;
        foreach (var parameter in next.Parameters)
            if (!principal.Parameters.Any(own => Same(own.Type, parameter.Type))) return false;
        return principal.Parameters.Any(parameter => IsRequest(parameter));
    }

    /// <summary>True when a method and a delegate have one signature, so that the method can stand in the delegate's place.</summary>
    public static bool Matches(this IMethodSymbol principal, ITypeSymbol delegateType) =>
        principal.CanContinue(delegateType) && delegateType.DelegateSignature()!.Parameters.Length == principal.Parameters.Length;

    /// <summary>True for a parameter that can carry a request: an object of some domain, not a key, a number, a token or another delegate.</summary>
    public static bool IsRequest(this IParameterSymbol parameter) => parameter.Type switch
    {
        { SpecialType: not SpecialType.None } => false,
        ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } => false,
        { TypeKind: TypeKind.Class or TypeKind.Interface or TypeKind.Struct or TypeKind.TypeParameter or TypeKind.Error } type =>
            type is not INamedTypeSymbol { ContainingNamespace: { Name: "System" or "Threading" or "IO",
                ContainingNamespace: { IsGlobalNamespace: true } or { Name: "System" } } },
        _ => false,
    };

    /// <summary>The member of an interface or base class that a method fulfils; null for a method of its own.</summary>
    public static IMethodSymbol? Contract(this IMethodSymbol method)
    {
        if (method.ExplicitInterfaceImplementations.Length > 0) return method.ExplicitInterfaceImplementations[0].OriginalDefinition;
        if (method.OverriddenMethod is { } overridden)
        {
            while (overridden.OverriddenMethod is { } further) overridden = further;
            return Fulfilled(overridden) ?? overridden.OriginalDefinition;
        }
        return Fulfilled(method);
    }

    /// <summary>The member of an interface that a public method fulfils.</summary>
    private static IMethodSymbol? Fulfilled(IMethodSymbol method)
    {
        if (method.DeclaredAccessibility != Accessibility.Public) return null;
        foreach (var contract in method.ContainingType.AllInterfaces)
            foreach (var member in contract.GetMembers(method.Name))
                if (member is IMethodSymbol
                    && SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))
                    return (IMethodSymbol)member.OriginalDefinition;
        return null;
    }

    /// <summary>
    /// True when a method may fulfil a contract whose assembly is missing. A missing name that comes first in a base list is taken for a class, whatever it
    /// is: only an override
    /// fulfils a class, so the name has to tell.
    /// </summary>
    public static bool MayFulfilUnresolved(this IMethodSymbol method) => !IsOwnHelper(method)
        && (method.ContainingType.BaseType is { TypeKind: TypeKind.Error } first && (method.IsOverride || IsNamedLikeInterface(first.Name))
            || method.ContainingType.Interfaces.Any(contract => contract.TypeKind == TypeKind.Error));

    /// <summary>A private method fulfils nothing: nobody but the type gives it work.</summary>
    private static bool IsOwnHelper(IMethodSymbol method) => method is { DeclaredAccessibility: Accessibility.Private, MethodKind: MethodKind.Ordinary };

    private static bool IsNamedLikeInterface(string name) => name.Length > 1 && name[0] == 'I' && char.IsUpper(name[1]);

    /// <summary>True for a method that a link's principal can be: an instance method that a caller outside can reach.</summary>
    public static bool CanBePrincipal(this IMethodSymbol method) => method is
        { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation, IsStatic: false, Parameters.Length: > 0 };

    /// <summary>False for a member that is told yes or no and nothing else: no request comes that way, as when an object is released.</summary>
    public static bool TakesMoreThanFlags(this IMethodSymbol method) =>
        method.Parameters.Any(parameter => parameter.Type.SpecialType != SpecialType.System_Boolean);

    public static bool IsTaskLike(this ITypeSymbol type) => type.IsTask() || type.TypeKind == TypeKind.Error;

    private static bool Same(ITypeSymbol left, ITypeSymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
