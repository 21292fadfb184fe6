namespace Exemplars.Raft.CockroachDB;

public sealed record Write(ulong Term, string Key, string Value);

public sealed record Solicit(int Range, ulong Term, string Node, int Length, ulong LastTerm);

public sealed record Replicate(int Range, ulong Term, int Behind, ulong BehindTerm, Write[] Writes);

/// <summary>The group of one range.</summary>
public sealed class RangeGroup
{
    private readonly string _node;
    private readonly int _members;
    private readonly List<Write> _writes = [];
    private readonly HashSet<string> _supporters = [];
    private ulong _term;
    private string? _supported;

    public RangeGroup(string node, int members)
    {
        _node = node;
        _members = members;
    }

    public IReadOnlyList<Write> Writes => _writes;

    public Solicit Stand(int range)
    {
        _term++;
        _supported = _node;
        _supporters.Clear();
        _supporters.Add(_node);
        return new(range, _term, _node, _writes.Count, TermAt(_writes.Count));
    }

    public bool Support(Solicit solicit)
    {
        if (solicit.Term < _term) return false;
        if (solicit.Term > _term) (_term, _supported) = (solicit.Term, null);
        var behind = solicit.LastTerm < TermAt(_writes.Count) || (solicit.LastTerm == TermAt(_writes.Count) && solicit.Length < _writes.Count);
        if (behind || (_supported ?? solicit.Node) != solicit.Node) return false;
        _supported = solicit.Node;
        return true;
    }

    public bool IsElectedBy(string node, ulong term)
    {
        if (term == _term) _supporters.Add(node);
        return _supporters.Count >= _members / 2 + 1;
    }

    public bool Take(Replicate replicate)
    {
        if (replicate.Term < _term) return false;
        _term = replicate.Term;
        if (replicate.Behind > _writes.Count || TermAt(replicate.Behind) != replicate.BehindTerm) return false;
        _writes.RemoveRange(replicate.Behind, _writes.Count - replicate.Behind);
        _writes.AddRange(replicate.Writes);
        return true;
    }

    private ulong TermAt(int length) => length == 0 ? 0 : _writes[length - 1].Term;
}

/// <summary>A range and the lease under which one replica serves its reads alone.</summary>
public sealed class Replica(RangeGroup group)
{
    private DateTime _leaseEnd;

    public RangeGroup Group => group;

    public void Lease(DateTime until) => _leaseEnd = until;

    public string? Read(string key)
    {
        if (DateTime.UtcNow >= _leaseEnd) throw new InvalidOperationException("another replica holds the lease");
        return group.Writes.LastOrDefault(write => write.Key == key)?.Value;
    }
}

/// <summary>The replicas of one process by range.</summary>
public sealed class Node
{
    private readonly Dictionary<int, Replica> _replicas = [];

    public void Add(int range, Replica replica) => _replicas.Add(range, replica);

    public bool Handle(Solicit solicit) => _replicas[solicit.Range].Group.Support(solicit);

    public bool Handle(Replicate replicate) => _replicas.TryGetValue(replicate.Range, out var replica) && replica.Group.Take(replicate);
}
