namespace Exemplars.ContentAddressableStorage.RocksDB;

public sealed record TableFile(long Number, long Length);

/// <summary>Table files that never change: each gets the next number, and a version lists those that make up the state.</summary>
public sealed class TableFiles(string folder)
{
    private long _last;
    private volatile IReadOnlyDictionary<long, TableFile> _current = new Dictionary<long, TableFile>();

    /// <summary>Writes a table once; nobody writes to its file again.</summary>
    public TableFile Add(byte[] table)
    {
        var number = Interlocked.Increment(ref _last);
        using (var stream = new FileStream(PathOf(number), FileMode.CreateNew, FileAccess.Write))
        {
            stream.Write(table);
            stream.Flush(flushToDisk: true);
        }
        return new(number, table.Length);
    }

    /// <summary>Switches to another set of files, as a compaction does; readers of the old version go on undisturbed.</summary>
    public void Install(IEnumerable<TableFile> added, IReadOnlyCollection<long> removed) =>
        _current = _current.Values.Where(file => !removed.Contains(file.Number)).Concat(added).ToDictionary(file => file.Number);

    public byte[] Read(long number) => File.ReadAllBytes(PathOf(number));

    /// <summary>Deletes the files that no version needs.</summary>
    public void DeleteObsolete()
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*.sst"))
        {
            if (!_current.ContainsKey(long.Parse(Path.GetFileNameWithoutExtension(path)))) File.Delete(path);
        }
    }

    private string PathOf(long number) => Path.Combine(folder, $"{number:D6}.sst");
}
