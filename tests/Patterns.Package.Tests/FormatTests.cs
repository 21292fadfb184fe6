namespace Patterns.Package.Tests;

/// <summary><c>dotnet format</c> opens a project once for each framework.</summary>
public sealed class FormatTests(FreshPackage package)
{
    [Theory]
    [InlineData(ConsumerProject.OneFramework)]
    [InlineData(ConsumerProject.ThreeFrameworks)]
    public async Task It_says_what_the_build_says_of_sources(string frameworks)
    {
        using var project = ConsumerProject.OfShop(package, frameworks, withGate: true);
        var inSources = Gate.All.Where(finding => finding.Contains(".cs(", StringComparison.Ordinal)).Select(finding => finding.Replace("note", "info", StringComparison.Ordinal));

        var format = await project.VerifyFormatAsync();

        Assert.Equal(inSources.Order(StringComparer.Ordinal), format.Findings());
    }

    [Theory]
    [InlineData(ConsumerProject.OneFramework)]
    [InlineData(ConsumerProject.ThreeFrameworks)]
    public async Task It_completes_the_inventory(string frameworks)
    {
        using var project = ConsumerProject.OfShop(package, frameworks);
        project.Write("PatternInventory.txt", "# ours\nwrite-ahead-log T:Shop.Stock\n");

        await project.FixAsync("PAT9001");
        var build = await project.TryBuildAsync();

        Assert.Equal("# ours\nwrite-ahead-log T:Shop.Journal\nwrite-ahead-log T:Shop.Stock\n", project.Read("PatternInventory.txt"));
        Assert.Empty(build.Findings());
    }
}
