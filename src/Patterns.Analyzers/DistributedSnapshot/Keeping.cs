using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>What tells a store that outlives its process from one that only keeps a field, measures or does nothing.</summary>
internal static class Keeping
{
    private static readonly Words Files = new("File", "FileStream", "FileInfo", "Stream");

    /// <summary>The first call by which an implementation reaches a medium: something that it holds, other than a collection, or a file. Who holds another store of the same contract only hands on.</summary>
    public static Call? In(TypeFacts type, INamedTypeSymbol contract)
    {
        if (type.AllSlots.Any(slot => slot.Type.Is(contract))) return null;
        foreach (var body in type.SelfAndSourceBases.SelectMany(self => self.Bodies))
        {
            if (body.IsConstructor || !MayReach(body, type)) continue;
            foreach (var call in body.Calls)
                if (!call.IsLogging() && (IsFile(call) || Medium(call, type) is { } medium && !medium.Type.IsCollection())) return call;
        }
        return null;
    }

    private static bool MayReach(Body body, TypeFacts type) => body.Words.HasAny(Files) || type.AllSlots.Any(slot => body.Words.Has(slot.Name));

    private static bool IsFile(Call call) => call.Owner is { Name: "File", ContainingNamespace: { Name: "IO", ContainingNamespace.Name: "System" } };

    private static Slot? Medium(Call call, TypeFacts type)
    {
        var receiver = call.Receiver;
        while (receiver is IInvocationOperation { Instance: { } inner }) receiver = inner.Plain();
        if (receiver is null || receiver.Referenced() is not { } symbol || symbol is IEventSymbol) return null;
        foreach (var slot in type.AllSlots)
            if (SymbolEqualityComparer.Default.Equals(slot.Symbol, symbol) && slot.Symbol is not IEventSymbol) return slot;
        return null;
    }
}
