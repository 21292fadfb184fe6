using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor;

/// <summary>Who keeps an object of the project that wraps a native loop, and runs the loop by it.</summary>
internal static class NativeHost
{
    public static bool MayBeIn(TypeFacts type) => type.Slots.Any(slot => Held(slot, type) is not null);

    /// <summary>The call by which the loop is run.</summary>
    public static NativeRun? In(TypeFacts type)
    {
        foreach (var slot in type.Slots)
        {
            if (Held(slot, type) is not { } held) continue;
            foreach (var body in type.Bodies)
            {
                if (!body.Words.Has(slot.Name)) continue;
                foreach (var call in body.Calls)
                    if (SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, slot.Symbol) && call.Target is { } target
                        && type.Project.BodiesOf(target)
                            .Any(callee => callee.Type == held && callee.Words.HasAny(Demultiplexer.RunWords) && callee.Calls.Any(Demultiplexer.IsRun)))
                        return new(body, call);
            }
        }
        return null;
    }

    private static TypeFacts? Held(Slot slot, TypeFacts type) =>
        type.Project.Of(slot.Type) is { } held && held != type && held.Words.HasAny(Demultiplexer.RunWords) ? held : null;
}
