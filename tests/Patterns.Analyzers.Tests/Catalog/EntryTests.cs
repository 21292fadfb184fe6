using Patterns.Analyzers.Catalog;

namespace Patterns.Analyzers.Tests.Catalog;

/// <summary>What every entry must offer to a reader.</summary>
public class EntryTests
{
    private static IEnumerable<CatalogRow> Rows => PatternCatalog.All.SelectMany(entry => entry.Rows);

    private static IEnumerable<CSharpProject> CSharpProjects => PatternCatalog.All.SelectMany(entry => entry.CSharpProjects);

    [Fact]
    public void Entries_are_numbered_without_a_gap() => Assert.Equal(Enumerable.Range(1, 15), PatternCatalog.All.Select(entry => entry.Number));

    [Fact]
    public void Every_slug_is_a_file_name_of_its_own()
    {
        Assert.Distinct(PatternCatalog.All.Select(entry => entry.Slug));
        Assert.All(PatternCatalog.All, entry => Assert.Matches("^[a-z]+(-[a-z]+)*$", entry.Slug));
    }

    [Fact]
    public void Every_anchor_is_the_one_that_GitHub_derives_from_the_title() =>
        Assert.All(PatternCatalog.All, entry => Assert.Equal(GitHubAnchor(entry.Title), entry.Anchor));

    [Fact]
    public void Every_intent_says_something() => Assert.All(PatternCatalog.All, entry => AssertIsSentence(entry.Intent));

    [Fact]
    public void Every_row_tells_its_mechanism() => Assert.All(Rows, row => AssertIsSentence(row.Mechanism));

    [Fact]
    public void Every_remark_says_something() => Assert.All(Rows.Where(row => row.Remark is not null), row => AssertIsSentence(row.Remark!));

    [Fact]
    public void No_two_rows_tell_the_same_mechanism() => Assert.Distinct(Rows.Select(row => row.Mechanism));

    [Fact]
    public void A_row_is_found_by_its_project() =>
        Assert.Same(PatternCatalog.WriteAheadLog.Rows[0], PatternCatalog.WriteAheadLog.Row(ReferenceProjects.Etcd));

    [Fact]
    public void Every_entry_names_two_CSharp_projects_or_more() =>
        Assert.All(PatternCatalog.All, entry => Assert.InRange(entry.CSharpProjects.DistinctBy(project => project.Repository).Count(), 2, 6));

    [Fact]
    public void Every_CSharp_project_says_what_to_read() => Assert.All(CSharpProjects, project => AssertIsSentence(project.WhatToRead));

    private static void AssertIsSentence(string text)
    {
        Assert.True(text.Length >= 40, text);
        Assert.EndsWith(".", text);
        Assert.DoesNotContain("  ", text);
    }

    /// <summary>GitHub's rule: lower case, no punctuation but hyphens, each space a hyphen.</summary>
    private static string GitHubAnchor(string heading) =>
        string.Concat(heading.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-')).Replace(' ', '-');
}
