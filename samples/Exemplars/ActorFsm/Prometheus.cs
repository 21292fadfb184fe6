namespace Exemplars.ActorFsm.Prometheus;

/// <summary>A long-lived part of a server: a loop, and what ends it.</summary>
/// <param name="Execute">Runs until it is interrupted or fails.</param>
/// <param name="Interrupt">Makes the loop return.</param>
public sealed record Part(Func<Task> Execute, Action Interrupt);

/// <summary>Runs the parts of a server together: when the first returns, the others are interrupted and awaited.</summary>
public sealed class Group
{
    private readonly List<Part> _parts = [];

    public void Add(Func<Task> execute, Action interrupt) => _parts.Add(new(execute, interrupt));

    public async Task RunAsync()
    {
        var running = _parts.Select(part => Task.Run(part.Execute)).ToList();
        var first = await Task.WhenAny(running);
        foreach (var part in _parts) part.Interrupt();
        await Task.WhenAll(running);
        await first;
    }
}
