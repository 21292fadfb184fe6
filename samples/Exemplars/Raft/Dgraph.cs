namespace Exemplars.Raft.Dgraph;

public sealed record Proposal(int Term, string Text);

/// <summary>One consensus group.</summary>
public sealed class Group(string self, int size)
{
    private readonly List<Proposal> _proposals = [];
    private int _term;
    private string? _backed;
    private int _backers;

    public event Action<string>? Committed;

    public void Run()
    {
        _term++;
        _backed = self;
        _backers = 1;
    }

    public bool Back(int term, string candidate, int lastIndex, int lastTerm)
    {
        if (term < _term) return false;
        if (term > _term) (_term, _backed) = (term, null);
        var own = _proposals.Count == 0 ? 0 : _proposals[^1].Term;
        if (lastTerm < own || (lastTerm == own && lastIndex < _proposals.Count) || (_backed is not null && _backed != candidate)) return false;
        _backed = candidate;
        return true;
    }

    public bool IsBacked(int term)
    {
        if (term != _term) return false;
        _backers++;
        return _backers >= size / 2 + 1;
    }

    public Task<bool> ProposeAsync(string text)
    {
        _proposals.Add(new(_term, text));
        return Task.Run(() => { Committed?.Invoke(text); return true; });
    }
}

/// <summary>One group decides who owns which predicate; the data groups hold the predicates. A change counts only once its group has agreed.</summary>
public sealed class Zero
{
    private readonly Group _membership;
    private readonly Dictionary<string, Group> _data = [];
    private readonly Dictionary<string, string> _owners = [];

    public Zero(Group membership, IEnumerable<KeyValuePair<string, Group>> data)
    {
        _membership = membership;
        foreach (var (name, group) in data) _data[name] = group;
    }

    public async Task<bool> MoveAsync(string predicate, string group)
    {
        if (!_data.ContainsKey(group) || !await _membership.ProposeAsync($"{predicate}>{group}")) return false;
        _owners[predicate] = group;
        return true;
    }

    public Task<bool> MutateAsync(string predicate, string change) => _data[_owners[predicate]].ProposeAsync(change);
}
