using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>PAT0101 for a host: a plugin that fails when it is started does not keep those after it from their start.</summary>
internal static class FirstCallIsIsolated
{
    public static readonly string[] Starts =
        ["Initialize", "Initialise", "Init", "PreInitialize", "PostInitialize", "Start", "Startup", "Load", "OnLoad", "Activate", "Enable", "Register",
        "Setup"];

    public static void Check(PluginModel model, ConventionContext context)
    {
        if (!Discovers(model)) return;
        foreach (var body in model.Type.Bodies)
        {
            if (!body.Words.Has("foreach")) continue;
            foreach (var loop in body.Of<IForEachLoopOperation>())
                if (loop.Locals.Length == 1 && Start(loop) is { } start && IsOverPlugins(loop, model) && !IsFilledByCaller(loop, model)
                    && !Guard.Stops(start.Operation, loop, Guard.CatchesAll)
                    && !LoadFaultsAreIsolated.StopsOnPurpose(loop))
                    context.Report(PluginRules.LoadFaultsAreIsolated, start.Syntax.GetLocation(), body.DisplayName);
        }
    }

    /// <summary>True for a host that does not know its plugins: a library finds them, it loads them itself, or others bring them along.</summary>
    private static bool Discovers(PluginModel model) => LoadFaultsAreIsolated.MeetsFiles(model)
        || model.Role == PluginRoles.Host && model.Evidence.Compositions.Any(composition => composition.InLoop);

    private static bool IsOverPlugins(IForEachLoopOperation loop, PluginModel model) => loop.Locals[0].Type is var plugin
        && (TeardownIsIsolated.Contracts(model).Contains(plugin, SymbolEqualityComparer.Default)
            || model.Evidence.Mark is { ByImport: true } && PluginContract.IsOwn(plugin)
                && model.Type.Slots.Any(slot => loop.Collection.Mentions(slot.Symbol)));

    /// <summary>True for a list that the type shows: who has put the plugins into it gets the fault.</summary>
    private static bool IsFilledByCaller(IForEachLoopOperation loop, PluginModel model) => !LoadFaultsAreIsolated.MeetsFiles(model)
        && loop.Collection.Plain() is IPropertyReferenceOperation { Property: var list } && Composition.IsShownList(list);

    /// <summary>The call by which the plugin of a loop is started; one that answers something is asked for its work.</summary>
    private static Call? Start(IForEachLoopOperation loop)
    {
        foreach (var call in PluginLoop.Told(loop))
            if (IsStart(call.Name)) return call;
        return null;
    }

    private static bool IsStart(string name) => Array.Exists(Starts, start => name == start || name == start + "Async");
}
