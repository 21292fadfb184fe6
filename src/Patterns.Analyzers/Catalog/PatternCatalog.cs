using System.Collections.Immutable;
using System.Linq;
using System.Reflection;

namespace Patterns.Analyzers.Catalog;

/// <summary>The catalog of architecture patterns: one property, in a file of its own, for each entry.</summary>
public static partial class PatternCatalog
{
    /// <summary>Every entry, by number. Costs reflection: for documentation, tools and tests, not for analysis.</summary>
    public static ImmutableArray<CatalogEntry> All => Index.Entries;

    // A type of its own: the initialisers of a partial type's parts run in no order that the language defines,
    // and this one reads what all the others set.
    private static class Index
    {
        public static readonly ImmutableArray<CatalogEntry> Entries = typeof(PatternCatalog)
            .GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(CatalogEntry))
            .Select(property => (CatalogEntry)property.GetValue(null)!)
            .OrderBy(entry => entry.Number)
            .ToImmutableArray();
    }
}
