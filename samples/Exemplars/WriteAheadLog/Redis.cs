using System.Threading.Channels;

namespace Exemplars.WriteAheadLog.Redis;

public enum SyncPolicy
{
    Always,
    EverySecond,
    No,
}

/// <summary>Commands, one a line, written by a single loop; the policy says how often the disk is waited for.</summary>
public sealed class CommandLog : IAsyncDisposable
{
    private readonly Channel<string[]> _queue = Channel.CreateBounded<string[]>(1024);
    private readonly string _path;
    private readonly SyncPolicy _policy;
    private readonly Task _loop;

    public CommandLog(string path, SyncPolicy policy)
    {
        _path = path;
        _policy = policy;
        _loop = WriteLoop();
    }

    public ValueTask LogAsync(string[] command) => _queue.Writer.WriteAsync(command);

    public IEnumerable<string[]> ReadCommands()
    {
        using var reader = new StreamReader(_path);
        while (reader.ReadLine() is { } line) yield return line.Split('\t');
    }

    public void Rewrite(IEnumerable<string[]> commands)
    {
        var compacted = _path + ".rewrite";
        using (var file = new FileStream(compacted, FileMode.Create))
        using (var writer = new StreamWriter(file))
        {
            foreach (var command in commands) writer.WriteLine(string.Join('\t', command));
            writer.Flush();
            file.Flush(flushToDisk: true);
        }

        File.Move(compacted, _path, overwrite: true);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.Complete();
        await _loop;
    }

    private async Task WriteLoop()
    {
        await using var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        await using var writer = new StreamWriter(file);
        var synced = DateTime.UtcNow;
        await foreach (var command in _queue.Reader.ReadAllAsync())
        {
            await writer.WriteLineAsync(string.Join('\t', command));
            await writer.FlushAsync();
            var due = _policy == SyncPolicy.Always || (_policy == SyncPolicy.EverySecond && DateTime.UtcNow - synced > TimeSpan.FromSeconds(1));
            if (!due) continue;
            file.Flush(flushToDisk: true);
            synced = DateTime.UtcNow;
        }
    }
}
