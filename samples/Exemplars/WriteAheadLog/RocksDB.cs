using System.Text;

namespace Exemplars.WriteAheadLog.RocksDB;

/// <summary>One file of puts and deletes; it lives exactly as long as the table that it protects.</summary>
public interface ITableLog : IDisposable
{
    void Append(string key, byte[]? value);

    IEnumerable<KeyValuePair<string, byte[]?>> ReadAll();

    void Delete();
}

public sealed class TableLog(string path) : ITableLog
{
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
    private long _sequence;

    public void Append(string key, byte[]? value)
    {
        var name = Encoding.UTF8.GetBytes(key);
        using var record = new BinaryWriter(_file, Encoding.UTF8, leaveOpen: true);
        record.Write(++_sequence);
        record.Write(name.Length);
        record.Write(name);
        record.Write(value?.Length ?? -1);
        if (value is not null) record.Write(value);
        record.Flush();
        _file.Flush(flushToDisk: true);
    }

    public IEnumerable<KeyValuePair<string, byte[]?>> ReadAll()
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new BinaryReader(stream);
        while (stream.Position < stream.Length)
        {
            reader.ReadInt64();
            var key = Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadInt32()));
            var length = reader.ReadInt32();
            var value = length < 0 ? null : reader.ReadBytes(length);
            if (value?.Length < length) yield break;
            yield return new(key, value);
        }
    }

    public void Delete()
    {
        _file.Dispose();
        File.Delete(path);
    }

    public void Dispose() => _file.Dispose();
}

/// <summary>The table that answers reads: every write reaches the log first, and opening replays the log.</summary>
public sealed class MemoryTable
{
    private readonly SortedDictionary<string, byte[]?> _entries = new(StringComparer.Ordinal);
    private readonly ITableLog _log;

    public MemoryTable(ITableLog log)
    {
        _log = log;
        foreach (var (key, value) in log.ReadAll()) _entries[key] = value;
    }

    public void Put(string key, byte[] value) => Write(key, value);

    public void Remove(string key) => Write(key, null);

    public byte[]? Get(string key) => _entries.GetValueOrDefault(key);

    public void FlushTo(string sortedFile)
    {
        using (var target = new FileStream(sortedFile, FileMode.CreateNew, FileAccess.Write))
        using (var writer = new BinaryWriter(target))
        {
            foreach (var (key, value) in _entries)
            {
                writer.Write(key);
                writer.Write(value?.Length ?? -1);
                if (value is not null) writer.Write(value);
            }

            writer.Flush();
            target.Flush(flushToDisk: true);
        }

        _log.Delete();
    }

    private void Write(string key, byte[]? value)
    {
        _log.Append(key, value);
        _entries[key] = value;
    }
}
