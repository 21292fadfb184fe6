using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>A host makes and starts one after the other of the plugins whose types another class of the project has loaded and found.</summary>
/// <param name="Creation">Where one is made.</param>
/// <param name="Body">The member that does it.</param>
/// <param name="Contract">The extension point.</param>
/// <param name="Finder">The class that has found the types.</param>
/// <param name="Start">The call by which a plugin is started.</param>
internal sealed record DrivenLives(IOperation Creation, Body Body, INamedTypeSymbol Contract, INamedTypeSymbol Finder, Call Start)
{
    public static DrivenLives? In(TypeFacts type, Loading? own)
    {
        if (own is not { Acquisition: null, Scan: null, Activation: { } made, Contract: INamedTypeSymbol contract } || made.Body.Type != type
            || PluginLoop.Around(made.Operation) is null || SplitLoading.FinderOf(contract, type) is not { } finder) return null;
        foreach (var call in made.Body.Calls)
            if (call.Target is { MethodKind: MethodKind.Ordinary } target && target.AnswersNothing() && contract.Is(target.ContainingType)
                && !target.ContainingType.IsFramework()) return new(made.Operation, made.Body, contract, finder, call);
        return null;
    }
}
