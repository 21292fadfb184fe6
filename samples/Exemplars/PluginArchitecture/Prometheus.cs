using System;
using System.Collections.Generic;
using System.Linq;

namespace Exemplars.PluginArchitecture.Prometheus;

/// <summary>Finds scrape targets through whichever discovery understands the configuration.</summary>
public sealed class TargetManager(IEnumerable<IDiscovery> discoveries)
{
    private readonly IReadOnlyList<IDiscovery> _discoveries = discoveries.ToList();

    public IEnumerable<Uri> Targets(string kind, string configuration)
    {
        foreach (var discovery in _discoveries)
        {
            if (discovery.Understands(kind))
            {
                return discovery.Discover(configuration);
            }
        }

        throw new NotSupportedException($"No discovery understands '{kind}'.");
    }
}

public interface IDiscovery
{
    bool Understands(string kind);

    IEnumerable<Uri> Discover(string configuration);
}

public sealed class StaticDiscovery : IDiscovery
{
    public bool Understands(string kind) => kind == "static";

    public IEnumerable<Uri> Discover(string configuration) => configuration.Split(',').Select(target => new Uri(target));
}

public sealed class LocalDiscovery : IDiscovery
{
    public bool Understands(string kind) => kind == "local";

    public IEnumerable<Uri> Discover(string configuration) => [new Uri($"http://localhost:{configuration}")];
}
