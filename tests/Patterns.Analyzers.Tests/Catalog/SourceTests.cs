using Patterns.Analyzers.Catalog;

namespace Patterns.Analyzers.Tests.Catalog;

/// <summary>Holds the catalog against its source document.</summary>
public class SourceTests
{
    [Fact]
    public void The_source_has_15_patterns_83_rows_and_34_projects() => Assert.Equal(
        (15, 83, 34),
        (CatalogFact.OfTheSource.DistinctBy(fact => fact.Number).Count(),
            CatalogFact.OfTheSource.Length,
            CatalogFact.OfTheSource.DistinctBy(fact => fact.Project).Count()));

    [Fact]
    public void No_row_of_the_source_is_missing() => Assert.Empty(CatalogFact.OfTheSource.Except(CatalogFact.OfTheCatalog));

    [Fact]
    public void No_row_is_invented() => Assert.Empty(CatalogFact.OfTheCatalog.Except(CatalogFact.OfTheSource));

    [Fact]
    public void Rows_stand_in_the_order_of_the_source() => Assert.Equal(CatalogFact.OfTheSource, CatalogFact.OfTheCatalog);

    [Fact]
    public void Every_listed_project_occurs_in_a_row() => Assert.Equal(
        typeof(ReferenceProjects).GetProperties().Select(property => ((ReferenceProject)property.GetValue(null)!).Slug).Order(StringComparer.Ordinal),
        CatalogFact.OfTheSource.Select(fact => fact.Project).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(nameof(PatternCatalog.DependencyInjection), "gitea")]
    [InlineData(nameof(PatternCatalog.WorkStealing), "spark")]
    [InlineData(nameof(PatternCatalog.ContentAddressableStorage), "rocksdb")]
    [InlineData(nameof(PatternCatalog.WriteAheadLog), "go-ethereum")]
    public void A_known_slip_carries_a_remark(string pattern, string project)
    {
        var entry = (CatalogEntry)typeof(PatternCatalog).GetProperty(pattern)!.GetValue(null)!;

        Assert.NotNull(entry.Rows.Single(row => row.Project.Slug == project).Remark);
    }
}
