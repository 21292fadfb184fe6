using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Exemplars.PluginArchitecture.Caddy;

/// <summary>Modules enter themselves when their assembly is loaded; their optional phases are discovered on the instance.</summary>
public static class ModuleTable
{
    private static readonly Dictionary<string, Func<IServerModule>> Constructors = [];

    public static void Add(string id, Func<IServerModule> constructor)
    {
        if (!Constructors.TryAdd(id, constructor))
        {
            throw new ArgumentException($"Module '{id}' is registered twice.", nameof(id));
        }
    }

    public static IServerModule Instantiate(string id, IReadOnlyDictionary<string, string> settings)
    {
        var module = Constructors[id]();
        if (module is IProvisioned provisioned)
        {
            provisioned.Provision(settings);
        }

        if (module is IValidated validated)
        {
            validated.Validate();
        }

        return module;
    }
}

public interface IServerModule
{
    void Serve(string request);
}

public interface IProvisioned
{
    void Provision(IReadOnlyDictionary<string, string> settings);
}

public interface IValidated
{
    void Validate();
}

public sealed class StaticFiles : IServerModule, IProvisioned, IValidated
{
    private string _root = "";

    [ModuleInitializer]
    internal static void Register() => ModuleTable.Add("http.handlers.files", () => new StaticFiles());

    public void Provision(IReadOnlyDictionary<string, string> settings) => _root = settings.GetValueOrDefault("root", "");

    public void Validate() => ArgumentException.ThrowIfNullOrEmpty(_root);

    public void Serve(string request) => Console.WriteLine($"{_root}/{request}");
}
