using System.Text;

namespace Exemplars.LsmTree.RocksDB;

/// <summary>A value, or the mark that its key was deleted.</summary>
public readonly record struct Cell(byte[] Bytes, bool IsDeleted)
{
    public static Cell Deleted { get; } = new([], true);
}

/// <summary>The table that takes the writes.</summary>
public sealed class MemoryTable
{
    private readonly SortedDictionary<string, Cell> _cells = new(StringComparer.Ordinal);

    public int Count => _cells.Count;

    public void Put(string key, Cell cell) => _cells[key] = cell;

    public bool TryGet(string key, out Cell cell) => _cells.TryGetValue(key, out cell);

    public IEnumerable<KeyValuePair<string, Cell>> Sorted() => _cells;
}

/// <summary>A sorted file that never changes, with the place of every key in memory.</summary>
public sealed class SortedFile
{
    private readonly List<string> _keys = [];
    private readonly List<long> _offsets = [];
    private readonly string _path;

    public SortedFile(string path)
    {
        _path = path;
        using var reader = new BinaryReader(File.OpenRead(path), Encoding.UTF8);
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            _offsets.Add(reader.BaseStream.Position);
            _keys.Add(reader.ReadString());
            ReadCell(reader);
        }
    }

    public string Path => _path;

    public static SortedFile Write(string path, IEnumerable<KeyValuePair<string, Cell>> cells)
    {
        using (var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
        using (var writer = new BinaryWriter(stream, Encoding.UTF8))
        {
            foreach (var (key, cell) in cells)
            {
                writer.Write(key);
                writer.Write(cell.IsDeleted);
                writer.Write(cell.Bytes.Length);
                writer.Write(cell.Bytes);
            }

            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        return new(path);
    }

    public bool TryGet(string key, out Cell cell)
    {
        cell = default;
        var place = _keys.BinarySearch(key, StringComparer.Ordinal);
        if (place < 0) return false;
        using var reader = new BinaryReader(File.OpenRead(_path), Encoding.UTF8);
        reader.BaseStream.Position = _offsets[place];
        reader.ReadString();
        cell = ReadCell(reader);
        return true;
    }

    public IEnumerable<KeyValuePair<string, Cell>> All()
    {
        using var reader = new BinaryReader(File.OpenRead(_path), Encoding.UTF8);
        while (reader.BaseStream.Position < reader.BaseStream.Length)
            yield return new(reader.ReadString(), ReadCell(reader));
    }

    private static Cell ReadCell(BinaryReader reader)
    {
        var isDeleted = reader.ReadBoolean();
        return new(reader.ReadBytes(reader.ReadInt32()), isDeleted);
    }
}

/// <summary>Newest first: the active table, the frozen ones, then the levels from the youngest down.</summary>
public sealed class Database(string folder)
{
    private const int TableSize = 1000;

    private readonly object _gate = new();
    private readonly Queue<MemoryTable> _frozen = new();
    private readonly Levels _levels = new(folder);
    private MemoryTable _active = new();

    public void Put(string key, byte[] value) => Write(key, new(value, false));

    public void Delete(string key) => Write(key, Cell.Deleted);

    public byte[]? Get(string key)
    {
        lock (_gate)
        {
            if (_active.TryGet(key, out var cell)) return Visible(cell);
            foreach (var table in _frozen.Reverse())
                if (table.TryGet(key, out cell)) return Visible(cell);
            return _levels.TryFind(key, out cell) ? Visible(cell) : null;
        }
    }

    public void Flush()
    {
        lock (_gate)
        {
            while (_frozen.TryPeek(out var table))
            {
                _levels.Add(table.Sorted());
                _frozen.Dequeue();
            }
        }
    }

    private void Write(string key, Cell cell)
    {
        lock (_gate)
        {
            _active.Put(key, cell);
            if (_active.Count < TableSize) return;
            _frozen.Enqueue(_active);
            _active = new();
        }
    }

    private static byte[]? Visible(Cell cell) => cell.IsDeleted ? null : cell.Bytes;
}

/// <summary>The live files by level; a level that holds too many is merged into the next.</summary>
public sealed class Levels(string folder)
{
    private const int FilesPerLevel = 4;

    private readonly List<List<SortedFile>> _levels = [[]];
    private int _written;

    public bool TryFind(string key, out Cell cell)
    {
        foreach (var level in _levels)
        {
            for (var i = level.Count - 1; i >= 0; i--)
                if (level[i].TryGet(key, out cell)) return true;
        }

        cell = default;
        return false;
    }

    public void Add(IEnumerable<KeyValuePair<string, Cell>> cells)
    {
        _levels[0].Add(SortedFile.Write(NextPath(), cells));
        for (var level = 0; level < _levels.Count; level++)
            if (_levels[level].Count > FilesPerLevel) Compact(level);
    }

    private void Compact(int level)
    {
        var isBottom = level + 1 == _levels.Count;
        if (isBottom) _levels.Add([]);
        var inputs = _levels[level].ToList();
        var merged = SortedFile.Write(NextPath(), Merge(inputs, dropDeleted: isBottom));
        _levels[level + 1].Add(merged);
        foreach (var input in inputs) _levels[level].Remove(input);
        foreach (var input in inputs) File.Delete(input.Path);
    }

    private static IEnumerable<KeyValuePair<string, Cell>> Merge(List<SortedFile> inputs, bool dropDeleted)
    {
        var queue = new PriorityQueue<IEnumerator<KeyValuePair<string, Cell>>, (string Key, int Age)>(
            Comparer<(string Key, int Age)>.Create((a, b) => string.CompareOrdinal(a.Key, b.Key) is var order and not 0 ? order : a.Age.CompareTo(b.Age)));
        for (var i = 0; i < inputs.Count; i++)
        {
            var cells = inputs[i].All().GetEnumerator();
            if (cells.MoveNext()) queue.Enqueue(cells, (cells.Current.Key, inputs.Count - i));
        }

        string? last = null;
        while (queue.TryDequeue(out var cells, out var place))
        {
            var (key, cell) = cells.Current;
            if (key != last && !(dropDeleted && cell.IsDeleted)) yield return new(key, cell);
            last = key;
            if (cells.MoveNext()) queue.Enqueue(cells, (cells.Current.Key, place.Age));
        }
    }

    private string NextPath() => Path.Combine(folder, $"{++_written:D8}.run");
}
