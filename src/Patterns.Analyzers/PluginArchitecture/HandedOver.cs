using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>
/// The finding half of a loader: a loop hands one file after the other to another type of the project that loads what is in it, or tells one after the other
/// of such objects to load.
/// </summary>
/// <param name="Site">Where one is handed over.</param>
/// <param name="Body">The member that does it.</param>
/// <param name="Loader">The type that loads.</param>
internal sealed record HandedOver(IOperation Site, Body Body, INamedTypeSymbol Loader)
{
    /// <summary>Whether a type names a loader of the project in code with a loop: told from words.</summary>
    public static bool MayBeIn(TypeFacts type) => type.Words.Has("foreach") && LoadersFor(type).Any();

    public static HandedOver? In(TypeFacts type)
    {
        var loaders = LoadersFor(type).Select(loader => loader.Symbol).ToImmutableHashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var body in type.Bodies)
        {
            if (!body.Words.Has("foreach")) continue;
            foreach (var loop in body.Of<IForEachLoopOperation>())
                if (loop.Locals.Length == 1)
                    foreach (var operation in loop.Body.SelfAndDescendants())
                        if (LoaderOf(operation, loop.Locals[0]) is { } loader && loaders.Contains(loader)) return new(operation, body, loader);
        }
        return null;
    }

    /// <summary>The type that is made of a file or told to load it.</summary>
    private static INamedTypeSymbol? LoaderOf(IOperation operation, ILocalSymbol file) => operation switch
    {
        IObjectCreationOperation { Type: INamedTypeSymbol made, Arguments: var arguments } when IsGiven(arguments, file) => made.OriginalDefinition,
        IInvocationOperation { TargetMethod: { ContainingType: var owner, IsExtensionMethod: false }, Arguments: var arguments }
            when IsGiven(arguments, file) =>
            owner.OriginalDefinition,
        IInvocationOperation { TargetMethod: { ContainingType: var owner, Name: var name }, Instance: { } told }
            when name.StartsWith("Load", StringComparison.Ordinal) && SymbolEqualityComparer.Default.Equals(told.Referenced(), file) =>
            owner.OriginalDefinition,
        _ => null,
    };

    private static bool IsGiven(ImmutableArray<IArgumentOperation> arguments, ILocalSymbol file) =>
        IsFile(file.Type) && arguments.Any(argument => argument.Value.Mentions(file));

    private static bool IsFile(ITypeSymbol type) => type.SpecialType == SpecialType.System_String || type.Named("System.IO.FileInfo")
        || type.Named("System.IO.DirectoryInfo");

    private static IEnumerable<TypeFacts> LoadersFor(TypeFacts type) =>
        Loaders(type.Project).Where(loader => loader != type && type.Words.Has(loader.Symbol.Name) && !type.SelfAndSourceBases.Contains(loader));

    /// <summary>The types of the project that load assemblies and bring plugins out of them.</summary>
    private static ImmutableArray<TypeFacts> Loaders(ProjectFacts project) =>
        project.GetOrAdd(nameof(HandedOver), () => project.Declared.Where(IsLoader).ToImmutableArray());

    private static bool IsLoader(TypeFacts type) =>
        Loading.MayBeIn(type) && Loading.Of(type) is { Steps: > 1, Contract: not null, IsWithin: false, Acquisition.Body.Type: var loading } && loading == type
        || LoadContext.SlotIn(type) is { } slot && LoadContext.Use(type, slot) is not null;
}
