namespace Exemplars.Raft.TiKV;

public sealed record Change(long Term, string Key, string Value);

public sealed record Ballot(long Region, long Term, int Candidate, int LastIndex, long LastTerm);

public sealed record Append(long Region, long Term, int PreviousIndex, long PreviousTerm, List<Change> Changes);

/// <summary>The consensus group of one region.</summary>
public sealed class RegionGroup(int store, int voters)
{
    private readonly List<Change> _changes = [];
    private long _term;
    private int? _choice;
    private int _granted;

    public bool IsLeader { get; private set; }

    public Ballot Campaign(long region)
    {
        _term += 1;
        _choice = store;
        _granted = 1;
        return new(region, _term, store, _changes.Count, LastTerm);
    }

    public bool Grant(Ballot ballot)
    {
        if (ballot.Term < _term) return false;
        if (ballot.Term > _term)
        {
            _term = ballot.Term;
            _choice = null;
            IsLeader = false;
        }
        if (ballot.LastTerm < LastTerm || (ballot.LastTerm == LastTerm && ballot.LastIndex < _changes.Count)) return false;
        if (_choice is { } other && other != ballot.Candidate) return false;
        _choice = ballot.Candidate;
        return true;
    }

    public void Count(long term)
    {
        if (term != _term) return;
        _granted++;
        IsLeader = _granted > voters / 2;
    }

    public bool Accept(Append append)
    {
        if (append.Term < _term) return false;
        _term = append.Term;
        if (append.PreviousIndex > _changes.Count) return false;
        if (append.PreviousIndex > 0 && _changes[append.PreviousIndex - 1].Term != append.PreviousTerm) return false;
        _changes.RemoveRange(append.PreviousIndex, _changes.Count - append.PreviousIndex);
        _changes.AddRange(append.Changes);
        return true;
    }

    public void Put(string key, string value) => _changes.Add(new(_term, key, value));

    private long LastTerm => _changes.Count > 0 ? _changes[^1].Term : 0;
}

/// <summary>One region: a range of keys and its group.</summary>
public sealed class Region(string from, string to, RegionGroup group)
{
    public RegionGroup Group => group;

    public bool Covers(string key) => string.CompareOrdinal(from, key) <= 0 && string.CompareOrdinal(key, to) < 0;
}

/// <summary>All regions of one process: messages name the region that they are for.</summary>
public sealed class Store(int id)
{
    private readonly Dictionary<long, Region> _regions = [];

    public bool Receive(Ballot ballot) => _regions.TryGetValue(ballot.Region, out var region) && region.Group.Grant(ballot);

    public bool Receive(Append append) => _regions[append.Region].Group.Accept(append);

    public void Place(long region, string from, string to, int voters) => _regions[region] = new(from, to, new(id, voters));

    public void Split(long region, long right, string at, string to, int voters)
    {
        if (_regions.ContainsKey(region)) Place(right, at, to, voters);
    }
}
