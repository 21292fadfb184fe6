namespace Patterns.Package.Tests;

public sealed class ListFileTests(FreshPackage package)
{
    [Fact]
    public async Task Files_that_a_project_names_itself_are_read_once()
    {
        using var project = ConsumerProject.OfShop(package, ConsumerProject.OneFramework, withGate: true);
        project.Write("Directory.Build.props", """
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
}
