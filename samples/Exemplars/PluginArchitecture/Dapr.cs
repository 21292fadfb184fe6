using System;
using System.Collections.Concurrent;
using System.Collections.Generic;

namespace Exemplars.PluginArchitecture.Dapr;

/// <summary>State stores by the name that a component file gives them.</summary>
public sealed class StoreFactories
{
    private readonly Dictionary<string, Func<IReadOnlyDictionary<string, string>, IStateStore>> _factories = new(StringComparer.OrdinalIgnoreCase);

    public void Register(string name, Func<IReadOnlyDictionary<string, string>, IStateStore> factory)
    {
        if (!_factories.TryAdd(name, factory))
        {
            throw new ArgumentException($"A store named '{name}' is registered already.", nameof(name));
        }
    }

    public IStateStore Create(string name, IReadOnlyDictionary<string, string> metadata) =>
        _factories.TryGetValue(name, out var factory)
            ? factory(metadata)
            : throw new KeyNotFoundException($"No store is registered for '{name}'.");
}

public interface IStateStore
{
    void Save(string key, byte[] value);

    byte[]? Load(string key);
}

public sealed class TransientStore : IStateStore
{
    private readonly ConcurrentDictionary<string, byte[]> _values = new();

    public void Save(string key, byte[] value) => _values[key] = value;

    public byte[]? Load(string key) => _values.GetValueOrDefault(key);
}

public static class DefaultStores
{
    public static StoreFactories AddDefaults(this StoreFactories factories)
    {
        factories.Register("in-memory", _ => new TransientStore());
        return factories;
    }
}
