using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>
/// Where versions could lie side by side for each key, told from what types hold: a map to collections of stamped things, or a map to a type that holds
/// such a collection.
/// </summary>
internal sealed class VersionLists
{
    private readonly HashSet<ISymbol> kept = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> holders = new(SymbolEqualityComparer.Default);

    private VersionLists(ProjectFacts project)
    {
        Project = project;
        foreach (var symbol in project.Types)
        {
            if (project.Of(symbol) is not { } type) continue;
            foreach (var slot in type.Slots)
            {
                if (ValueOf(slot.Type) is not { } value) continue;
                kept.Add(value.OriginalDefinition);
                if (IsStampedCollection(value)) Maps.Add(slot.Symbol);
            }
        }
        // Only now is it known which types are kept.
        foreach (var symbol in project.Types)
            if (project.Of(symbol) is { } type && (type.Slots.Any(slot => Maps.Contains(slot.Symbol) || IsMapOfChains(slot.Type)) || Chains(type).Any()))
                holders.Add(symbol);
    }

    public static VersionLists Of(ProjectFacts project) => project.GetOrAdd(nameof(VersionLists), () => new Lazy<VersionLists>(() => new(project))).Value;

    /// <summary>The slots that map a key to a collection of stamped things.</summary>
    public HashSet<ISymbol> Maps { get; } = new(SymbolEqualityComparer.Default);

    public ProjectFacts Project { get; }

    /// <summary>True for a type that some map of the project has for its values.</summary>
    public bool IsKept(TypeFacts type) => kept.Contains(type.Symbol);

    /// <summary>The collections of stamped things in a type that is kept for each key.</summary>
    public IEnumerable<Slot> Chains(TypeFacts type) =>
        IsKept(type) ? type.Slots.Where(slot => !slot.IsStatic && IsStampedCollection(slot.Type)) : Enumerable.Empty<Slot>();

    /// <summary>Whether code of a type can look through the versions of a key: its own, or those of a type that it holds or stands inside.</summary>
    public bool MayHold(TypeFacts type) =>
        holders.Count > 0
        && (holders.Contains(type.Symbol) || type.Symbol.ContainingType is { } outer && holders.Contains(outer.OriginalDefinition)
            || type.AllSlots.Any(slot => holders.Contains(slot.Type.OriginalDefinition)));

    /// <summary>A map from keys to things that hold the versions of one of them.</summary>
    private bool IsMapOfChains(ITypeSymbol map) => ValueOf(map) is { } value && Project.Of(value) is { } kept && Chains(kept).Any();

    /// <summary>The value of a map from keys, of the innermost where maps lie in maps; null for what is no map.</summary>
    public static ITypeSymbol? ValueOf(ITypeSymbol type)
    {
        ITypeSymbol? value = null;
        for (var map = type; map is INamedTypeSymbol { TypeArguments: { Length: > 1 } arguments, TypeKind: not TypeKind.Delegate, IsTupleType: false,
            Name: not "KeyValuePair" }; map = value)
        {
            if (value is not null && IsSortedByStamp(map)) break;
            value = arguments[arguments.Length - 1];
        }
        return value;
    }

    public static bool IsSortedByStamp(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "SortedList" or "SortedDictionary" or "ImmutableSortedDictionary", TypeArguments: { Length: 2 } arguments }
        && arguments[0].IsStamp() && arguments[0].TypeKind != TypeKind.Error;

    /// <summary>Any collection, the project's own included, whose elements carry a stamp.</summary>
    public bool IsStampedCollection(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsStamped(array.ElementType),
        INamedTypeSymbol { SpecialType: SpecialType.System_String } => false,
        INamedTypeSymbol sorted when IsSortedByStamp(sorted) => true,
        INamedTypeSymbol { TypeArguments: { Length: 1 } arguments, IsTupleType: false } collection when IsSequence(collection) => IsStamped(arguments[0]),
        INamedTypeSymbol own when Project.Of(own) is { } declared && IsSequence(own) =>
            declared.Slots.Any(slot => slot.Type is IArrayTypeSymbol or INamedTypeSymbol { TypeArguments.Length: 1 } && slot.Type.ElementType() is { } element
                && IsStamped(element)),
        _ => false,
    };

    private static bool IsSequence(INamedTypeSymbol type) =>
        !type.GetMembers("GetEnumerator").IsEmpty || type.AllInterfaces.Any(implemented => implemented.Name == "IEnumerable") || type.Name == "IEnumerable";

    /// <summary>A stamp with something beside it, or a stamp that leads to it.</summary>
    private bool IsStamped(ITypeSymbol element) => element switch
    {
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Any(part => part.Type.IsStamp()),
        INamedTypeSymbol { Name: "KeyValuePair", TypeArguments: { Length: 2 } pair } => pair[0].IsStamp(),
        _ when element.IsWholeNumber() || element.IsOrdered() => true,
        _ => Project.Of(element) is { } version && version.Slots.Any(slot => !slot.IsStatic && slot.Type.IsStamp()),
    };
}
