namespace Exemplars.Mvcc.TiKV;

/// <summary>Hands out the timestamps at which transactions begin and commit.</summary>
public sealed class TimestampOracle
{
    private long _last;

    public long Next() => Interlocked.Increment(ref _last);
}

internal readonly record struct Intent(long StartedAt, string Primary);

internal readonly record struct CommitRecord(long CommittedAt, long StartedAt);

/// <summary>Values, locks and commit records, each in a table of its own: a value is seen through the commit record that names its start.</summary>
public sealed class Region
{
    private readonly object _latch = new();
    private readonly Dictionary<(string Key, long StartedAt), string?> _values = new();
    private readonly Dictionary<string, Intent> _locks = new();
    private readonly Dictionary<string, List<CommitRecord>> _commits = new();

    public bool Prewrite(string key, string? value, string primary, long startedAt)
    {
        lock (_latch)
        {
            if (_locks.TryGetValue(key, out var held) && held.StartedAt != startedAt) return false;
            if (_commits.TryGetValue(key, out var records) && records[^1].CommittedAt >= startedAt) return false;
            _locks[key] = new Intent(startedAt, primary);
            _values[(key, startedAt)] = value;
            return true;
        }
    }

    public void Commit(string key, long startedAt, long committedAt)
    {
        lock (_latch)
        {
            if (!_locks.Remove(key, out var held) || held.StartedAt != startedAt) throw new InvalidOperationException($"The lock on '{key}' is gone.");
            if (!_commits.TryGetValue(key, out var records)) _commits[key] = records = [];
            records.Add(new CommitRecord(committedAt, startedAt));
        }
    }

    public string? Read(string key, long readAt)
    {
        lock (_latch)
        {
            if (_locks.TryGetValue(key, out var held) && held.StartedAt <= readAt) throw new InvalidOperationException($"'{key}' is locked by {held.Primary}.");
            if (!_commits.TryGetValue(key, out var records)) return null;
            for (var i = records.Count - 1; i >= 0; i--)
                if (records[i].CommittedAt <= readAt) return _values[(key, records[i].StartedAt)];
            return null;
        }
    }
}

/// <summary>Buffers its writes, then commits them in two phases.</summary>
public sealed class DistributedTransaction(TimestampOracle oracle, Region region)
{
    private readonly long _startedAt = oracle.Next();
    private readonly Dictionary<string, string?> _writes = new();

    public string? Get(string key) => _writes.TryGetValue(key, out var own) ? own : region.Read(key, _startedAt);

    public void Set(string key, string? value) => _writes[key] = value;

    public bool TryCommit()
    {
        if (_writes.Count == 0) return true;
        var primary = _writes.Keys.First();
        foreach (var (key, value) in _writes)
            if (!region.Prewrite(key, value, primary, _startedAt)) return false;
        var committedAt = oracle.Next();
        foreach (var key in _writes.Keys) region.Commit(key, _startedAt, committedAt);
        return true;
    }
}
