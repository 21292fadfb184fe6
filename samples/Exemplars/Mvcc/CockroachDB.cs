namespace Exemplars.Mvcc.CockroachDB;

/// <summary>A wall clock with a counter beside it: later events have greater timestamps, whatever the wall clock does.</summary>
public readonly record struct HybridTimestamp(long Wall, int Logical) : IComparable<HybridTimestamp>
{
    public int CompareTo(HybridTimestamp other) => Wall != other.Wall ? Wall.CompareTo(other.Wall) : Logical.CompareTo(other.Logical);

    public static bool operator <(HybridTimestamp left, HybridTimestamp right) => left.CompareTo(right) < 0;

    public static bool operator >(HybridTimestamp left, HybridTimestamp right) => left.CompareTo(right) > 0;

    public static bool operator <=(HybridTimestamp left, HybridTimestamp right) => left.CompareTo(right) <= 0;

    public static bool operator >=(HybridTimestamp left, HybridTimestamp right) => left.CompareTo(right) >= 0;
}

public sealed class HybridClock
{
    private readonly object _lock = new();
    private long _wall;
    private int _logical;

    public HybridTimestamp Now()
    {
        lock (_lock)
        {
            var physical = DateTime.UtcNow.Ticks;
            _logical = physical > _wall ? 0 : _logical + 1;
            _wall = Math.Max(physical, _wall);
            return new HybridTimestamp(_wall, _logical);
        }
    }
}

internal sealed record Written(HybridTimestamp At, string? Value);

/// <summary>Keys with their values by timestamp, newest last.</summary>
public sealed class Range(HybridClock clock)
{
    private readonly object _lock = new();
    private readonly Dictionary<string, List<Written>> _history = new();

    public Reader Open() => new(this, clock.Now());

    public bool TryPut(string key, string? value, HybridTimestamp readAt)
    {
        lock (_lock)
        {
            if (!_history.TryGetValue(key, out var written)) _history[key] = written = [];
            if (written.Count > 0 && written[^1].At > readAt) return false;
            written.Add(new Written(clock.Now(), value));
            return true;
        }
    }

    internal string? Get(string key, HybridTimestamp at)
    {
        lock (_lock) return _history.TryGetValue(key, out var written) ? written.LastOrDefault(one => one.At <= at)?.Value : null;
    }
}

/// <summary>Reads a range as it was at one timestamp.</summary>
public sealed class Reader
{
    private readonly Range _range;
    private readonly HybridTimestamp _at;

    internal Reader(Range range, HybridTimestamp at)
    {
        _range = range;
        _at = at;
    }

    public string? Get(string key) => _range.Get(key, _at);
}
