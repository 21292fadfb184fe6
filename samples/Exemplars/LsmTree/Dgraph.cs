using System.Text;

namespace Exemplars.LsmTree.Dgraph;

/// <summary>Where a value lies in the log.</summary>
public readonly record struct Pointer(long Offset, int Length);

/// <summary>Values in the order in which they were written; the tree only points into it.</summary>
public sealed class ValueFile(string path) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite);

    public Pointer Append(byte[] value)
    {
        var pointer = new Pointer(_file.Seek(0, SeekOrigin.End), value.Length);
        _file.Write(value);
        _file.Flush(flushToDisk: true);
        return pointer;
    }

    public byte[] Read(Pointer pointer)
    {
        var value = new byte[pointer.Length];
        _file.Position = pointer.Offset;
        _file.ReadExactly(value);
        return value;
    }

    public void Dispose() => _file.Dispose();
}

/// <summary>Sorted keys with pointers: small, so that merging is cheap.</summary>
public sealed class KeyTable
{
    private readonly string[] _keys;
    private readonly Pointer[] _pointers;

    private KeyTable(string[] keys, Pointer[] pointers) => (_keys, _pointers) = (keys, pointers);

    public static KeyTable Save(string path, SortedDictionary<string, Pointer> sorted)
    {
        using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
        using (var writer = new BinaryWriter(file, Encoding.UTF8))
        {
            foreach (var (key, pointer) in sorted)
            {
                writer.Write(key);
                writer.Write(pointer.Offset);
                writer.Write(pointer.Length);
            }

            writer.Flush();
            file.Flush(flushToDisk: true);
        }

        return new([.. sorted.Keys], [.. sorted.Values]);
    }

    public bool TryGet(string key, out Pointer pointer)
    {
        var place = Array.BinarySearch(_keys, key, StringComparer.Ordinal);
        pointer = place < 0 ? default : _pointers[place];
        return place >= 0;
    }
}

/// <summary>Keys and pointers go through the tree, values straight into the log.</summary>
public sealed class SeparatedStore(string folder)
{
    private const int TableSize = 2048;

    private readonly ValueFile _values = new(Path.Combine(folder, "values.log"));
    private readonly List<KeyTable> _tables = [];
    private SortedDictionary<string, Pointer> _pointers = new(StringComparer.Ordinal);

    public void Set(string key, byte[] value)
    {
        var pointer = _values.Append(value);
        _pointers[key] = pointer;
        if (_pointers.Count < TableSize) return;
        _tables.Insert(0, KeyTable.Save(Path.Combine(folder, $"{_tables.Count:D6}.keys"), _pointers));
        _pointers = new(StringComparer.Ordinal);
    }

    public byte[]? Get(string key)
    {
        if (_pointers.TryGetValue(key, out var pointer)) return _values.Read(pointer);
        foreach (var table in _tables)
            if (table.TryGet(key, out pointer)) return _values.Read(pointer);
        return null;
    }
}
