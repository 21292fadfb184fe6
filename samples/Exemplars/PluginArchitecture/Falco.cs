using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;

namespace Exemplars.PluginArchitecture.Falco;

/// <summary>Loads every event source found in a folder and asks each one what it can deliver.</summary>
public sealed class SourceDirectory(string folder, Action<string, Exception> reject)
{
    private readonly List<IEventSource> _sources = [];

    public IReadOnlyList<IEventSource> Sources => _sources;

    public void Load()
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.dll"))
        {
            try
            {
                _sources.AddRange(Instantiate(new AssemblyLoadContext(file).LoadFromAssemblyPath(Path.GetFullPath(file))));
            }
            catch (Exception fault) when (fault is BadImageFormatException or FileLoadException or TargetInvocationException)
            {
                reject(file, fault);
            }
        }
    }

    public IEnumerable<IEventSource> Delivering(Capability capability) => _sources.Where(source => source.Capabilities.HasFlag(capability));

    private static IEnumerable<IEventSource> Instantiate(Assembly assembly) =>
        Loadable(assembly)
            .Where(type => typeof(IEventSource).IsAssignableFrom(type) && type is { IsAbstract: false, IsInterface: false })
            .Select(type => (IEventSource)Activator.CreateInstance(type)!);

    private static IEnumerable<Type> Loadable(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partial)
        {
            return partial.Types.OfType<Type>();
        }
    }
}

[Flags]
public enum Capability
{
    None = 0,
    Sourcing = 1,
    Extraction = 2,
}

public interface IEventSource
{
    Capability Capabilities { get; }

    IEnumerable<string> Open(string parameters);
}

public sealed class JournalSource : IEventSource
{
    public Capability Capabilities => Capability.Sourcing;

    public IEnumerable<string> Open(string parameters) => File.ReadLines(parameters);
}
