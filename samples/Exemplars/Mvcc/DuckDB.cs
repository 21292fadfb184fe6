namespace Exemplars.Mvcc.DuckDB;

/// <summary>A table whose rows keep what they were before, for as long as a transaction can still see it.</summary>
public sealed class Table
{
    private readonly object _lock = new();
    private readonly Dictionary<string, RowVersion> _rows = new();
    private readonly List<Transaction> _active = [];
    private long _lastCommit;

    public Transaction Begin()
    {
        lock (_lock)
        {
            var transaction = new Transaction(this, _lastCommit);
            _active.Add(transaction);
            return transaction;
        }
    }

    internal string? Read(string key, long snapshot)
    {
        lock (_lock)
        {
            for (var version = _rows.GetValueOrDefault(key); version != null; version = version.Older)
                if (version.CommittedAt <= snapshot) return version.Value;
            return null;
        }
    }

    internal bool TryCommit(Transaction transaction, IReadOnlyDictionary<string, string?> changes)
    {
        lock (_lock)
        {
            _active.Remove(transaction);
            foreach (var key in changes.Keys)
                if (_rows.TryGetValue(key, out var newest) && newest.CommittedAt > transaction.Snapshot) return false;
            var commit = _lastCommit + 1;
            foreach (var (key, value) in changes) _rows[key] = new RowVersion(value, commit, _rows.GetValueOrDefault(key));
            _lastCommit = commit;
            Prune();
            return true;
        }
    }

    /// <summary>Cuts each chain behind the version that the oldest transaction sees.</summary>
    private void Prune()
    {
        var oldest = _active.Count == 0 ? _lastCommit : _active.Min(transaction => transaction.Snapshot);
        foreach (var row in _rows.Values)
        {
            var version = row;
            while (version.Older != null && version.CommittedAt > oldest) version = version.Older;
            version.Older = null;
        }
    }
}

internal sealed class RowVersion(string? value, long committedAt, RowVersion? older)
{
    public string? Value { get; } = value;

    public long CommittedAt { get; } = committedAt;

    public RowVersion? Older { get; set; } = older;
}

/// <summary>Sees the table as it was when the transaction began, and its own changes.</summary>
public sealed class Transaction
{
    private readonly Table _table;
    private readonly Dictionary<string, string?> _changes = new();

    internal Transaction(Table table, long snapshot)
    {
        _table = table;
        Snapshot = snapshot;
    }

    public long Snapshot { get; }

    public string? Get(string key) => _changes.TryGetValue(key, out var own) ? own : _table.Read(key, Snapshot);

    public void Set(string key, string? value) => _changes[key] = value;

    public bool TryCommit() => _table.TryCommit(this, _changes);
}
