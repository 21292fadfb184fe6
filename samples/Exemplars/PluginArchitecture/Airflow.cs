using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace Exemplars.PluginArchitecture.Airflow;

/// <summary>Providers are found by what their assemblies say about themselves; one provider may offer several things.</summary>
public sealed class ProviderCatalog
{
    private readonly List<IOffersOperators> _operators = [];
    private readonly List<IOffersConnections> _connections = [];
    private readonly List<IOffersCommands> _commands = [];

    public IReadOnlyList<IOffersOperators> Operators => _operators;

    public IReadOnlyList<IOffersConnections> Connections => _connections;

    public IReadOnlyList<IOffersCommands> Commands => _commands;

    public void Discover(IEnumerable<string> packages, TextWriter log)
    {
        foreach (var package in packages)
        {
            try
            {
                var assembly = Assembly.Load(new AssemblyName(package));
                foreach (var entry in assembly.GetCustomAttributes<ProviderEntryAttribute>())
                {
                    Accept((IProvider)Activator.CreateInstance(entry.Type)!);
                }
            }
            catch (Exception fault)
            {
                log.WriteLine($"{package} was left out: {fault.Message}");
            }
        }
    }

    private void Accept(IProvider provider)
    {
        if (provider is IOffersOperators operators)
        {
            _operators.Add(operators);
        }

        if (provider is IOffersConnections connections)
        {
            _connections.Add(connections);
        }

        if (provider is IOffersCommands commands)
        {
            _commands.Add(commands);
        }
    }
}

[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ProviderEntryAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}

public interface IProvider
{
    string Package { get; }
}

public interface IOffersOperators
{
    IEnumerable<string> Operators { get; }
}

public interface IOffersConnections
{
    object Connect(Uri address);
}

public interface IOffersCommands
{
    IEnumerable<string> Commands { get; }
}

public sealed class PostgresProvider : IProvider, IOffersOperators, IOffersConnections
{
    public string Package => "postgres";

    public IEnumerable<string> Operators => Enumerable.Repeat("sql", 1);

    public object Connect(Uri address) => address.Host;
}
