using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>A layer of changes in memory over an older one: what it does not know it asks below, and at the bottom a batch reaches the disk.</summary>
/// <param name="Read">The member that falls through to the layer below.</param>
/// <param name="Batch">The member of the bottom layer that writes its buffer to the disk and empties it.</param>
internal sealed record DiffLayer(Body Read, Body Batch)
{
    private static readonly Words LookUpWords = new("TryGetValue", "ContainsKey");

    public static DiffLayer? Of(TypeFacts type)
    {
        if (!type.Slots.Any(slot => slot.Type.Name.Contains("Dictionary"))) return null;
        foreach (var below in type.Slots)
        {
            if (below.Type is not INamedTypeSymbol { TypeKind: TypeKind.Interface } contract || type.Project.Of(contract) is null || !type.Symbol.Is(contract))
                continue;
            var read = type.Bodies.FirstOrDefault(body => body.Words.Has(below.Name) && body.Words.HasAny(LookUpWords) && FallsThrough(body, below, type));
            if (read is not null && FindBatch(contract, type) is { } batch) return new(read, batch);
        }
        return null;
    }

    private static bool FallsThrough(Body body, Slot below, TypeFacts type) =>
        body.Calls.Any(call => call.Name == body.Name && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, below.Symbol))
        && body.Calls.Any(call => call.Name is "TryGetValue" or "ContainsKey"
            && type.Slots.Any(slot => SymbolEqualityComparer.Default.Equals(slot.Symbol, call.ReceiverSymbol)));

    private static Body? FindBatch(ITypeSymbol contract, TypeFacts type)
    {
        foreach (var implementation in type.Project.ImplementationsOf(contract))
        {
            if (type.Project.Of(implementation) is not { } bottom || bottom == type) continue;
            foreach (var body in bottom.Bodies)
            {
                var code = LogCode.Of(body);
                if (code.WritesStorage && code.DurableFlushes.Count > 0 && body.Of<ILoopOperation>().Any() && body.Calls.Any(call => call.Name == "Clear"))
                    return body;
            }
        }
        return null;
    }
}
