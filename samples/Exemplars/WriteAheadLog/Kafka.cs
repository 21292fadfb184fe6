namespace Exemplars.WriteAheadLog.Kafka;

/// <summary>A file of messages that starts at a known offset.</summary>
public sealed class Segment(string directory, long baseOffset) : IDisposable
{
    private readonly FileStream _file = new(Path.Combine(directory, $"{baseOffset:D20}.log"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);

    public long BaseOffset => baseOffset;

    public long Size => _file.Length;

    public DateTime LastWrite => File.GetLastWriteTimeUtc(_file.Name);

    public void Append(long offset, byte[] message)
    {
        _file.Seek(0, SeekOrigin.End);
        using var writer = new BinaryWriter(_file, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(offset);
        writer.Write(message.Length);
        writer.Write(message);
    }

    public IEnumerable<(long Offset, byte[] Message)> Read()
    {
        _file.Seek(0, SeekOrigin.Begin);
        using var reader = new BinaryReader(_file, System.Text.Encoding.UTF8, leaveOpen: true);
        while (_file.Position < _file.Length) yield return (reader.ReadInt64(), reader.ReadBytes(reader.ReadInt32()));
    }

    public void Flush() => _file.Flush(flushToDisk: true);

    public void Delete()
    {
        Dispose();
        File.Delete(_file.Name);
    }

    public void Dispose() => _file.Dispose();
}

/// <summary>A partition: the log is the data, and readers come back with an offset.</summary>
public sealed class PartitionLog(string directory, long segmentBytes, TimeSpan retention) : IDisposable
{
    private readonly List<Segment> _segments = [new Segment(directory, 0)];
    private long _nextOffset;

    public long Append(byte[] message)
    {
        var active = _segments[^1];
        if (active.Size >= segmentBytes) _segments.Add(active = new Segment(directory, _nextOffset));
        var offset = _nextOffset++;
        active.Append(offset, message);
        active.Flush();
        return offset;
    }

    public IEnumerable<byte[]> Fetch(long fromOffset)
    {
        var first = Math.Max(0, _segments.FindLastIndex(segment => segment.BaseOffset <= fromOffset));
        foreach (var segment in _segments.Skip(first))
        {
            foreach (var (offset, message) in segment.Read())
            {
                if (offset >= fromOffset) yield return message;
            }
        }
    }

    public void ApplyRetention(DateTime now)
    {
        while (_segments.Count > 1 && now - _segments[0].LastWrite > retention)
        {
            _segments[0].Delete();
            _segments.RemoveAt(0);
        }
    }

    public void Dispose() => _segments.ForEach(segment => segment.Dispose());
}
