namespace Exemplars.Raft.Etcd;

public enum Part { Follower, Candidate, Leader }

public sealed record Entry(long Term, byte[] Command);

public sealed record VoteRequest(long Term, string Candidate, int LastIndex, long LastTerm);

public sealed record VoteReply(long Term, string Voter, bool Granted);

public sealed record AppendRequest(long Term, string Leader, int PreviousIndex, long PreviousTerm, IReadOnlyList<Entry> Entries, int Commit);

public sealed record AppendReply(long Term, string Follower, bool Success, int Match);

/// <summary>What the caller must persist, send and apply, in that order.</summary>
public sealed class Ready
{
    public List<Entry> ToPersist { get; } = [];
    public List<(string To, object Message)> ToSend { get; } = [];
    public List<Entry> ToApply { get; } = [];
}

/// <summary>The protocol without network, clock or disk: messages are stepped in, and a ready set comes out.</summary>
public sealed class Core(string self, IReadOnlyList<string> peers)
{
    private readonly List<Entry> _log = [];
    private readonly HashSet<string> _votes = [];
    private readonly Dictionary<string, int> _next = [];
    private readonly Dictionary<string, int> _match = [];
    private Part _part = Part.Follower;
    private long _term;
    private string? _votedFor;
    private int _commit;
    private int _applied;
    private Ready _ready = new();

    public Ready TakeReady()
    {
        while (_applied < _commit) _ready.ToApply.Add(_log[_applied++]);
        var ready = _ready;
        _ready = new();
        return ready;
    }

    public void Campaign()
    {
        _part = Part.Candidate;
        _term++;
        _votedFor = self;
        _votes.Clear();
        _votes.Add(self);
        foreach (var peer in peers) _ready.ToSend.Add((peer, new VoteRequest(_term, self, _log.Count, LastTerm)));
    }

    public VoteReply Step(VoteRequest request)
    {
        if (request.Term > _term) StepDown(request.Term);
        if (request.Term < _term) return new(_term, self, false);
        var upToDate = request.LastTerm > LastTerm || (request.LastTerm == LastTerm && request.LastIndex >= _log.Count);
        if (!upToDate || (_votedFor is not null && _votedFor != request.Candidate)) return new(_term, self, false);
        _votedFor = request.Candidate;
        return new(_term, self, true);
    }

    public void Step(VoteReply reply)
    {
        if (reply.Term > _term) StepDown(reply.Term);
        if (reply.Term != _term || _part != Part.Candidate || !reply.Granted) return;
        _votes.Add(reply.Voter);
        if (_votes.Count > (peers.Count + 1) / 2) Lead();
    }

    public AppendReply Step(AppendRequest request)
    {
        if (request.Term < _term) return new(_term, self, false, 0);
        StepDown(request.Term);
        if (request.PreviousIndex > _log.Count) return new(_term, self, false, 0);
        if (request.PreviousIndex > 0 && _log[request.PreviousIndex - 1].Term != request.PreviousTerm) return new(_term, self, false, 0);
        _log.RemoveRange(request.PreviousIndex, _log.Count - request.PreviousIndex);
        _log.AddRange(request.Entries);
        _ready.ToPersist.AddRange(request.Entries);
        _commit = Math.Max(_commit, Math.Min(request.Commit, _log.Count));
        return new(_term, self, true, _log.Count);
    }

    public void Step(AppendReply reply)
    {
        if (reply.Term > _term) StepDown(reply.Term);
        if (reply.Term != _term || _part != Part.Leader) return;
        if (!reply.Success)
        {
            _next[reply.Follower] = Math.Max(0, _next[reply.Follower] - 1);
            return;
        }
        _match[reply.Follower] = reply.Match;
        _next[reply.Follower] = reply.Match;
        AdvanceCommit();
    }

    public bool Propose(byte[] command)
    {
        if (_part != Part.Leader) return false;
        _log.Add(new(_term, command));
        _ready.ToPersist.Add(_log[^1]);
        return true;
    }

    private long LastTerm => _log.Count == 0 ? 0 : _log[^1].Term;

    private void AdvanceCommit()
    {
        var positions = _match.Values.Append(_log.Count).Order().ToArray();
        var agreed = positions[(positions.Length - 1) / 2];
        if (agreed > _commit && _log[agreed - 1].Term == _term) _commit = agreed;
    }

    private void Lead()
    {
        _part = Part.Leader;
        foreach (var peer in peers) (_next[peer], _match[peer]) = (_log.Count, 0);
    }

    private void StepDown(long term)
    {
        if (term > _term) (_term, _votedFor) = (term, null);
        _part = Part.Follower;
    }
}
