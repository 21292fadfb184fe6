using System;
using System.Collections.Generic;
using System.Linq;

namespace Exemplars.PluginArchitecture.Containerd;

/// <summary>Subsystems say what they need; the daemon starts them in an order that satisfies all of them.</summary>
public sealed class Daemon
{
    private readonly Dictionary<string, ISubsystem> _subsystems = [];
    private readonly List<ISubsystem> _started = [];

    public void Add(ISubsystem subsystem)
    {
        if (!_subsystems.TryAdd(subsystem.Id, subsystem))
        {
            throw new ArgumentException($"'{subsystem.Id}' is present already.", nameof(subsystem));
        }
    }

    public void Start()
    {
        foreach (var subsystem in Sorted())
        {
            try
            {
                subsystem.Start(this);
                _started.Add(subsystem);
            }
            catch (Exception fault)
            {
                Console.Error.WriteLine($"'{subsystem.Id}' did not start: {fault.Message}");
            }
        }
    }

    public ISubsystem? Find(string kind) => _started.FirstOrDefault(subsystem => subsystem.Kind == kind);

    private List<ISubsystem> Sorted()
    {
        var sorted = new List<ISubsystem>();
        var visited = new HashSet<string>();
        foreach (var subsystem in _subsystems.Values)
        {
            Visit(subsystem, visited, sorted);
        }

        return sorted;
    }

    private void Visit(ISubsystem subsystem, HashSet<string> visited, List<ISubsystem> sorted)
    {
        if (!visited.Add(subsystem.Id))
        {
            return;
        }

        foreach (var requirement in subsystem.Requires)
        {
            Visit(_subsystems[requirement], visited, sorted);
        }

        sorted.Add(subsystem);
    }
}

public interface ISubsystem
{
    string Id { get; }

    string Kind { get; }

    IReadOnlyList<string> Requires { get; }

    void Start(Daemon daemon);
}

public sealed class ContentStore : ISubsystem
{
    public string Id => "content";

    public string Kind => "store";

    public IReadOnlyList<string> Requires => [];

    public void Start(Daemon daemon) => Console.WriteLine("content ready");
}

public sealed class Snapshots : ISubsystem
{
    public string Id => "snapshots";

    public string Kind => "snapshotter";

    public IReadOnlyList<string> Requires => ["content"];

    public void Start(Daemon daemon) => Console.WriteLine($"snapshots on {daemon.Find("store")?.Id}");
}
