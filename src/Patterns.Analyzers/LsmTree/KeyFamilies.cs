using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree;

/// <summary>A type that keeps several trees side by side, one for each family of keys.</summary>
/// <param name="Type">The type.</param>
/// <param name="Families">Its slots, each with a tree.</param>
internal sealed record KeyFamilies(TypeFacts Type, ImmutableArray<Slot> Families)
{
    /// <summary>The types of the project that hold two or more trees of that engine's kind, and ask them.</summary>
    public static ImmutableArray<KeyFamilies> Over(Engine engine) => engine.Type.Project.GetOrAdd((nameof(KeyFamilies), engine.Type), () =>
    {
        var project = engine.Type.Project;
        var kinds = new HashSet<ITypeSymbol>(engine.Type.Symbol.AllInterfaces.Where(contract => project.Of(contract) is not null),
            SymbolEqualityComparer.Default) { engine.Type.Symbol };
        var names = new Words(kinds.Select(kind => kind.Name).ToArray());
        return project.Declared
            .Where(type => type != engine.Type && type.Words.HasAny(names))
            .Select(type => new KeyFamilies(type, type.Slots.Where(slot => !slot.IsStatic && kinds.Contains(slot.Type.OriginalDefinition)).ToImmutableArray()))
            .Where(families => families.Families.Length > 1 && families.Families.All(families.IsAsked))
            .ToImmutableArray();
    });

    private bool IsAsked(Slot family) => Type.Bodies.Any(body => body.Words.Has(family.Name)
        && body.Calls.Any(call => call.Arguments.Length > 0 && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, family.Symbol)));
}
