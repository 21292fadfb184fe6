using System.Buffers.Binary;

namespace Exemplars.WriteAheadLog.TiKV;

/// <summary>The embedded engine that several groups share, each under a key space of its own.</summary>
public interface IEngine
{
    void Put(byte[] key, byte[] value);

    void DeleteRange(byte[] from, byte[] to);

    IEnumerable<KeyValuePair<byte[], byte[]>> Scan(byte[] from, byte[] to);

    void Sync();
}

public sealed record LogEntry(long Term, long Index, byte[] Data);

/// <summary>The log of one consensus group as a key range of the shared engine.</summary>
public sealed class RegionLog(IEngine engine, long region)
{
    private readonly byte[] _family = [0x01];
    private long _lastIndex;

    public void Append(IReadOnlyList<LogEntry> entries)
    {
        foreach (var entry in entries)
        {
            var value = new byte[8 + entry.Data.Length];
            BinaryPrimitives.WriteInt64BigEndian(value, entry.Term);
            entry.Data.CopyTo(value, 8);
            engine.Put(KeyOf(entry.Index), value);
            _lastIndex = entry.Index;
        }

        engine.Sync();
    }

    public IEnumerable<LogEntry> Entries(long from)
    {
        foreach (var (key, value) in engine.Scan(KeyOf(from), KeyOf(_lastIndex + 1)))
        {
            yield return new LogEntry(BinaryPrimitives.ReadInt64BigEndian(value), BinaryPrimitives.ReadInt64BigEndian(key.AsSpan(9)), value[8..]);
        }
    }

    public void TruncateAfterSnapshot(long snapshotIndex) => engine.DeleteRange(KeyOf(0), KeyOf(snapshotIndex));

    private byte[] KeyOf(long index)
    {
        var key = new byte[_family.Length + 16];
        _family.CopyTo(key, 0);
        BinaryPrimitives.WriteInt64BigEndian(key.AsSpan(1), region);
        BinaryPrimitives.WriteInt64BigEndian(key.AsSpan(9), index);
        return key;
    }
}

/// <summary>Applies what the group has agreed on, after it is in the log.</summary>
public sealed class Region
{
    private readonly RegionLog _log;
    private readonly Dictionary<string, byte[]> _data = [];

    public Region(RegionLog log, long applied)
    {
        _log = log;
        foreach (var entry in log.Entries(applied)) Apply(entry);
    }

    public void Commit(LogEntry entry)
    {
        _log.Append([entry]);
        Apply(entry);
    }

    private void Apply(LogEntry entry) => _data[Convert.ToHexString(entry.Data.AsSpan(0, 8))] = entry.Data;
}
