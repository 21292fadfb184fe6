using Patterns.Analyzers.Catalog;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Catalog;

/// <summary>One row of the source document: the number and anchor of its pattern, and the folder of its project's report.</summary>
internal sealed record CatalogFact(int Number, string Anchor, string Project)
{
    /// <summary>What the source states, kept as data beside the tests.</summary>
    public static CatalogFact[] OfTheSource { get; } =
        [.. File.ReadLines(Path.Combine(References.RepositoryRoot, "tests/Patterns.Analyzers.Tests/Catalog/CatalogFacts.txt"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' '))
            .Select(parts => new CatalogFact(int.Parse(parts[0]), parts[1], parts[2]))];

    /// <summary>What our catalog states.</summary>
    public static CatalogFact[] OfTheCatalog { get; } =
        [.. PatternCatalog.All.SelectMany(entry => entry.Rows.Select(row => new CatalogFact(entry.Number, entry.Anchor, row.Project.Slug)))];
}
