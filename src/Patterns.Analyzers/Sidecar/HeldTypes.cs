using Microsoft.CodeAnalysis;

namespace Patterns.Analyzers.Sidecar;

/// <summary>What a field, property, parameter or event holds.</summary>
internal static class HeldTypes
{
    public static ITypeSymbol HeldType(this ISymbol slot) => slot switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        IParameterSymbol parameter => parameter.Type,
        _ => ((IEventSymbol)slot).Type,
    };
}
