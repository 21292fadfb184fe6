namespace Exemplars.LsmTree.TiKV;

/// <summary>What the transactions need of an engine, whoever wrote it.</summary>
public interface IKeySpace
{
    void Put(string key, string? value);

    bool TryGet(string key, out string? value);
}

/// <summary>Three families of keys in three trees: values, locks and commit records.</summary>
public sealed class TransactionalStore(IKeySpace values, IKeySpace locks, IKeySpace commits)
{
    public bool Prewrite(string key, string value, long start)
    {
        if (locks.TryGet(key, out var held) && held is not null) return false;
        locks.Put(key, start.ToString());
        values.Put($"{key}@{start}", value);
        return true;
    }

    public void Commit(string key, long start, long commit)
    {
        commits.Put($"{key}@{commit}", start.ToString());
        locks.Put(key, null);
    }

    public string? Read(string key, long commit) =>
        commits.TryGet($"{key}@{commit}", out var start) && values.TryGet($"{key}@{start}", out var value) ? value : null;
}

/// <summary>The engine behind one family.</summary>
public sealed class KeySpace(string folder) : IKeySpace
{
    private const int Limit = 4096;

    private readonly List<KeyFile> _files = [];
    private SortedDictionary<string, string?> _recent = new(StringComparer.Ordinal);

    public void Put(string key, string? value)
    {
        _recent[key] = value;
        if (_recent.Count >= Limit) Spill();
    }

    public bool TryGet(string key, out string? value)
    {
        if (_recent.TryGetValue(key, out value)) return value is not null;
        for (var i = _files.Count - 1; i >= 0; i--)
            if (_files[i].TryGet(key, out value)) return value is not null;
        return false;
    }

    private void Spill()
    {
        var full = _recent;
        _files.Add(KeyFile.Create(Path.Combine(folder, $"{_files.Count:D6}.keys"), full));
        _recent = new(StringComparer.Ordinal);
    }
}

/// <summary>Sorted lines; a line without a value says that the key is gone.</summary>
public sealed class KeyFile(string path)
{
    private readonly string[] _lines = File.ReadAllLines(path);

    public static KeyFile Create(string path, IEnumerable<KeyValuePair<string, string?>> sorted)
    {
        using (var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
        using (var writer = new StreamWriter(stream))
        {
            foreach (var (key, value) in sorted) writer.WriteLine(value is null ? key : $"{key}\t{value}");
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        return new(path);
    }

    public bool TryGet(string key, out string? value)
    {
        var (low, high) = (0, _lines.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var parts = _lines[middle].Split('\t', 2);
            var order = string.CompareOrdinal(parts[0], key);
            if (order == 0)
            {
                value = parts.Length > 1 ? parts[1] : null;
                return true;
            }

            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        value = null;
        return false;
    }
}
