namespace Patterns.Package.Tests;

/// <summary>The consumer project, built once for the tests of the collection.</summary>
public sealed class Consumer(FreshPackage package) : IAsyncLifetime
{
    private readonly ConsumerProject project = ConsumerProject.OfSample(package);

    /// <summary>What the build printed.</summary>
    public string Console { get; private set; } = "";

    /// <summary>What the build logged.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Console = await project.BuildAsync();
        Findings = project.Findings();
    }

    public Task<string> RunAsync(params string[] arguments) => project.RunAsync(arguments);

    public ValueTask DisposeAsync()
    {
        project.Dispose();
        return ValueTask.CompletedTask;
    }
}

[CollectionDefinition]
public sealed class ConsumerCollection : ICollectionFixture<Consumer>;
