namespace Patterns.Package.Tests;

/// <summary>The shop with all that a team can agree on, each broken once, built with a log: once for all tests that ask what the build said.</summary>
public abstract class Gate(FreshPackage package, string frameworks) : IAsyncLifetime
{
    /// <summary>What a build prints.</summary>
    public static readonly string[] OnTheConsole =
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

    /// <summary>What else the log holds. PAT0404 is in the baseline, and PAT0800 was taught.</summary>
    public static readonly string[] InTheLogOnly =
        ["(0): note PAT9900", "Greeting.cs(8): note PAT0800", "Journal.cs(21): note PAT0400", "Journal.cs(33): note PAT0402", "Stock.cs(5): note PAT0400"];

    public static IEnumerable<string> All => OnTheConsole.Concat(InTheLogOnly).Order(StringComparer.Ordinal);

    public ConsumerProject Project { get; } = ConsumerProject.OfShop(package, frameworks, withGate: true);

    public IReadOnlyList<string> Frameworks { get; } = frameworks.Split(';');

    /// <summary>What the first build said.</summary>
    public BuildResult Build { get; private set; } = null!;

    /// <summary>The log of a framework, relative to the project.</summary>
    public static string LogOf(string framework) => $"obj/Debug/{framework}/Consumer.{framework}.patterns.sarif";

    public Task<BuildResult> BuildAsync() => Project.TryBuildAsync("-p:PatternsSarif=true");

    public async ValueTask InitializeAsync() => Build = await BuildAsync();

    public ValueTask DisposeAsync()
    {
        Project.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

public sealed class GateOfOneFramework(FreshPackage package) : Gate(package, ConsumerProject.OneFramework);

public sealed class GateOfThreeFrameworks(FreshPackage package) : Gate(package, ConsumerProject.ThreeFrameworks);
