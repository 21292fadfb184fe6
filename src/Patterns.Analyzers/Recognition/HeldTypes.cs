using Microsoft.CodeAnalysis;

namespace Patterns.Analyzers.Recognition;

/// <summary>What fields, properties, parameters and events hold.</summary>
internal static class HeldTypes
{
    /// <summary>The type of what the symbol holds; null for one that holds nothing.</summary>
    public static ITypeSymbol? HeldType(this ISymbol? holder) => holder switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        IParameterSymbol parameter => parameter.Type,
        IEventSymbol @event => @event.Type,
        _ => null,
    };
}
