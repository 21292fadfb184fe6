namespace Exemplars.PipelineDataflow.Envoy;

public enum Verdict { Continue, Stop }

public sealed class Connection
{
    public string? ServerName { get; set; }
    public byte[] Data { get; set; } = [];
}

public interface IListenerFilter
{
    Verdict Accept(Connection connection);
}

public interface INetworkFilter
{
    Verdict Read(Connection connection);
}

/// <summary>A connection passes the listener filters, then the network filters; each of them can stop it.</summary>
public sealed class Listener(IReadOnlyList<IListenerFilter> listenerFilters, IReadOnlyList<INetworkFilter> networkFilters)
{
    public void Handle(Connection connection)
    {
        foreach (var filter in listenerFilters)
            if (filter.Accept(connection) == Verdict.Stop) return;
        foreach (var filter in networkFilters)
            if (filter.Read(connection) == Verdict.Stop) return;
    }
}
