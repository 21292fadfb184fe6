using System.Threading.Channels;

namespace Exemplars.PipelineDataflow.OpenTelemetryCollector;

public sealed record Span(string Name, TimeSpan Duration);

public interface IExporter
{
    Task ExportAsync(IReadOnlyList<Span> batch, CancellationToken cancellation);
}

/// <summary>Receives spans, keeps them in a bounded queue, and exports them in batches.</summary>
public sealed class BatchProcessor(IExporter exporter, int batchSize) : IAsyncDisposable
{
    private readonly Channel<Span> _queue = Channel.CreateBounded<Span>(1_000);
    private Task _loop = Task.CompletedTask;

    public void Start(CancellationToken cancellation) => _loop = ExportAsync(cancellation);

    public ValueTask ReceiveAsync(Span span, CancellationToken cancellation) => _queue.Writer.WriteAsync(span, cancellation);

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.Complete();
        await _loop;
    }

    private async Task ExportAsync(CancellationToken cancellation)
    {
        var batch = new List<Span>(batchSize);
        while (await _queue.Reader.WaitToReadAsync(cancellation))
        {
            while (batch.Count < batchSize && _queue.Reader.TryRead(out var span)) batch.Add(span);
            await exporter.ExportAsync(batch, cancellation);
            batch = new List<Span>(batchSize);
        }
    }
}
