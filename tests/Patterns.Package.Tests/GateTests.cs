namespace Patterns.Package.Tests;

/// <summary>What a build says of a team's agreements, on the console and in the log.</summary>
public abstract class GateTests(Gate gate)
{
    [Fact]
    public void Console_says_what_is_not_as_agreed() => Assert.All(gate.Frameworks, framework => Assert.Equal(Gate.OnTheConsole, gate.Build.Findings(framework)));

    [Fact]
    public void Log_of_each_framework_holds_all() => Assert.All(gate.Frameworks, framework => Assert.Equal(Gate.All, Logged(framework)));

    [Fact]
    public void There_is_no_other_log() =>
        Assert.Equal(gate.Frameworks.Select(Gate.LogOf).Order(StringComparer.Ordinal), gate.Project.Files("*.sarif").Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task Second_build_writes_nothing()
    {
        var before = gate.Project.Files("*");

        await gate.BuildAsync();

        Assert.Equal(before, gate.Project.Files("*"));
    }

    [Fact]
    public async Task Lost_log_is_written_again()
    {
        var framework = gate.Frameworks[^1];
        gate.Project.Delete(Gate.LogOf(framework));

        await gate.BuildAsync();

        Assert.Equal(Gate.All, Logged(framework));
    }

    [Fact]
    public async Task Workspace_says_the_same()
    {
        var said = await gate.Project.AnalyzeAsync();

        Assert.Equal(gate.Frameworks.Count, said.Count);
        Assert.All(said, findings => Assert.Equal(Gate.All, findings));
    }

    private IEnumerable<string> Logged(string framework) =>
        gate.Project.Findings(Gate.LogOf(framework)).Select(finding => finding.ToString()).Order(StringComparer.Ordinal);
}

public sealed class GateOfOneFrameworkTests(GateOfOneFramework gate) : GateTests(gate), IClassFixture<GateOfOneFramework>;

public sealed class GateOfThreeFrameworksTests(GateOfThreeFrameworks gate) : GateTests(gate), IClassFixture<GateOfThreeFrameworks>;
