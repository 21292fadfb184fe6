namespace Exemplars.Raft.Consul;

public sealed record LogItem(long Term, byte[] Command);

/// <summary>What the consensus library asks of its user.</summary>
public interface IReplicatedState
{
    void Apply(byte[] command);

    byte[] Snapshot();

    void Restore(byte[] snapshot);
}

/// <summary>The library: elections and the log, told what to do with a committed command by its user.</summary>
public sealed class Server(Guid id, int servers, IReplicatedState state)
{
    private readonly List<LogItem> _items = [];
    private long _term;
    private Guid? _vote;
    private int _votes;
    private int _committed;

    public void Elect()
    {
        _term++;
        _vote = id;
        _votes = 1;
    }

    public bool RequestVote(long term, Guid candidate, int lastIndex, long lastTerm)
    {
        if (term < _term) return false;
        if (term > _term)
        {
            _term = term;
            _vote = null;
        }
        var ownLast = _items.Count == 0 ? 0 : _items[^1].Term;
        if (lastTerm < ownLast || (lastTerm == ownLast && lastIndex < _items.Count) || (_vote ?? candidate) != candidate) return false;
        _vote = candidate;
        return true;
    }

    public bool Granted(long term)
    {
        if (term != _term) return false;
        _votes++;
        return _votes > servers / 2;
    }

    public bool AppendEntries(long term, int previous, long previousTerm, LogItem[] items, int committed)
    {
        if (term < _term) return false;
        _term = term;
        if (previous > _items.Count || (previous > 0 && _items[previous - 1].Term != previousTerm)) return false;
        _items.RemoveRange(previous, _items.Count - previous);
        _items.AddRange(items);
        while (_committed < Math.Min(committed, _items.Count))
        {
            var item = _items[_committed];
            state.Apply(item.Command);
            _committed++;
        }
        return true;
    }
}

/// <summary>The user's code: a key-value store whose every write is an entry of the log.</summary>
public sealed class KeyValueStore : IReplicatedState
{
    private Dictionary<string, string> _values = [];

    public void Apply(byte[] command)
    {
        var parts = System.Text.Encoding.UTF8.GetString(command).Split('=', 2);
        _values[parts[0]] = parts[1];
    }

    public byte[] Snapshot() => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(_values);

    public void Restore(byte[] snapshot) => _values = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(snapshot) ?? [];
}
