using Patterns.Analyzers.Catalog;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Documentation;

public class PatternPageTests
{
    public static TheoryData<string> Slugs => [.. PatternCatalog.All.Select(entry => entry.Slug)];

    [Theory]
    [MemberData(nameof(Slugs))]
    public void The_generated_parts_of_a_page_are_up_to_date(string slug)
    {
        var entry = Entry(slug);
        GeneratedRegions.Verify(PatternPage.PathOf(entry), PatternPage.Head, PatternPage.RenderHead(entry), PatternPage.Skeleton);
        GeneratedRegions.Verify(PatternPage.PathOf(entry), PatternPage.References, PatternPage.RenderReferences(entry));
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void A_page_says_what_the_pattern_is(string slug) => new Page(PatternPage.PathOf(Entry(slug))).AssertSays("What it is");

    [Fact]
    public void The_page_of_a_recognised_pattern_says_how_it_is_recognised() => Assert.All(
        PatternCatalog.All.Where(entry => Rules.Of(entry).Any()),
        entry => new Page(PatternPage.PathOf(entry)).AssertSays("How it is recognised"));

    [Fact]
    public void No_page_is_left_without_a_pattern() => Assert.Empty(
        Directory.EnumerateFiles(Path.Combine(References.RepositoryRoot, "docs/patterns"), "*.md").Select(Path.GetFileNameWithoutExtension)
            .Except(PatternCatalog.All.Select(entry => entry.Slug)));

    private static CatalogEntry Entry(string slug) => PatternCatalog.All.Single(entry => entry.Slug == slug);
}
