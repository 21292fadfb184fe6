using System.Xml.Linq;

namespace Patterns.Package.Tests;

public sealed class LayoutTests(FreshPackage package)
{
    [Fact]
    public void Both_assemblies_are_analyzers_and_nothing_else_is() =>
        Assert.Equal(
            ["analyzers/dotnet/cs/Patterns.Analyzers.dll", "analyzers/dotnet/cs/Patterns.CodeFixes.dll"],
            package.Files().Where(file => file.EndsWith(".dll", StringComparison.Ordinal)).Order());

    [Fact]
    public void Nothing_is_referenced_at_run_time() =>
        Assert.DoesNotContain(package.Files(), file => file.StartsWith("lib/", StringComparison.Ordinal) || file.StartsWith("ref/", StringComparison.Ordinal));

    [Theory]
    [InlineData("README.md")]
    [InlineData("build/Patterns.Analyzers.props")]
    [InlineData("build/Patterns.Analyzers.targets")]
    [InlineData("buildTransitive/Patterns.Analyzers.props")]
    [InlineData("buildTransitive/Patterns.Analyzers.targets")]
    public void File_is_inside(string path) => Assert.Contains(path, package.Files());

    [Theory]
    [InlineData("docs/patterns")]
    [InlineData("docs/guides")]
    [InlineData("docs/rules")]
    public void Every_page_is_inside(string folder)
    {
        var pages = Directory.EnumerateFiles(Path.Combine(Settings.RepositoryRoot, folder), "*.md").Select(page => $"{folder}/{Path.GetFileName(page)}");

        Assert.Equal(pages.Order(), package.Files().Where(file => file.StartsWith(folder, StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void It_is_a_development_dependency() => Assert.Equal("true", Element("developmentDependency")?.Value);

    [Fact]
    public void It_brings_no_dependencies() => Assert.Null(Element("dependencies"));

    [Fact]
    public void It_names_its_license() => Assert.Equal("MIT", Element("license")?.Value);

    [Fact]
    public void It_shows_its_readme() => Assert.Equal("README.md", Element("readme")?.Value);

    private XElement? Element(string name) => package.Metadata().Elements().SingleOrDefault(element => element.Name.LocalName == name);
}
