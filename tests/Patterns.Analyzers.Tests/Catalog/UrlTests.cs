using Patterns.Analyzers.Catalog;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Catalog;

/// <summary>Addresses: well formed, and formed in one place.</summary>
public class UrlTests
{
    private static readonly string[] PlacesOfAddresses = ["CatalogUrls.cs", "ReferenceProjects.cs", "Entries"];

    private static readonly string Sources = Path.Combine(References.RepositoryRoot, "src");

    [Fact]
    public void An_entry_links_to_its_heading() => Assert.Equal(
        "https://github.com/thxtech/ossarch/blob/main/docs/PATTERNS.md#write-ahead-log-wal",
        PatternCatalog.WriteAheadLog.Url);

    [Fact]
    public void A_reference_project_links_to_its_report() => Assert.Equal(
        "https://github.com/thxtech/ossarch/blob/main/oss/etcd/README.md",
        ReferenceProjects.Etcd.Report);

    [Fact]
    public void Every_repository_is_one_on_GitHub() => Assert.All(
        PatternCatalog.All.SelectMany(Repositories),
        url => Assert.Matches(@"^https://github\.com/[\w.-]+/[\w.-]+$", url));

    [Fact]
    public void No_two_projects_share_a_repository() => Assert.Distinct(
        PatternCatalog.All.SelectMany(entry => entry.Rows).Select(row => row.Project).Distinct().Select(project => project.Repository));

    [Fact]
    public void No_other_code_holds_an_address() => Assert.All(
        Directory.EnumerateFiles(Sources, "*.cs", SearchOption.AllDirectories).Where(IsOurs),
        file => Assert.DoesNotContain("https://", File.ReadAllText(file)));

    private static IEnumerable<string> Repositories(CatalogEntry entry) =>
        entry.Rows.Select(row => row.Project.Repository).Concat(entry.CSharpProjects.Select(project => project.Repository));

    private static bool IsOurs(string file) =>
        !Path.GetRelativePath(Sources, file).Split(Path.DirectorySeparatorChar).Intersect(["bin", "obj", .. PlacesOfAddresses]).Any();
}
