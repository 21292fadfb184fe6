using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>What a service is asked for by: its type, alone or together with a name.</summary>
internal static class ServiceKey
{
    /// <summary>The type, a name, and what is computed from the two. What has more parts is a question to something else.</summary>
    private const int FewParts = 3;

    public static bool Is(ITypeSymbol key, ProjectFacts project) => key switch
    {
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Any(element => IsType(element.Type)),
        _ => IsType(key) || project.Of(key) is { } own && HoldsType(own) && own.AllSlots.Count(slot => !slot.IsStatic) <= FewParts,
    };

    public static bool IsType(ITypeSymbol? type) => type.Named("System.Type");

    public static bool HoldsType(TypeFacts own) =>
        own.Symbol.TypeKind is TypeKind.Class or TypeKind.Struct && own.AllSlots.Any(slot => !slot.IsStatic && IsType(slot.Type))
        || own.Symbol is { IsRecord: true } && own.Symbol.GetMembers().OfType<IPropertySymbol>().Any(property => IsType(property.Type));
}
