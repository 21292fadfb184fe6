namespace Exemplars.Mvcc.RocksDB;

/// <summary>The files that make up the tree at one moment: those who read them hold the version, and the last one to leave deletes the files.</summary>
public sealed class FileVersion
{
    private readonly IReadOnlyList<FileInfo> _files;
    private int _readers = 1;

    public FileVersion(IReadOnlyList<FileInfo> files) => _files = files;

    public IReadOnlyList<FileInfo> Files => _files;

    public bool TryAcquire()
    {
        for (var seen = Volatile.Read(ref _readers); seen > 0; seen = Volatile.Read(ref _readers))
            if (Interlocked.CompareExchange(ref _readers, seen + 1, seen) == seen) return true;
        return false;
    }

    public void Release(IReadOnlySet<string> alive)
    {
        if (Interlocked.Decrement(ref _readers) > 0) return;
        foreach (var file in _files)
            if (!alive.Contains(file.Name)) file.Delete();
    }
}

/// <summary>Holds the current version and puts a new one in its place after a flush or compaction.</summary>
public sealed class VersionSet(IReadOnlyList<FileInfo> files)
{
    private readonly object _lock = new();
    private FileVersion _current = new(files);

    public FileVersion Acquire()
    {
        while (true)
        {
            var current = Volatile.Read(ref _current);
            if (current.TryAcquire()) return current;
        }
    }

    public void Install(IReadOnlyList<FileInfo> files)
    {
        lock (_lock)
        {
            var replaced = _current;
            Volatile.Write(ref _current, new FileVersion(files));
            replaced.Release(files.Select(file => file.Name).ToHashSet());
        }
    }
}
