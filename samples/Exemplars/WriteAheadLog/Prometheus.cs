namespace Exemplars.WriteAheadLog.Prometheus;

/// <summary>One measurement of one series.</summary>
public readonly record struct Sample(int Series, long Timestamp, double Value);

/// <summary>Numbered segments of samples in front of the head block.</summary>
public sealed class SampleLog(string directory) : IDisposable
{
    private const long SegmentSize = 128 << 20;
    private BinaryWriter? _writer;
    private FileStream? _segment;
    private int _number;

    public void Log(IReadOnlyList<Sample> samples)
    {
        if (_segment is null || _segment.Length >= SegmentSize) NextSegment();
        _writer!.Write(samples.Count);
        foreach (var sample in samples)
        {
            _writer.Write(sample.Series);
            _writer.Write(sample.Timestamp);
            _writer.Write(sample.Value);
        }

        _writer.Flush();
        _segment!.Flush(flushToDisk: true);
    }

    public void Replay(Action<Sample> handle)
    {
        for (var number = 0; File.Exists(PathOf(number)); number++)
        {
            using var reader = new BinaryReader(File.OpenRead(PathOf(number)));
            while (reader.BaseStream.Position < reader.BaseStream.Length)
            {
                for (var left = reader.ReadInt32(); left > 0; left--) handle(new Sample(reader.ReadInt32(), reader.ReadInt64(), reader.ReadDouble()));
            }
        }
    }

    public void Truncate(int beforeSegment)
    {
        for (var number = beforeSegment - 1; number >= 0 && File.Exists(PathOf(number)); number--) File.Delete(PathOf(number));
    }

    public int NextSegment()
    {
        _writer?.Dispose();
        _segment = new FileStream(PathOf(++_number), FileMode.Append, FileAccess.Write, FileShare.Read);
        _writer = new BinaryWriter(_segment);
        return _number;
    }

    public void Dispose() => _writer?.Dispose();

    private string PathOf(int number) => Path.Combine(directory, number.ToString("D8"));
}

/// <summary>The samples of the last two hours, by series; older ones live in blocks.</summary>
public sealed class Head
{
    private readonly Dictionary<int, List<Sample>> _series = [];
    private readonly SampleLog _log;

    public Head(SampleLog log)
    {
        _log = log;
        _log.Replay(Index);
    }

    public void Append(IReadOnlyList<Sample> samples)
    {
        _log.Log(samples);
        foreach (var sample in samples) Index(sample);
    }

    public void Compact(string block, long until)
    {
        var segment = _log.NextSegment();
        using (var file = new FileStream(block, FileMode.CreateNew))
        using (var writer = new BinaryWriter(file))
        {
            foreach (var sample in _series.Values.SelectMany(samples => samples).Where(sample => sample.Timestamp < until)) writer.Write(sample.Value);
            writer.Flush();
            file.Flush(flushToDisk: true);
        }

        foreach (var samples in _series.Values) samples.RemoveAll(sample => sample.Timestamp < until);
        _log.Truncate(segment);
    }

    private void Index(Sample sample)
    {
        if (!_series.TryGetValue(sample.Series, out var samples)) _series[sample.Series] = samples = [];
        samples.Add(sample);
    }
}
