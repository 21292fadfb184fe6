using System;
using System.Collections.Generic;

namespace Exemplars.PluginArchitecture.Envoy;

/// <summary>Keeps filter factories; every connection gets filters of its own, linked in the order of configuration.</summary>
public sealed class Listener
{
    private readonly List<IFilterFactory> _factories = [];

    public void Append(IFilterFactory factory) => _factories.Add(factory);

    public FilterChain Accept(Connection connection)
    {
        var chain = new FilterChain();
        foreach (var factory in _factories)
        {
            if (factory.Matches(connection))
            {
                chain.Add(factory.Create(connection));
            }
        }

        return chain;
    }
}

public sealed record Connection(string Address, bool IsEncrypted);

public interface IFilterFactory
{
    bool Matches(Connection connection);

    IFilter Create(Connection connection);
}

public interface IFilter
{
    bool OnData(Span<byte> data);
}

public sealed class FilterChain
{
    private readonly List<IFilter> _filters = [];

    public void Add(IFilter filter) => _filters.Add(filter);

    public bool OnData(Span<byte> data)
    {
        foreach (var filter in _filters)
        {
            if (!filter.OnData(data))
            {
                return false;
            }
        }

        return true;
    }
}

public sealed class ByteLimitFactory(int limit) : IFilterFactory
{
    public bool Matches(Connection connection) => !connection.IsEncrypted;

    public IFilter Create(Connection connection) => new ByteLimit(limit);
}

public sealed class ByteLimit(int limit) : IFilter
{
    private int _seen;

    public bool OnData(Span<byte> data) => (_seen += data.Length) <= limit;
}
