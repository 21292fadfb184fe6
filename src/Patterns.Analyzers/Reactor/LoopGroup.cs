using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor;

/// <summary>Several equal event loops, of which each newcomer gets the next in turn.</summary>
/// <param name="Slot">What holds the loops.</param>
/// <param name="Loop">The loop of each.</param>
/// <param name="Body">The body that chooses.</param>
/// <param name="Choice">The element that is chosen.</param>
internal sealed record LoopGroup(Slot Slot, EventLoop Loop, Body Body, IOperation Choice)
{
    public static bool MayBeIn(TypeFacts type) => (type.Words.HasMark('%') || type.Words.HasMark('&')) && type.Slots.Any(slot => Held(slot, type) is not null);

    public static LoopGroup? In(TypeFacts type)
    {
        foreach (var slot in type.Slots)
        {
            if (Held(slot, type) is not { } held || EventLoop.In(held) is not { } loop) continue;
            foreach (var body in type.Bodies)
            {
                if (!body.Words.Has(slot.Name) || !body.Words.HasMark('%') && !body.Words.HasMark('&')) continue;
                foreach (var operation in body.Operations)
                    if (IsElementOf(operation, slot) && HandOver.IsChosen(operation, body)) return new(slot, loop, body, operation);
            }
        }
        return null;
    }

    private static TypeFacts? Held(Slot slot, TypeFacts type) =>
        IsRow(slot.Type) && type.Project.Of(slot.Type.ElementType()) is { } held && held != type && EventLoop.MayBeIn(held) ? held : null;

    private static bool IsRow(ITypeSymbol type) =>
        type is IArrayTypeSymbol { Rank: 1 } || type is INamedTypeSymbol { TypeArguments.Length: 1 } && type.IsFramework();

    private static bool IsElementOf(IOperation operation, Slot slot) => operation switch
    {
        IArrayElementReferenceOperation element => SymbolEqualityComparer.Default.Equals(element.ArrayReference.Referenced(), slot.Symbol),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } row } => SymbolEqualityComparer.Default.Equals(row.Referenced(), slot.Symbol),
        _ => false,
    };
}
