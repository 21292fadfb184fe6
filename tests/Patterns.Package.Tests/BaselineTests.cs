namespace Patterns.Package.Tests;

/// <summary>One command accepts what is broken today; from then on a build speaks of what is new.</summary>
public sealed class BaselineTests(FreshPackage package)
{
    private const string Lines = "PAT0402 M:Shop.Journal.Append(Shop.Order)\nPAT0404 M:Shop.Journal.Append(Shop.Order)\n";

    [Theory]
    [InlineData(ConsumerProject.OneFramework)]
    [InlineData(ConsumerProject.ThreeFrameworks)]
    public async Task The_target_writes_the_baseline_and_a_build_is_silent(string frameworks)
    {
        using var project = ConsumerProject.OfShop(package, frameworks);

        await project.TryBuildAsync("-restore", "-t:PatternsBaseline");
        Assert.Equal(Lines, project.Read("PatternBaseline.txt"));
        Assert.DoesNotContain("warning PAT", (await project.TryBuildAsync("-p:PatternsMode=Strict")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ConsumerProject.OneFramework)]
    [InlineData(ConsumerProject.ThreeFrameworks)]
    public async Task A_baseline_that_has_grown_is_said(string frameworks)
    {
        using var project = ConsumerProject.OfShop(package, frameworks);
        project.Write("PatternBaseline.txt", Lines);
        project.Write(".editorconfig", "root = true\n[*.cs]\npatterns.baseline_entries = 1\n");

        var build = await project.TryBuildAsync();

        Assert.All(frameworks.Split(';'), framework => Assert.Equal(["PatternBaseline.txt(2): warning PAT9023"], build.Findings(framework)));
    }

    [Fact]
    public async Task The_target_keeps_what_the_file_says()
    {
        using var project = ConsumerProject.OfShop(package, ConsumerProject.OneFramework);
        project.Write("PatternBaseline.txt", "# ours\r\nPAT0402 M:Shop.Journal.Append(Shop.Order)  ticket 311\r\n");

        await project.TryBuildAsync("-restore", "-t:PatternsBaseline");

        Assert.Equal("# ours\r\nPAT0402 M:Shop.Journal.Append(Shop.Order)  ticket 311\r\nPAT0404 M:Shop.Journal.Append(Shop.Order)\r\n", project.Read("PatternBaseline.txt"));
    }

    [Fact]
    public async Task A_project_with_one_framework_has_the_target_too()
    {
        using var project = ConsumerProject.OfSample(package);

        await project.TryBuildAsync("-restore", "-t:PatternsBaseline");

        Assert.DoesNotMatch("warning PAT(0|1)", await project.BuildAsync());
    }
}
