using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>What a service is asked for by: its type, alone or together with a name.</summary>
internal static class ServiceKey
{
    private const int FewParts = 4;

    public static bool Is(ITypeSymbol key, ProjectFacts project) => key switch
    {
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Any(element => IsType(element.Type)),
        _ => IsType(key) || project.Of(key) is { } own && NamesOneType(own),
    };

    public static bool IsType(ITypeSymbol? type) => type.Named("System.Type");

    public static bool HoldsType(TypeFacts own) => Parts(own).Any(IsType);

    /// <summary>True for one type, with a name, a tag or the like beside it. What holds several types, or much more, is the key of a cache.</summary>
    private static bool NamesOneType(TypeFacts own) => Parts(own) is { Count: <= FewParts } parts && parts.Count(IsType) == 1;

    private static List<ITypeSymbol> Parts(TypeFacts own) => own.Symbol.TypeKind is not (TypeKind.Class or TypeKind.Struct) ? new()
        : own.AllSlots.Where(slot => !slot.IsStatic).Select(slot => slot.Type)
            .Concat(own.Symbol.IsRecord ? own.Symbol.GetMembers().OfType<IPropertySymbol>().Where(property => !property.IsStatic && property.IsImplicitlyDeclared is false && property.Name != "EqualityContract" && own.AllSlots.All(slot => slot.Name != property.Name)).Select(property => property.Type) : Enumerable.Empty<ITypeSymbol>())
            .ToList();
}
