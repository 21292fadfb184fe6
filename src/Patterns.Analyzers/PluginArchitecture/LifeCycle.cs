using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>A host starts all plugins in one loop and ends them in another; their classes are found elsewhere in the project.</summary>
/// <param name="Start">The call by which each is started.</param>
/// <param name="Starter">The member that does it.</param>
/// <param name="End">The call by which each is ended.</param>
/// <param name="Ender">The member that does it.</param>
/// <param name="Contract">The extension point.</param>
internal sealed record LifeCycle(Call Start, Body Starter, Call End, Body Ender, INamedTypeSymbol Contract)
{
    private static readonly Words Starts = new(FirstCallIsIsolated.Starts.Append("Run").SelectMany(name => new[] { name, name + "Async" }).ToArray());

    /// <summary>Whether the words of a type allow both.</summary>
    public static bool MayBeIn(TypeFacts type) => type.Words.Has("foreach") && type.Words.HasAny(Starts) && type.Words.HasAny(TeardownIsIsolated.Endings);

    public static LifeCycle? In(TypeFacts type)
    {
        foreach (var (end, ender, contract) in Told(type, TeardownIsIsolated.Endings))
            if (!type.Symbol.Is(contract) && SplitLoading.AreFound(contract, type))
                foreach (var (start, starter, started) in Told(type, Starts))
                    if (starter != ender && SymbolEqualityComparer.Default.Equals(started, contract)) return new(start, starter, end, ender, contract);
        return null;
    }

    /// <summary>The calls without an answer of a member with one of some names on what a loop goes through.</summary>
    private static IEnumerable<(Call Call, Body Body, INamedTypeSymbol Contract)> Told(TypeFacts type, Words names)
    {
        foreach (var body in type.Bodies)
        {
            if (!body.Words.Has("foreach") || !body.Words.HasAny(names)) continue;
            foreach (var loop in body.Of<IForEachLoopOperation>())
                if (loop.Locals.Length == 1 && loop.Locals[0].Type is INamedTypeSymbol contract && PluginContract.IsOwn(contract))
                    foreach (var call in PluginLoop.Told(loop))
                        if (names.Contains(call.Name) && !call.Target!.ContainingType.IsFramework()) yield return (call, body, contract);
        }
    }
}
