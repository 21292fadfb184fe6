namespace Patterns.Package.Tests;

/// <summary>What a build says of a team's agreements, on the console and in the log.</summary>
public abstract class GateTests(Gate gate)
{
    private static readonly string[] OnTheConsole =
    [
        "(0): warning PAT9030",
        "Journal.cs(21): warning PAT9010",
        "PatternBaseline.txt(2): warning PAT9020",
        "PatternBaseline.txt(3): warning PAT9021",
        "PatternInventory.txt(4): warning PAT9002",
        "PatternInventory.txt(5): warning PAT9003",
        "PatternKnownTypes.txt(2): warning PAT9031",
        "Startup.cs(15): warning PAT9012",
        "Stock.cs(5): warning PAT9001",
        "Stock.cs(5): warning PAT9011",
    ];

    /// <summary>The console hides them; PAT0404 is in the baseline, and PAT0800 was taught.</summary>
    private static readonly string[] InTheLogOnly =
        ["(0): note PAT9900", "Greeting.cs(8): note PAT0800", "Journal.cs(21): note PAT0400", "Journal.cs(33): note PAT0402", "Stock.cs(5): note PAT0400"];

    [Fact]
    public void Console_says_what_is_not_as_agreed() => Assert.All(gate.Frameworks, framework => Assert.Equal(OnTheConsole, gate.Build.Findings(framework)));

    [Fact]
    public void Log_of_each_framework_holds_all() => Assert.All(gate.Frameworks, framework => Assert.Equal(All, Logged(framework)));

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

        Assert.Equal(All, Logged(framework));
    }

    private static IEnumerable<string> All => OnTheConsole.Concat(InTheLogOnly).Order(StringComparer.Ordinal);

    private IEnumerable<string> Logged(string framework) =>
        gate.Project.Findings(Gate.LogOf(framework)).Select(finding => finding.ToString()).Order(StringComparer.Ordinal);
}

public sealed class GateOfOneFrameworkTests(GateOfOneFramework gate) : GateTests(gate), IClassFixture<GateOfOneFramework>;

public sealed class GateOfThreeFrameworksTests(GateOfThreeFrameworks gate) : GateTests(gate), IClassFixture<GateOfThreeFrameworks>;
