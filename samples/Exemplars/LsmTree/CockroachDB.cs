using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Exemplars.LsmTree.CockroachDB;

/// <summary>Reads tables that another engine may have written: fixed footer, block index, filter, magic number.</summary>
public sealed class BlockTable
{
    private const ulong Magic = 0x88E2_41B7_85F4_CFF7;
    private const int FooterSize = 20;

    private readonly string _path;
    private readonly List<(string First, long Offset, int Length)> _index = [];
    private readonly HashSet<int> _filter = [];

    public BlockTable(string path)
    {
        _path = path;
        using var file = File.OpenRead(path);
        Span<byte> footer = stackalloc byte[FooterSize];
        file.Seek(-FooterSize, SeekOrigin.End);
        file.ReadExactly(footer);
        if (BinaryPrimitives.ReadUInt64LittleEndian(footer[12..]) != Magic) throw new InvalidDataException($"{path} is no table.");
        file.Position = BinaryPrimitives.ReadInt64LittleEndian(footer);
        using var reader = new BinaryReader(file, Encoding.UTF8);
        for (var left = BinaryPrimitives.ReadInt32LittleEndian(footer[8..]); left > 0; left--)
            _index.Add((reader.ReadString(), reader.ReadInt64(), reader.ReadInt32()));
        for (var left = reader.ReadInt32(); left > 0; left--) _filter.Add(reader.ReadInt32());
    }

    public string Path => _path;

    public static BlockTable Build(string path, IEnumerable<KeyValuePair<string, string?>> sorted, int blockSize = 64)
    {
        using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
        using (var writer = new BinaryWriter(file, Encoding.UTF8))
        {
            var index = new List<(string First, long Offset, int Length)>();
            var filter = new HashSet<int>();
            foreach (var block in sorted.Chunk(blockSize))
            {
                var packed = Pack(block);
                index.Add((block[0].Key, file.Position, packed.Length));
                foreach (var (key, _) in block) filter.Add(Hash(key));
                writer.Write(packed);
            }

            var start = file.Position;
            foreach (var (first, offset, length) in index)
            {
                writer.Write(first);
                writer.Write(offset);
                writer.Write(length);
            }

            writer.Write(filter.Count);
            foreach (var hash in filter) writer.Write(hash);
            writer.Write(start);
            writer.Write(index.Count);
            writer.Write(Magic);
            writer.Flush();
            file.Flush(flushToDisk: true);
        }

        return new(path);
    }

    public bool TryGet(string key, out string? value)
    {
        value = null;
        if (!_filter.Contains(Hash(key))) return false;
        var block = _index.FindLastIndex(entry => string.CompareOrdinal(entry.First, key) <= 0);
        if (block < 0) return false;
        foreach (var (found, text) in Unpack(_index[block].Offset, _index[block].Length))
        {
            if (found != key) continue;
            value = text;
            return true;
        }

        return false;
    }

    public IEnumerable<KeyValuePair<string, string?>> All() => _index.SelectMany(entry => Unpack(entry.Offset, entry.Length));

    private static byte[] Pack(KeyValuePair<string, string?>[] block)
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(new DeflateStream(buffer, CompressionLevel.Fastest, leaveOpen: true), Encoding.UTF8))
        {
            writer.Write(block.Length);
            foreach (var (key, value) in block)
            {
                writer.Write(key);
                writer.Write(value is not null);
                if (value is not null) writer.Write(value);
            }
        }

        return buffer.ToArray();
    }

    private List<KeyValuePair<string, string?>> Unpack(long offset, int length)
    {
        using var file = File.OpenRead(_path);
        var packed = new byte[length];
        file.Position = offset;
        file.ReadExactly(packed);
        using var reader = new BinaryReader(new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress), Encoding.UTF8);
        var entries = new List<KeyValuePair<string, string?>>();
        for (var left = reader.ReadInt32(); left > 0; left--)
            entries.Add(new(reader.ReadString(), reader.ReadBoolean() ? reader.ReadString() : null));
        return entries;
    }

    private static int Hash(string key) => key.Aggregate(17, (hash, c) => unchecked((hash * 31) + c));
}

/// <summary>An engine of its own that keeps the format: one level of overlapping tables, then levels of disjoint ones.</summary>
public sealed class NativeEngine(string folder)
{
    private const int WriteBuffer = 512;
    private const int Fanout = 4;

    private readonly List<List<BlockTable>> _levels = [[]];
    private SortedDictionary<string, string?> _writes = new(StringComparer.Ordinal);
    private int _number;

    public void Set(string key, string? value)
    {
        _writes[key] = value;
        if (_writes.Count >= WriteBuffer) Rotate();
    }

    public bool TryGet(string key, out string? value)
    {
        if (_writes.TryGetValue(key, out value)) return value is not null;
        foreach (var level in _levels)
        {
            foreach (var table in Enumerable.Reverse(level))
                if (table.TryGet(key, out value)) return value is not null;
        }

        return false;
    }

    private void Rotate()
    {
        var full = Interlocked.Exchange(ref _writes, new(StringComparer.Ordinal));
        _levels[0].Add(BlockTable.Build(Next(), full));
        for (var level = 0; _levels[level].Count >= Fanout; level++) Compact(level);
    }

    private void Compact(int level)
    {
        var isBottom = level + 2 >= _levels.Count;
        if (level + 1 == _levels.Count) _levels.Add([]);
        var inputs = _levels[level + 1].Concat(_levels[level]).ToList();
        var merged = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var table in inputs)
        {
            foreach (var (key, value) in table.All()) merged[key] = value;
        }

        var output = BlockTable.Build(Next(), merged.Where(entry => !isBottom || entry.Value is not null));
        _levels[level].Clear();
        _levels[level + 1].Clear();
        _levels[level + 1].Add(output);
        foreach (var table in inputs) File.Delete(table.Path);
    }

    private string Next() => Path.Combine(folder, $"{++_number:D6}.sst");
}
