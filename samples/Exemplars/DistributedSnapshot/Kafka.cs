namespace Exemplars.DistributedSnapshot.Kafka;

public sealed record Message(long Offset, string Key, byte[] Value);

public interface IPartition
{
    IAsyncEnumerable<Message> ReadFromAsync(long offset, CancellationToken cancellation);
}

public interface IOffsets
{
    Task<long> FetchAsync(string group, CancellationToken cancellation);

    Task CommitAsync(string group, long next, CancellationToken cancellation);
}

/// <summary>Reads one partition in order and commits the next offset to read, after the messages before it were handled.</summary>
public sealed class GroupMember(string group, IPartition partition, IOffsets offsets, Func<Message, Task> handle)
{
    private const int BatchSize = 100;

    private long _next;
    private int _handled;

    public async Task RunAsync(CancellationToken cancellation)
    {
        _next = await offsets.FetchAsync(group, cancellation);
        await foreach (var message in partition.ReadFromAsync(_next, cancellation))
        {
            await handle(message);
            _next = message.Offset + 1;
            if (++_handled % BatchSize == 0) await offsets.CommitAsync(group, message.Offset + 1, cancellation);
        }
    }

    /// <summary>Leaves the group with nothing to read twice.</summary>
    public Task CloseAsync(CancellationToken cancellation) => offsets.CommitAsync(group, _next, cancellation);
}

/// <summary>Handles messages side by side; only what lies before the first unfinished one may be committed.</summary>
public sealed class ParallelMember(string group, IPartition partition, IOffsets offsets, Func<Message, Task> handle)
{
    private readonly HashSet<long> _finished = [];
    private readonly object _sync = new();
    private long _next;

    public async Task RunAsync(CancellationToken cancellation)
    {
        _next = await offsets.FetchAsync(group, cancellation);
        await Parallel.ForEachAsync(partition.ReadFromAsync(_next, cancellation), cancellation, async (message, token) =>
        {
            await handle(message);
            await offsets.CommitAsync(group, Finish(message.Offset), token);
        });
    }

    private long Finish(long offset)
    {
        lock (_sync)
        {
            _finished.Add(offset);
            while (_finished.Remove(_next)) _next++;
            return _next;
        }
    }
}

/// <summary>Keeps the offsets of each group in a file of its own.</summary>
public sealed class OffsetFiles(string folder) : IOffsets
{
    public async Task<long> FetchAsync(string group, CancellationToken cancellation)
    {
        var path = PathOf(group);
        return File.Exists(path) ? long.Parse(await File.ReadAllTextAsync(path, cancellation)) : 0;
    }

    public async Task CommitAsync(string group, long next, CancellationToken cancellation)
    {
        var staged = PathOf(group) + ".new";
        await using (var file = new FileStream(staged, FileMode.Create, FileAccess.Write))
        {
            await file.WriteAsync(System.Text.Encoding.UTF8.GetBytes(next.ToString()), cancellation);
            file.Flush(flushToDisk: true);
        }
        File.Move(staged, PathOf(group), overwrite: true);
    }

    private string PathOf(string group) => Path.Combine(folder, group + ".offset");
}
