using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace Exemplars.PluginArchitecture.Deno;

/// <summary>A script runtime put together from bundles of operations before the first script runs.</summary>
public sealed class ScriptRuntime
{
    private readonly Dictionary<string, Func<string, string>> _operations = [];

    public ScriptRuntime(IEnumerable<IOperationBundle> bundles)
    {
        foreach (var bundle in bundles)
        {
            foreach (var (name, operation) in Operations(bundle))
            {
                if (!_operations.TryAdd($"{bundle.Name}.{name}", operation))
                {
                    throw new ArgumentException($"'{bundle.Name}' declares '{name}' twice.", nameof(bundles));
                }
            }
        }
    }

    public string Invoke(string operation, string argument) => _operations[operation](argument);

    private static IEnumerable<(string Name, Func<string, string> Operation)> Operations(IOperationBundle bundle) =>
        from method in bundle.GetType().GetMethods()
        let mark = method.GetCustomAttribute<OperationAttribute>()
        where mark is not null
        select (mark.Name, method.CreateDelegate<Func<string, string>>(bundle));
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class OperationAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

public interface IOperationBundle
{
    string Name { get; }
}

public sealed class UrlBundle : IOperationBundle
{
    public string Name => "url";

    [Operation("host")]
    public string Host(string address) => new Uri(address).Host;

    [Operation("escape")]
    public string Escape(string text) => Uri.EscapeDataString(text);
}
