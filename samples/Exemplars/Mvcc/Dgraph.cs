namespace Exemplars.Mvcc.Dgraph;

internal readonly record struct Delta(long CommittedAt, ulong Uid, bool IsRemoval);

/// <summary>The neighbours of one node: an immutable base, and what was committed after it.</summary>
internal sealed class PostingList
{
    private readonly object _lock = new();
    private readonly List<Delta> _deltas = [];
    private SortedSet<ulong> _base = [];

    public SortedSet<ulong> Read(long readAt)
    {
        lock (_lock)
        {
            var merged = new SortedSet<ulong>(_base);
            foreach (var delta in _deltas)
            {
                if (delta.CommittedAt > readAt) break;
                if (delta.IsRemoval) merged.Remove(delta.Uid);
                else merged.Add(delta.Uid);
            }
            return merged;
        }
    }

    public void Append(long committedAt, ulong uid, bool isRemoval)
    {
        lock (_lock) _deltas.Add(new Delta(committedAt, uid, isRemoval));
    }

    /// <summary>Folds what every reader sees into a new base.</summary>
    public void RollUp(long oldestReader)
    {
        lock (_lock)
        {
            _base = Read(oldestReader);
            _deltas.RemoveAll(delta => delta.CommittedAt <= oldestReader);
        }
    }
}

/// <summary>A graph of posting lists under one clock.</summary>
public sealed class Graph
{
    private readonly object _lock = new();
    private readonly Dictionary<string, PostingList> _lists = new();
    private readonly List<View> _open = [];
    private long _committed;

    public View Open()
    {
        lock (_lock)
        {
            var view = new View(this, _committed);
            _open.Add(view);
            return view;
        }
    }

    public void Link(string node, ulong uid, bool isRemoval = false)
    {
        lock (_lock)
        {
            if (!_lists.TryGetValue(node, out var list)) _lists[node] = list = new PostingList();
            list.Append(_committed + 1, uid, isRemoval);
            _committed++;
        }
    }

    internal IReadOnlyCollection<ulong> Read(string node, long readAt)
    {
        lock (_lock) return _lists.TryGetValue(node, out var list) ? list.Read(readAt) : [];
    }

    internal void Close(View view)
    {
        lock (_lock)
        {
            _open.Remove(view);
            var oldest = _open.Count == 0 ? _committed : _open.Min(one => one.ReadAt);
            foreach (var list in _lists.Values) list.RollUp(oldest);
        }
    }
}

/// <summary>Sees the graph as it was when the view was opened.</summary>
public sealed class View : IDisposable
{
    private readonly Graph _graph;

    internal View(Graph graph, long readAt)
    {
        _graph = graph;
        ReadAt = readAt;
    }

    public long ReadAt { get; }

    public IReadOnlyCollection<ulong> Neighbours(string node) => _graph.Read(node, ReadAt);

    public void Dispose() => _graph.Close(this);
}
