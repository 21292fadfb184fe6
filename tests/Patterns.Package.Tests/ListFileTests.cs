namespace Patterns.Package.Tests;

public sealed class ListFileTests(FreshPackage package)
{
    /// <summary>The journal under another name, for one target framework only.</summary>
    private static string Ledger(ConsumerProject project) =>
        $"#if NET10_0_OR_GREATER\n{project.Read("Journal.cs").Replace("Journal", "Ledger", StringComparison.Ordinal).Replace("Order", "Entry", StringComparison.Ordinal)}#endif\n";

    [Theory]
    [InlineData("Directory.Build.props")]
    [InlineData("Directory.Build.targets")]
    public async Task Files_that_a_project_names_itself_are_read_once(string where)
    {
        using var project = ConsumerProject.OfShop(package, ConsumerProject.OneFramework, withGate: true);
        project.Write(where, """
            <Project>
              <ItemGroup>
                <AdditionalFiles Include="$(MSBuildProjectDirectory)/PatternInventory.txt" />
                <AdditionalFiles Include="./PatternBaseline.txt" />
                <AdditionalFiles Include="PatternK*.txt" />
              </ItemGroup>
            </Project>
            """);

        await project.TryBuildAsync("-p:PatternsSarif=true");

        Assert.Equal(Gate.All, project.Findings(Gate.LogOf(ConsumerProject.OneFramework)).Select(finding => finding.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Files_that_cannot_be_written_are_read_all_the_same()
    {
        using var project = ConsumerProject.OfShop(package, ConsumerProject.OneFramework, withGate: true);
        project.Protect("PatternInventory.txt");
        project.Protect("PatternBaseline.txt");
        project.Protect("PatternKnownTypes.txt");

        var build = await project.TryBuildAsync();

        Assert.Equal(Gate.OnTheConsole, build.Findings());
    }

    [Fact]
    public async Task What_holds_for_one_target_framework_is_written_down_as_such()
    {
        using var project = ConsumerProject.OfShop(package, ConsumerProject.ThreeFrameworks);
        project.Write("Ledger.cs", Ledger(project));
        project.Write("PatternInventory.txt", "write-ahead-log T:Shop.Journal\nwrite-ahead-log T:Shop.Ledger [net10.0]\nwrite-ahead-log T:Shop.Stock\n");
        project.Write("PatternBaseline.txt", """
            PAT0402 M:Shop.Journal.Append(Shop.Order)
            PAT0402 M:Shop.Ledger.Append(Shop.Entry) [net10.0]
            PAT0404 M:Shop.Journal.Append(Shop.Order)
            PAT0404 M:Shop.Ledger.Append(Shop.Entry) [net10.0] ticket 311
            """);

        var build = await project.TryBuildAsync("-p:PatternsMode=Strict");

        Assert.Empty(build.Findings());
        Assert.Equal(0, build.ExitCode);
    }

    [Fact]
    public async Task What_is_lost_for_one_target_framework_is_said_of_it_alone()
    {
        string[] everywhere = ["PatternInventory.txt(3): warning PAT9003", "Stock.cs(5): warning PAT9001"];
        using var project = ConsumerProject.OfShop(package, ConsumerProject.ThreeFrameworks);
        project.Write("Ledger.cs", Ledger(project));
        project.Write("PatternInventory.txt", "write-ahead-log T:Shop.Journal\nwrite-ahead-log T:Shop.Ledger [net10.0,net8.0]\nwrite-ahead-log T:Shop.Stock [net9.0]\n");

        var build = await project.TryBuildAsync("-p:PatternsMode=Recommended");

        Assert.Equal(everywhere, build.Findings("net10.0"));
        Assert.Equal(["PatternInventory.txt(2): warning PAT9002", .. everywhere], build.Findings("net8.0"));
        Assert.Equal(everywhere, build.Findings("netstandard2.0"));
    }
}
