namespace Exemplars.LsmTree.Prometheus;

public readonly record struct Sample(long Time, double Value);

/// <summary>The samples of the last hours, all in memory.</summary>
public sealed class Head
{
    private readonly SortedDictionary<long, double> _samples = [];

    public int Count => _samples.Count;

    public long Start => _samples.Keys.First();

    public void Append(Sample sample) => _samples[sample.Time] = sample.Value;

    public IEnumerable<Sample> Between(long from, long to) =>
        _samples.Where(sample => sample.Key >= from && sample.Key <= to).Select(sample => new Sample(sample.Key, sample.Value));
}

/// <summary>A file for one stretch of time; it never changes.</summary>
public sealed class Block(string path, long start, long end)
{
    public string Path => path;

    public long Start => start;

    public long End => end;

    public static Block Write(string path, IEnumerable<Sample> samples)
    {
        var (start, end) = (long.MaxValue, long.MinValue);
        using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
        using (var writer = new BinaryWriter(file))
        {
            foreach (var sample in samples)
            {
                (start, end) = (Math.Min(start, sample.Time), Math.Max(end, sample.Time));
                writer.Write(sample.Time);
                writer.Write(sample.Value);
            }

            writer.Flush();
            file.Flush(flushToDisk: true);
        }

        return new(path, start, end);
    }

    public IReadOnlyList<Sample>? Between(long from, long to)
    {
        if (to < start || from > end) return null;
        var found = new List<Sample>();
        using var reader = new BinaryReader(File.OpenRead(path));
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            var sample = new Sample(reader.ReadInt64(), reader.ReadDouble());
            if (sample.Time >= from && sample.Time <= to) found.Add(sample);
        }

        return found;
    }
}

/// <summary>A head that is cut into blocks; a query gathers its stretch of time from all of them.</summary>
public sealed class SeriesStore(string folder)
{
    private const int HeadSize = 7200;

    private readonly List<Block> _blocks = [];
    private Head _head = new();

    public void Append(Sample sample)
    {
        _head.Append(sample);
        if (_head.Count >= HeadSize) Cut();
    }

    public List<Sample> Query(long from, long to)
    {
        var found = new List<Sample>(_head.Between(from, to));
        foreach (var block in _blocks)
        {
            var part = block.Between(from, to);
            if (part is not null) found.AddRange(part);
        }

        return found;
    }

    private void Cut()
    {
        var full = _head;
        _blocks.Add(Block.Write(Path.Combine(folder, $"{full.Start}.block"), full.Between(long.MinValue, long.MaxValue)));
        _head = new();
        if (_blocks.Count > 8) MergeNeighbours();
    }

    private void MergeNeighbours()
    {
        var (older, newer) = (_blocks[0], _blocks[1]);
        var samples = new SortedDictionary<long, double>();
        foreach (var block in new[] { older, newer })
        {
            foreach (var sample in block.Between(block.Start, block.End)!) samples[sample.Time] = sample.Value;
        }

        var merged = Block.Write(Path.Combine(folder, $"{older.Start}-{newer.End}.block"), samples.Select(sample => new Sample(sample.Key, sample.Value)));
        _blocks.RemoveRange(0, 2);
        _blocks.Insert(0, merged);
        File.Delete(older.Path);
        File.Delete(newer.Path);
    }
}
