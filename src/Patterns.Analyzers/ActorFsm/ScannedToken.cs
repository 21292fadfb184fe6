using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>What a scanner of the project cuts a text into.</summary>
internal static class ScannedToken
{
    /// <summary>True for a type that a member without parameters gives out, of a class that deals with characters. Symbols only.</summary>
    public static bool Is(ITypeSymbol type, ProjectFacts project) =>
        type is INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct } && project.Of(type) is not null
        && project.GetOrAdd((nameof(ScannedToken), type.OriginalDefinition),
            () => project.Types.Any(symbol => symbol.TypeKind is TypeKind.Class or TypeKind.Struct && Gives(symbol, type)
                && symbol.SelfAndBases().Any(DealsWithCharacters)));

    private static bool Gives(INamedTypeSymbol scanner, ITypeSymbol token) => scanner.GetMembers().Any(member =>
        member is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false, Parameters.Length: 0 } next
        && SymbolEqualityComparer.Default.Equals(next.ReturnType.OriginalDefinition, token.OriginalDefinition));

    private static bool DealsWithCharacters(INamedTypeSymbol type) =>
        type.Locations.Any(location => location.IsInSource) && type.GetMembers().Any(member => member switch
    {
        IPropertySymbol property => property.Type.SpecialType == SpecialType.System_Char,
        IFieldSymbol field => field.Type.SpecialType == SpecialType.System_Char,
        IMethodSymbol method =>
            method.ReturnType.SpecialType == SpecialType.System_Char
            || method.Parameters.Any(parameter => parameter.Type.SpecialType == SpecialType.System_Char),
        _ => false,
    });
}
