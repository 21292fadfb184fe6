using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>Members that give an instance of the type they are asked for.</summary>
internal static class Resolving
{
    /// <summary>True when a member of the type, or of an interface behind it, resolves.</summary>
    public static bool Offers(INamedTypeSymbol type) =>
        type.SelfAndBases().Concat(type.AllInterfaces).Any(self => self.GetMembers().OfType<IMethodSymbol>().Any(Is));

    /// <summary>
    /// <c>T Get&lt;T&gt;()</c>, <c>object Get(Type)</c>, <c>bool TryGet(Type, out object)</c> or the same for many. What merely leads from one type to
    /// something about
    /// it, such as <c>ISerializer&lt;T&gt; Get&lt;T&gt;()</c>, does not resolve; neither does a member that is given data.
    /// </summary>
    public static bool Is(IMethodSymbol method)
    {
        if (method is not { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation }) return false;
        var asksByType = method.Parameters.Any(parameter => parameter.RefKind == RefKind.None && ServiceKey.IsType(parameter.Type));
        if (asksByType ? !StartsWithType(method) : method.TypeParameters.Length != 1) return false;
        return (IsGiven(method.ReturnType, method, asksByType)
            || method.Parameters.Any(parameter => parameter.RefKind == RefKind.Out && IsGiven(parameter.Type, method, asksByType)))
            && method.Parameters.All(parameter => parameter.RefKind == RefKind.Out || IsQuestion(parameter.Type, asksByType));
    }

    /// <summary>
    /// True when nothing but the question is passed on, and at most the one who shall answer it. Whoever needs a document, a reader or a row of this project
    /// besides the type makes an object out of it, and resolves no service.
    /// </summary>
    public static bool OnlyAsks(IMethodSymbol method) => Is(method) && method.Parameters.All(parameter =>
        parameter.RefKind == RefKind.Out || parameter.Type.IsFramework() || parameter.Type.TypeKind is TypeKind.Enum or TypeKind.Array
        || parameter.Type is INamedTypeSymbol resolver && Offers(resolver));

    /// <summary>What stands before the type is what a converter converts.</summary>
    private static bool StartsWithType(IMethodSymbol method) =>
        method.Parameters.SkipWhile(parameter => !ServiceKey.IsType(parameter.Type)).Count() == method.Parameters.Length - (method.IsExtensionMethod ? 1 : 0);

    private static bool IsGiven(ITypeSymbol type, IMethodSymbol method, bool asksByType)
    {
        var given = Single(type.Awaited());
        return asksByType && given.SpecialType == SpecialType.System_Object
            || method.TypeParameters.Length == 1 && SymbolEqualityComparer.Default.Equals(given, method.TypeParameters[0]);
    }

    private static ITypeSymbol Single(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: 1 } many
            when many.IsFramework() && many.ContainingNamespace.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal) =>
            many.TypeArguments[0],
        _ => type,
    };

    /// <summary>What a question for a service may consist of: its type, a name or key, options.</summary>
    private static bool IsQuestion(ITypeSymbol type, bool asksByType) =>
        ServiceKey.IsType(type) || type.SpecialType is SpecialType.System_String or SpecialType.System_Boolean
        || type.TypeKind is TypeKind.Enum or TypeKind.Array
        || type.SpecialType == SpecialType.System_Object && asksByType
        || !type.IsFramework() && type.TypeKind is not (TypeKind.Delegate or TypeKind.TypeParameter)
        || type.Named("System.IServiceProvider");
}
