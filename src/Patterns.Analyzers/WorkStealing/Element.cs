using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WorkStealing;

/// <summary>An element of a collection, as an expression reaches it.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Index">The index; null for the element of a <c>foreach</c>.</param>
/// <param name="Local">The local that holds the element; null where it is used at once.</param>
internal sealed record Element(IOperation Collection, IOperation? Index, ILocalSymbol? Local)
{
    private const int Steps = 4;

    /// <summary>The element that a value is, or is held by: <c>all[i]</c>, <c>all[i].Queue</c>, or a local that has been given one.</summary>
    public static Element? Of(IOperation value, Body body) => Of(value, body, null, Steps);

    private static Element? Of(IOperation value, Body body, ILocalSymbol? local, int steps)
    {
        if (steps == 0) return null;
        return value.Plain() switch
        {
            IArrayElementReferenceOperation { Indices: { Length: 1 } indices } element => new(element.ArrayReference, indices[0], local),
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } collection, Arguments: { Length: 1 } arguments } =>
                new(collection, arguments[0].Value, local),
            IMemberReferenceOperation { Instance: { } holder and not IInstanceReferenceOperation } => Of(holder, body, local, steps - 1),
            ILocalReferenceOperation { Local: var one } => OfLocal(one, body, steps - 1),
            _ => null,
        };
    }

    private static Element? OfLocal(ILocalSymbol local, Body body, int steps)
    {
        if (body.Of<IForEachLoopOperation>().FirstOrDefault(loop => loop.Locals.Contains(local, SymbolEqualityComparer.Default)) is { } each)
            return new(each.Collection.Plain(), null, local);
        return body.DeclaredValue(local) is { } value ? Of(value, body, local, steps) : null;
    }
}
