using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Catalog;

namespace Patterns.Analyzers.Tests.Documentation;

/// <summary>The rules that the shipped assemblies hold, found by reflection.</summary>
internal static class Rules
{
    /// <summary>Every rule once, by id.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
        [.. InstancesOf<DiagnosticAnalyzer>(typeof(PatternCatalog).Assembly)
            .SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .DistinctBy(rule => rule.Id)
            .OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    private static readonly HashSet<string> Fixable =
        [.. InstancesOf<CodeFixProvider>(Assembly.Load("Patterns.CodeFixes")).SelectMany(provider => provider.FixableDiagnosticIds)];

    /// <summary>The rules of a pattern, its recognition first.</summary>
    public static IEnumerable<DiagnosticDescriptor> Of(CatalogEntry entry) => All.Where(rule => PatternOf(rule) == entry);

    /// <summary>The pattern whose number the id begins with; none for the rules about the inventory and the settings.</summary>
    public static CatalogEntry? PatternOf(DiagnosticDescriptor rule) =>
        PatternCatalog.All.SingleOrDefault(entry => rule.Id.StartsWith($"PAT{entry.Number:00}", StringComparison.Ordinal));

    public static bool HasCodeFix(this DiagnosticDescriptor rule) => Fixable.Contains(rule.Id);

    /// <summary>Where the rule is documented, relative to the repository.</summary>
    public static string Page(this DiagnosticDescriptor rule) => $"docs/rules/{rule.Id}.md";

    private static IEnumerable<T> InstancesOf<T>(Assembly assembly) => assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract)
        .Select(type => (T)Activator.CreateInstance(type, nonPublic: true)!);
}
