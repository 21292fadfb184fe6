using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WorkStealing;

/// <summary>A collection with a queue for each worker: of the queues, or of the workers that hold them.</summary>
internal static class Row
{
    private static readonly Words Loops = new("for", "foreach", "while", "do");

    /// <summary>True when a type has loops, and its symbols let them reach such a collection: by its own slots, a parameter, or the slots of what it holds or
    /// is given.</summary>
    public static bool MayBeReachedFrom(TypeFacts type) => type.Words.HasAny(Loops) && (
        type.AllSlots.Any(slot => Leads(slot.Type, type.Project))
        || type.Symbol.GetMembers().OfType<IMethodSymbol>().Any(method => method.Parameters.Any(parameter => Leads(parameter.Type, type.Project))));

    /// <summary>True for a collection of queues, or of objects of the project that hold one.</summary>
    public static bool Is(ITypeSymbol type, ProjectFacts project) => type.SpecialType == SpecialType.None && ElementOf(type) is { } element
        && (Taking.IsQueue(element, project) || project.Of(element)?.Slots.Any(slot => Taking.IsQueue(slot.Type, project)) is true);

    /// <summary>True for code with a loop in which it could go over such a collection.</summary>
    public static bool MayWalk(Body body) => body.Words.HasAny(Loops) && !body.IsConstructor;

    private static bool Leads(ITypeSymbol type, ProjectFacts project) => Is(type, project)
        || project.Of(type) is { } held && project.GetOrAdd((nameof(Row), held.Symbol), () => held.Slots.Any(slot => Is(slot.Type, project)));

    private static ITypeSymbol? ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: 1 } collection
            when collection.IsFramework()
                && collection.AllInterfaces.Any(one => one.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T) =>
            collection.TypeArguments[0],
        _ => null,
    };
}
