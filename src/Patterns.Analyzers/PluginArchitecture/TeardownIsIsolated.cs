using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>PAT0105: a plugin that fails while it is taken down does not keep the others from it.</summary>
internal static class TeardownIsIsolated
{
    private static readonly Words Endings = new("Dispose", "DisposeAsync", "Stop", "StopAsync", "Shutdown", "ShutdownAsync", "Unload", "UnloadAsync", "Close", "CloseAsync");

    public static void Check(PluginModel model, ConventionContext context)
    {
        foreach (var body in model.Type.Bodies)
        {
            if (!body.Words.HasAny(Endings) || !body.Words.Has("foreach")) continue;
            foreach (var loop in body.Of<IForEachLoopOperation>())
                if (loop.Locals.Length == 1 && IsOverPlugins(loop, model) && Ending(loop) is { } ending && !Guard.Stops(ending.Operation, loop, Guard.CatchesAll))
                    context.Report(PluginRules.TeardownIsIsolated, ending.Syntax.GetLocation(), body.DisplayName, ending.Name);
        }
    }

    private static Call? Ending(IForEachLoopOperation loop)
    {
        foreach (var operation in loop.Body.SelfAndDescendants())
            if (Call.From(operation) is { } call && Endings.Contains(call.Name) && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, loop.Locals[0])) return call;
        return null;
    }

    /// <summary>True when the loop walks a collection of this type that holds the contract that the host was recognised by.</summary>
    private static bool IsOverPlugins(IForEachLoopOperation loop, PluginModel model) =>
        model.Type.AllSlots.Any(slot => loop.Collection.Mentions(slot.Symbol)) && Contracts(model.Evidence).Any(contract => SymbolEqualityComparer.Default.Equals(contract, loop.Locals[0].Type));

    private static IEnumerable<ITypeSymbol> Contracts(PluginEvidence evidence) =>
        evidence.Registries.Select(registry => registry.Contract)
            .Concat(evidence.Compositions.Select(composition => composition.Contract))
            .Concat(evidence.Selections.Select(selection => selection.Contract))
            .Concat(evidence.Loading?.Contract is { } loaded ? new[] { loaded } : Array.Empty<ITypeSymbol>());
}
