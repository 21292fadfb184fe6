namespace Exemplars.WriteAheadLog.GoEthereum;

/// <summary>A state of the tree: reads that a layer cannot answer fall through to the layer below.</summary>
public interface ILayer
{
    byte[]? Get(string path);
}

/// <summary>The changes of one block, in memory, on top of an older layer.</summary>
public sealed class DiffLayer(ILayer parent, IReadOnlyDictionary<string, byte[]> changes) : ILayer
{
    private readonly Dictionary<string, byte[]> _changes = new(changes);

    public byte[]? Get(string path) => _changes.TryGetValue(path, out var value) ? value : parent.Get(path);

    public DiskLayer Flatten()
    {
        var below = parent is DiffLayer older ? older.Flatten() : (DiskLayer)parent;
        below.Buffer(_changes);
        return below;
    }
}

/// <summary>The oldest state: a buffer of flattened changes that is written to disk in one batch when it is full.</summary>
public sealed class DiskLayer(FileStream disk, int limit) : ILayer
{
    private readonly Dictionary<string, byte[]> _buffer = [];
    private readonly Dictionary<string, (long Position, int Length)> _index = [];

    public byte[]? Get(string path)
    {
        if (_buffer.TryGetValue(path, out var value)) return value;
        if (!_index.TryGetValue(path, out var place)) return null;
        value = new byte[place.Length];
        RandomAccess.Read(disk.SafeFileHandle, value, place.Position);
        return value;
    }

    public void Buffer(IReadOnlyDictionary<string, byte[]> changes)
    {
        foreach (var (path, value) in changes) _buffer[path] = value;
        if (_buffer.Count >= limit) Commit();
    }

    private void Commit()
    {
        disk.Seek(0, SeekOrigin.End);
        foreach (var (path, value) in _buffer)
        {
            _index[path] = (disk.Position, value.Length);
            disk.Write(value);
        }

        disk.Flush(flushToDisk: true);
        _buffer.Clear();
    }
}
