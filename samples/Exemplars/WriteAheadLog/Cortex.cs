using System.Text.Json;

namespace Exemplars.WriteAheadLog.Cortex;

public sealed record Push(string Tenant, string Series, double[] Values);

/// <summary>Lines on the persistent disk of the ingester.</summary>
public sealed class IngestLog(string path) : IAsyncDisposable
{
    private readonly FileStream _stream = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 4096, FileOptions.WriteThrough | FileOptions.Asynchronous);
    private readonly SemaphoreSlim _turn = new(1);

    public async Task AppendAsync(Push push, CancellationToken cancellation)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(push);
        await _turn.WaitAsync(cancellation);
        try
        {
            await _stream.WriteAsync(line, cancellation);
            _stream.WriteByte((byte)'\n');
            await _stream.FlushAsync(cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async IAsyncEnumerable<Push> ReadAsync()
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (await reader.ReadLineAsync() is { } line)
        {
            if (JsonSerializer.Deserialize<Push>(line) is { } push) yield return push;
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}

/// <summary>Holds the newest values of every tenant; a push counts as received once it is in the log.</summary>
public sealed class Ingester(IngestLog log)
{
    private readonly Dictionary<string, Dictionary<string, List<double>>> _tenants = [];

    public async Task StartAsync()
    {
        await foreach (var push in log.ReadAsync()) Apply(push);
    }

    public async Task<bool> PushAsync(Push push, CancellationToken cancellation)
    {
        await log.AppendAsync(push, cancellation);
        Apply(push);
        return true;
    }

    private void Apply(Push push)
    {
        if (!_tenants.TryGetValue(push.Tenant, out var series)) _tenants[push.Tenant] = series = [];
        if (!series.TryGetValue(push.Series, out var values)) series[push.Series] = values = [];
        values.AddRange(push.Values);
    }
}
