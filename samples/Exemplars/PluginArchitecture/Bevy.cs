using System;
using System.Collections.Generic;

namespace Exemplars.PluginArchitecture.Bevy;

/// <summary>An application is the sum of the features that its author adds.</summary>
public sealed class Application
{
    private readonly List<IFeature> _features = [];
    private readonly List<Action> _systems = [];
    private readonly Dictionary<Type, object> _resources = [];

    public Application Add(IFeature feature)
    {
        _features.Add(feature);
        return this;
    }

    public Application AddSystem(Action system)
    {
        _systems.Add(system);
        return this;
    }

    public Application AddResource<T>(T resource) where T : class
    {
        _resources.Add(typeof(T), resource);
        return this;
    }

    public void Run()
    {
        foreach (var feature in _features)
        {
            feature.Build(this);
        }

        foreach (var system in _systems)
        {
            system();
        }
    }
}

public interface IFeature
{
    void Build(Application application);
}

public sealed class Windowing : IFeature
{
    public void Build(Application application) => application.AddResource(new WindowTitle("main")).AddSystem(() => Console.WriteLine("drawn"));
}

public sealed record WindowTitle(string Text);
