using System.Collections.Immutable;

namespace Patterns.Analyzers.Recognition;

/// <summary>The patterns that this version recognises: a pattern's folder is all it takes to be among them.</summary>
internal static class AllPatterns
{
    private static readonly Lazy<ImmutableSortedDictionary<string, PatternAnalyzer>> Found = new(() => typeof(AllPatterns).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(PatternAnalyzer)) && !type.IsAbstract)
        .Select(type => (PatternAnalyzer)Activator.CreateInstance(type))
        .ToImmutableSortedDictionary(analyzer => analyzer.Pattern.Slug, analyzer => analyzer, StringComparer.Ordinal));

    /// <summary>The analyzers by the slug of their pattern, in its order. Costs reflection, once in a process.</summary>
    public static ImmutableSortedDictionary<string, PatternAnalyzer> BySlug => Found.Value;
}
