using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Exemplars.DependencyInjection.Dapr;

public interface IStateStore
{
    string? Read(string key);

    void Write(string key, string value);
}

public sealed class MemoryStateStore : IStateStore
{
    private readonly ConcurrentDictionary<string, string> _entries = new();

    public string? Read(string key) => _entries.GetValueOrDefault(key);

    public void Write(string key, string value) => _entries[key] = value;
}

public sealed class FolderStateStore(string folder) : IStateStore
{
    public string? Read(string key) => File.Exists(PathOf(key)) ? File.ReadAllText(PathOf(key)) : null;

    public void Write(string key, string value) => File.WriteAllText(PathOf(key), value);

    private string PathOf(string key) => Path.Combine(folder, Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(key)));
}

public sealed class Actors(IStateStore state)
{
    public void Remember(string actor, string value) => state.Write(actor, value);
}

/// <summary>What the library needs, each part replaceable by the program that uses it.</summary>
public static class StateRegistration
{
    public static IServiceCollection AddState(this IServiceCollection services, string folder)
    {
        services.TryAddSingleton<IStateStore, MemoryStateStore>();
        services.AddKeyedSingleton<IStateStore>("folder", (_, _) => new FolderStateStore(folder));
        services.TryAddSingleton<Actors>();
        return services;
    }
}
