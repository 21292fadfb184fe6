using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor;

/// <summary>A native function that waits and dispatches until the loop ends, and who runs it. A static class that only binds such functions runs
/// none.</summary>
internal static class NativeLoop
{
    private static readonly Words Imports = new("DllImport", "LibraryImport");

    public static bool MayBeIn(TypeFacts type) => !(type.Symbol.IsStatic && type.Words.HasAny(Imports))
        && (!type.Symbol.IsStatic && type.Words.HasAny(Demultiplexer.RunWords)
            || Bindings(type.Project).Any(binding => type.Words.Has(binding.Name) && type.Words.Has(binding.ContainingType.Name)));

    /// <summary>The call that runs a native loop, there or by the member of a binding.</summary>
    public static NativeRun? In(TypeFacts type)
    {
        if (!MayBeIn(type)) return null;
        var bindings = Bindings(type.Project);
        foreach (var body in type.Bodies)
        {
            if (!body.Words.HasAny(Demultiplexer.RunWords) && !bindings.Any(binding => body.Words.Has(binding.Name))) continue;
            foreach (var call in body.Calls)
                if (Demultiplexer.IsRun(call) || call.Target is { } target && bindings.Contains(target.OriginalDefinition, SymbolEqualityComparer.Default))
                    return new(body, call);
        }
        return null;
    }

    /// <summary>The static members that do nothing but call such a function.</summary>
    private static ImmutableArray<IMethodSymbol> Bindings(ProjectFacts project) => project.GetOrAdd(typeof(NativeLoop), () => project.Types
        .Select(project.Of).OfType<TypeFacts>()
        .Where(type => type.Words.HasAny(Imports) && type.Words.HasAny(Demultiplexer.RunWords))
        .SelectMany(type => type.Bodies)
        .Where(body => body.Method.IsStatic && body.Words.HasAny(Demultiplexer.RunWords) && body.Calls.Any(Demultiplexer.IsRun))
        .Select(body => body.Method)
        .ToImmutableArray());
}
