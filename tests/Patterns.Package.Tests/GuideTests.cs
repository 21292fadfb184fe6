namespace Patterns.Package.Tests;

/// <summary>The guide does what it says: a project goes all its way, and then the gate holds.</summary>
public sealed class GuideTests(FreshPackage package)
{
    [Fact]
    public async Task All_commands_work_from_top_to_bottom_and_the_gate_stops_what_is_new()
    {
        using var project = ConsumerProject.OfShop(package, ConsumerProject.OneFramework, withPackage: false);

        var way = await project.ShellAsync(Guide.Everything);
        var before = await project.ShellAsync(Guide.Gate);
        project.Write("Ledger.cs", project.Read("Journal.cs").Replace("Journal", "Ledger", StringComparison.Ordinal).Replace("Order", "Entry", StringComparison.Ordinal));
        var after = await project.ShellAsync(Guide.Gate);

        Assert.True(way.ExitCode == 0, way.Output);
        Assert.True(before.ExitCode == 0, before.Output);
        Assert.NotEqual(0, after.ExitCode);
        Assert.Equal(["Ledger.cs(21): error PAT9001", "Ledger.cs(31): error PAT0404", "Ledger.cs(33): error PAT0402"], after.Findings());
    }

    [Fact]
    public void Each_recipe_runs_the_lines_of_the_gate() =>
        Assert.All(Guide.Recipes, commands => Assert.Equal(Guide.Gate.Split('\n', StringSplitOptions.RemoveEmptyEntries), commands));

    [Theory]
    [InlineData("GitHub Actions")]
    [InlineData("Azure Pipelines")]
    [InlineData("GitLab")]
    public void There_is_a_recipe_for(string server) => Assert.Contains(server, Guide.Servers);
}
