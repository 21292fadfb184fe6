using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>Entries that are told apart by term and position together, and those that a project of contracts declares.</summary>
internal static class EntryIds
{
    private const int Numbers = 2;

    /// <summary>Two whole numbers and nothing else: <c>record struct EntryId(long Term, long Index)</c>.</summary>
    public static bool IsId(ITypeSymbol? type)
    {
        if (!IsOwn(type)) return false;
        var held = ShownBy(type!).ToList();
        return held.Count == Numbers && held.TrueForAll(one => one.IsInteger());
    }

    /// <summary>A type of another project of the code that carries a number, be it within an id.</summary>
    public static bool IsNumberedElsewhere(ITypeSymbol type) => IsOwn(type) && ShownBy(type).Any(one => one.IsInteger() || IsId(one));

    /// <summary>What a type that another project declares shows of what it holds.</summary>
    public static IEnumerable<ITypeSymbol> HeldElsewhere(ITypeSymbol type) => IsOwn(type) ? ShownBy(type) : Enumerable.Empty<ITypeSymbol>();

    private static bool IsOwn(ITypeSymbol? type) => type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None }
        && !type.IsFramework();

    private static IEnumerable<ITypeSymbol> ShownBy(ITypeSymbol type) => type.GetMembers()
        .Where(member => member is { IsStatic: false, DeclaredAccessibility: Accessibility.Public })
        .Select(member => member switch
        {
            IPropertySymbol { IsIndexer: false } property => property.Type,
            IFieldSymbol field => field.Type,
            _ => null,
        })
        .OfType<ITypeSymbol>();
}
