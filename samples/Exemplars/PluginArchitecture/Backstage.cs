using System;
using System.Collections.Generic;
using System.IO;

namespace Exemplars.PluginArchitecture.Backstage;

/// <summary>Starts the parts of a backend, each with services that no other part can see.</summary>
public sealed class Backend(string databases, TextWriter output)
{
    private readonly List<IBackendPart> _parts = [];

    public void Add(IBackendPart part) => _parts.Add(part);

    public void Start()
    {
        foreach (var part in _parts)
        {
            var services = new PartServices(part.Id, Path.Combine(databases, part.Id), output);
            try
            {
                part.Initialize(services);
            }
            catch (Exception fault)
            {
                output.WriteLine($"{part.Id}: {fault.Message}");
            }
        }
    }
}

public sealed class PartServices(string owner, string database, TextWriter output)
{
    private readonly Dictionary<string, Func<string, string>> _routes = [];

    public string Database => database;

    public void Log(string message) => output.WriteLine($"[{owner}] {message}");

    public void Route(string path, Func<string, string> handler) => _routes.Add(path, handler);
}

public interface IBackendPart
{
    string Id { get; }

    void Initialize(PartServices services);
}

public sealed class CatalogPart : IBackendPart
{
    public string Id => "catalog";

    public void Initialize(PartServices services)
    {
        services.Log($"keeps entities in {services.Database}");
        services.Route("/entities", query => $"entities matching {query}");
    }
}

public sealed class SearchPart : IBackendPart
{
    public string Id => "search";

    public void Initialize(PartServices services) => services.Route("/search", query => $"documents about {query}");
}
