using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Sidecar;

/// <summary>The names under which a project keeps constants that matter here: who uses the constant writes its name, not its value.</summary>
internal static class Literals
{
    private static readonly Words None = new();

    /// <summary>The names of constants that are, or begin with, the own machine.</summary>
    public static Words Hosts(ProjectFacts project) => project.GetOrAdd((typeof(Literals), nameof(Hosts)), () => Names(project, OwnMachine.Words,
        text => text.StartsWith("localhost", StringComparison.Ordinal) || text.StartsWith("127.0.0.1", StringComparison.Ordinal)
            || text.Contains("://localhost") || text.Contains("://127.0.0.1"))).Result;

    /// <summary>The names of constants by which a known companion is addressed.</summary>
    public static Words Marks(ProjectFacts project) =>
        project.GetOrAdd((typeof(Literals), nameof(Marks)), () => Names(project, WellKnown.Words, WellKnown.IsAny)).Result;

    private static SharedScan<List<string>, Words> Names(ProjectFacts project, Words words, Func<string, bool> condition) => new(
        project,
        type => type.Words.HasAny(words) ? NamesIn(type, condition) : null,
        names => names.IsEmpty ? None : new(names.SelectMany(some => some).ToArray()));

    private static List<string>? NamesIn(TypeFacts type, Func<string, bool> condition)
    {
        var names = type.Symbol.GetMembers().OfType<IFieldSymbol>()
            .Where(field => field is { HasConstantValue: true, ConstantValue: string text } && condition(text))
            .Select(field => field.Name)
            .ToList();
        return names.Count == 0 ? null : names;
    }
}
