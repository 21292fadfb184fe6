using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>PAT0105: a plugin that fails while it is taken down does not keep the others from it.</summary>
internal static class TeardownIsIsolated
{
    /// <summary>What the code fix can repair: a call in a loop that needs a catch.</summary>
    public const string InLoop = "inLoop";

    private static readonly ImmutableDictionary<string, string?> Isolate = ImmutableDictionary<string, string?>.Empty.Add(InLoop, "true");

    public static readonly Words Endings = new("Dispose", "DisposeAsync", "Stop", "StopAsync", "Shutdown", "ShutdownAsync", "Unload", "UnloadAsync", "Close",
        "CloseAsync", "Terminate", "TerminateAsync", "Deactivate", "DeactivateAsync", "Uninitialize",
        "Disable", "DisableAsync");

    public static void Check(PluginModel model, ConventionContext context)
    {
        var contracts = new Lazy<ImmutableHashSet<ITypeSymbol>>(() =>
            Contracts(model).Concat(Made(model)).ToImmutableHashSet<ITypeSymbol>(SymbolEqualityComparer.Default));
        foreach (var body in model.Type.Bodies)
        {
            if (!body.Words.HasAny(Endings) || !body.Words.Has("foreach")) continue;
            foreach (var loop in body.Of<IForEachLoopOperation>())
                if (loop.Locals.Length == 1 && IsOverPlugins(loop, model, contracts.Value) && Ending(loop) is { } ending && !TellsFailure(ending)
                    && !Guard.Stops(ending.Operation, loop, Guard.CatchesAll))
                    context.Report(PluginRules.TeardownIsComplete, ending.Syntax.GetLocation(), ImmutableArray<Location>.Empty, Isolate, body.DisplayName,
                        $"lets a plugin that fails in '{ending.Name}' keep those after it from being taken down");
        }
    }

    /// <summary>A member that answers how it went says so by its value and does not throw.</summary>
    private static bool TellsFailure(Call ending) => ending.Target is { ReturnsVoid: false, ReturnType: var answer } && !answer.Awaited().IsTask();

    private static Call? Ending(IForEachLoopOperation loop)
    {
        foreach (var operation in loop.Body.SelfAndDescendants())
            if (Call.From(operation) is { } call && Endings.Contains(call.Name) && IsOf(call.Receiver, loop.Locals[0])) return call;
        return null;
    }

    /// <summary>True for the walked object itself, and for the plugin that it is the handle of.</summary>
    private static bool IsOf(IOperation? told, ILocalSymbol walked) => SymbolEqualityComparer.Default.Equals(told?.Referenced(), walked)
        || told?.Plain() is IMemberReferenceOperation { Instance: { } handle, Type: { } plugin } && PluginContract.IsOwn(plugin)
            && SymbolEqualityComparer.Default.Equals(handle.Referenced(), walked);

    /// <summary>True when the loop walks a collection of this type that holds plugins, or handles each of which holds one.</summary>
    private static bool IsOverPlugins(IForEachLoopOperation loop, PluginModel model, ImmutableHashSet<ITypeSymbol> contracts) =>
        model.Type.AllSlots.Any(slot => loop.Collection.Mentions(slot.Symbol))
        && (contracts.Contains(loop.Locals[0].Type) || model.Type.Project.Of(loop.Locals[0].Type) is { } handle && handle != model.Type
            && handle.Slots.Any(slot => contracts.Contains(slot.Type)));

    /// <summary>The contracts of the objects that a loader makes.</summary>
    private static IEnumerable<ITypeSymbol> Made(PluginModel model) => model.Role != PluginRoles.Loader ? []
        : model.Type.Bodies.Where(body => body.Words.HasAny(Reflection.ActivationWords)).SelectMany(body => body.Operations.Where(Reflection.IsActivation)
            .Select(made => Reflection.ActivatedContract(made, body))).OfType<ITypeSymbol>().Where(PluginContract.IsOwn);

    /// <summary>The contracts by which the host was recognised; what else it keeps is none of its plugins.</summary>
    public static IEnumerable<ITypeSymbol> Contracts(PluginModel model) => Contracts(model.Evidence)
        .Concat(model.Evidence.Registries.Where(registry => RegistryStrength.Of(registry, model.Type) > Confidence.Low).Select(registry => registry.Contract));

    private static IEnumerable<ITypeSymbol> Contracts(PluginEvidence evidence) =>
        evidence.Compositions.Select(composition => composition.Contract)
            .Concat(evidence.Selections.Select(selection => selection.Contract))
            .Concat(evidence.LifeCycle is { } lives ? new[] { lives.Contract } : Array.Empty<ITypeSymbol>())
            .Concat(evidence.Loading?.Contract is { } loaded ? new[] { loaded } : Array.Empty<ITypeSymbol>());
}
