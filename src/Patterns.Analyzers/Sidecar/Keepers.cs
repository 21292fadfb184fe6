using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Sidecar;

/// <summary>The types of a project that keep a process, or keep what keeps one.</summary>
internal static class Keepers
{
    private const int Levels = 5;
    private const int FewImplementations = 3;

    private static readonly Words Processes = new("Process");

    /// <summary>What the words of a type must hold for it to end what it keeps.</summary>
    public static readonly Words Ending = new("Kill", "CloseMainWindow", "Stop", "StopAsync", "Shutdown", "ShutdownAsync", "ShutDown", "Terminate", "Dispose",
        "DisposeAsync", "Close", "CloseAsync");

    public static bool IsKeeper(TypeFacts type) => type.SelfAndSourceBases.Any(self => Of(type.Project).Contains(self.Symbol));

    /// <summary>True for a slot that holds a process, or a keeper.</summary>
    public static bool IsProcess(ITypeSymbol? type) => type is not null && Held(type).Any(held => held.Named("System.Diagnostics.Process"));

    /// <summary>The keepers of the project that a slot of this type may hold.</summary>
    public static IEnumerable<TypeFacts> In(ITypeSymbol type, ProjectFacts project)
    {
        foreach (var held in Held(type))
        {
            if (project.Of(held) is not { } facts) continue;
            if (Of(project).Contains(facts.Symbol)) yield return facts;
            if (!held.IsContract()) continue;
            foreach (var implementation in project.ImplementationsOf(held))
                if (Of(project).Contains(implementation) && project.Of(implementation) is { } keeper) yield return keeper;
        }
    }

    private static IEnumerable<ITypeSymbol> Held(ITypeSymbol type)
    {
        yield return type;
        if (type.ElementType() is { } element) yield return element;
        if (type is ITypeParameterSymbol parameter)
            foreach (var constraint in parameter.ConstraintTypes) yield return constraint;
    }

    private static ImmutableHashSet<ISymbol> Of(ProjectFacts project) =>
        project.GetOrAdd(typeof(Keepers), () => new SharedScan<Candidate, ImmutableHashSet<ISymbol>>(project, Ask, all => Find(project, all))).Result;

    private static Candidate? Ask(TypeFacts type)
    {
        if (type.Symbol.TypeKind is not (TypeKind.Class or TypeKind.Struct)) return null;
        if (type.Words.HasAny(Processes) && type.Slots.Any(slot => IsProcess(slot.Type))) return new(type, KeepsProcess: true);
        return type.Words.HasAny(Ending) ? new(type, KeepsProcess: false) : null;
    }

    /// <summary>Whoever keeps a process, then whoever keeps one of those, and so on.</summary>
    private static ImmutableHashSet<ISymbol> Find(ProjectFacts project, ImmutableArray<Candidate> all)
    {
        var keepers = ImmutableHashSet.CreateBuilder<ISymbol>(SymbolEqualityComparer.Default);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var candidate in all.Where(candidate => candidate.KeepsProcess)) Keep(candidate.Type);
        var rest = all.Where(candidate => !candidate.KeepsProcess).Select(candidate => candidate.Type).ToList();
        for (var level = 0; level < Levels && names.Count > 0; level++)
        {
            var words = new Words(names.ToArray());
            names.Clear();
            foreach (var type in rest.Where(type => type.Words.HasAny(words)).ToList())
                if (type.Slots.Any(slot => Held(slot.Type).Any(held => IsKept(held, keepers, project))))
                {
                    Keep(type);
                    rest.Remove(type);
                }
        }
        return keepers.ToImmutable();

        void Keep(TypeFacts type)
        {
            keepers.Add(type.Symbol);
            names.Add(type.Symbol.Name);
            foreach (var contract in type.Symbol.AllInterfaces.Where(contract => project.Of(contract) is not null)) names.Add(contract.Name);
        }
    }

    /// <summary>A type that keeps a process, or that may keep what does.</summary>
    private sealed record Candidate(TypeFacts Type, bool KeepsProcess);

    private static bool IsKept(ITypeSymbol held, ISet<ISymbol> keepers, ProjectFacts project)
    {
        if (project.Of(held) is not { } facts) return false;
        if (keepers.Contains(facts.Symbol)) return true;
        if (held.TypeKind != TypeKind.Interface) return false;
        var all = project.ImplementationsOf(held).ToList();
        return all.Any(keepers.Contains)
            && all.Count(one => !all.Contains(one.BaseType?.OriginalDefinition!, SymbolEqualityComparer.Default)) <= FewImplementations;
    }
}
