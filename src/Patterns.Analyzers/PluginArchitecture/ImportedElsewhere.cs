using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>A host starts the plugins that a composition library puts into a member of another class of the project.</summary>
/// <param name="Start">The call by which a plugin is started.</param>
/// <param name="Body">The member that does it.</param>
/// <param name="Import">The member that the library fills.</param>
internal sealed record ImportedElsewhere(Call Start, Body Body, ISymbol Import)
{
    /// <summary>Whether a type names such a member in code with a loop: told from words.</summary>
    public static bool MayBeIn(TypeFacts type) => type.Words.Has("foreach") && ImportsFor(type).Any();

    public static ImportedElsewhere? In(TypeFacts type)
    {
        var imports = ImportsFor(type).ToList();
        foreach (var body in type.Bodies)
        {
            if (!body.Words.Has("foreach") || !imports.Any(import => body.Words.Has(import.Name))) continue;
            foreach (var loop in body.Of<IForEachLoopOperation>())
                if (loop.Locals.Length == 1 && imports.FirstOrDefault(loop.Collection.Mentions) is { } import && StartIn(loop) is { } start)
                    return new(start, body, import);
        }
        return null;
    }

    private static Call? StartIn(IForEachLoopOperation loop)
    {
        foreach (var call in PluginLoop.Told(loop))
            if (call is { Target: { MethodKind: MethodKind.Ordinary, ContainingType: var owner }, Name: not ("Dispose" or "DisposeAsync") }
                && !owner.IsFramework()) return call;
        return null;
    }

    private static IEnumerable<ISymbol> ImportsFor(TypeFacts type) => All(type.Project)
        .Where(import => type.Words.Has(import.Name) && !SymbolEqualityComparer.Default.Equals(import.ContainingType, type.Symbol));

    private static ImmutableArray<ISymbol> All(ProjectFacts project) => project.GetOrAdd(nameof(ImportedElsewhere), () => project.Declared
        .Where(FrameworkMark.MayImport).SelectMany(FrameworkMark.ImportsOf).ToImmutableArray());
}
