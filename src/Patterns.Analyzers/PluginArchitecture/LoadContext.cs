using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>Load contexts that resolve the dependencies of one plugin, and the types that work through them.</summary>
internal static class LoadContext
{
    private static readonly Words ResolvingWords = new(
        "LoadFromAssemblyPath", "LoadFromAssemblyName", "LoadFromStream", "AssemblyDependencyResolver", "ResolveAssemblyToPath", "Assemblies");

    /// <summary>Whether the words and the base types of a type allow a load context.</summary>
    public static bool MayBe(TypeFacts type) => type.Words.HasAny(ResolvingWords) && type.Symbol.IsLoadContext();

    /// <summary>
    /// Where a load context answers for a dependency: its <c>Load</c> can return an assembly. One that leaves everything to the default context
    /// exists only to be unloaded.
    /// </summary>
    public static Body? Resolution(TypeFacts type)
    {
        if (!MayBe(type)) return null;
        foreach (var body in type.Bodies)
            if (body.Method is { IsOverride: true, Name: "Load" } && CanAnswer(body)) return body;
        return null;
    }

    /// <summary>Where a context whose base class in this project answers for dependencies loads the assemblies of one plugin into itself.</summary>
    public static Body? Filling(TypeFacts type) => !MayBe(type) || !type.SelfAndSourceBases.Skip(1).Any(parent => Resolution(parent) is not null) ? null
        : type.Bodies.FirstOrDefault(body => body.Words.HasAny(Reflection.LoadWords)
            && body.Calls.Any(call => call.Receiver is IInstanceReferenceOperation && Reflection.IsAcquisition(call.Operation)));

    /// <summary>True where each context of the type is made, used and unloaded in one member: what is loaded is looked at, and nothing of it stays.</summary>
    public static bool IsForOneTask(TypeFacts type)
    {
        var made = type.Project.Declared.Where(user => user != type && user.Words.Has(type.Symbol.Name)).SelectMany(user => user.Bodies)
            .Where(body => body.Words.Has(type.Symbol.Name))
            .SelectMany(body =>
                body.Of<IObjectCreationOperation>().Where(creation => SymbolEqualityComparer.Default.Equals(creation.Type, type.Symbol))
                    .Select(creation => (creation, body))).ToList();
        return made.Count > 0 && made.All(one => IsUnloaded(one.creation, one.body));
    }

    private static bool IsUnloaded(IOperation creation, Body body) => creation.Enclosing<IVariableDeclaratorOperation>() is { Symbol: var context }
        && body.Calls.Any(call => call.Name == "Unload" && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, context));

    /// <summary>The slot through which a type works with a load context of this project, if it has one.</summary>
    public static Slot? SlotIn(TypeFacts type)
    {
        if (!type.Words.Has("Assembly") || type.Symbol.IsLoadContext()) return null;
        foreach (var slot in type.AllSlots)
            if (type.Project.Of(slot.Type.IsLoadContext() ? slot.Type : slot.Type.ElementType()) is { } context && Resolution(context) is not null) return slot;
        return null;
    }

    /// <summary>Where a type gets an assembly out of that slot's load context.</summary>
    public static IOperation? Use(TypeFacts type, Slot slot)
    {
        foreach (var body in type.AllBodies)
        {
            if (!body.Words.Has(slot.Name)) continue;
            foreach (var call in body.Calls)
                if (call.Target is { } target && target.ReturnType.Named("System.Reflection.Assembly")
                    && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, slot.Symbol)) return call.Operation;
        }
        return null;
    }

    private static bool CanAnswer(Body body)
    {
        foreach (var operation in body.Of<IReturnOperation>())
            if (operation.ReturnedValue is { } value && !value.IsNull()) return true;
        return false;
    }
}
