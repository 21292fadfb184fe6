using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.Loader;

namespace Exemplars.PluginArchitecture.DuckDB;

/// <summary>An embedded engine whose functions arrive from assemblies that are named when they are needed.</summary>
public sealed class Engine(string home)
{
    private readonly Dictionary<string, Func<object?[], object?>> _functions = [];
    private readonly HashSet<string> _installed = [];

    public void AddFunction(string name, Func<object?[], object?> body)
    {
        if (!_functions.TryAdd(name, body))
        {
            throw new InvalidOperationException($"Function '{name}' exists.");
        }
    }

    public object? Call(string name, params object?[] arguments) => _functions[name](arguments);

    public void Load(string name)
    {
        if (!_installed.Add(name))
        {
            return;
        }

        var assembly = new AssemblyLoadContext(name).LoadFromAssemblyPath(Path.GetFullPath(name + ".dll", home));
        var entry = assembly.GetType(name + ".Entry", throwOnError: true)!;
        var bundle = (IFunctionBundle)Activator.CreateInstance(entry)!;
        bundle.Register(this);
    }
}

public interface IFunctionBundle
{
    void Register(Engine engine);
}

public sealed class TextFunctions : IFunctionBundle
{
    public void Register(Engine engine)
    {
        engine.AddFunction("upper", arguments => arguments[0]?.ToString()?.ToUpperInvariant());
        engine.AddFunction("length", arguments => arguments[0]?.ToString()?.Length);
    }
}
