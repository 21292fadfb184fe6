namespace Patterns.Package.Tests;

/// <summary>The shop with all that a team can agree on, each broken once, built with a log: once for all tests that ask what the build said.</summary>
public abstract class Gate(FreshPackage package, string frameworks) : IAsyncLifetime
{
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

public sealed class GateOfOneFramework(FreshPackage package) : Gate(package, "net10.0");

public sealed class GateOfThreeFrameworks(FreshPackage package) : Gate(package, "net10.0;net8.0;netstandard2.0");
