using System.Collections.Concurrent;

namespace Exemplars.ActorFsm.TiKV;

public enum PeerState
{
    Creating,
    Serving,
    Splitting,
    Gone,
}

public abstract record RegionMessage;

public sealed record Activate : RegionMessage;

public sealed record Propose(string Key, string Value) : RegionMessage;

public sealed record BeginSplit(string At) : RegionMessage;

public sealed record SplitDone : RegionMessage;

public sealed record Destroy : RegionMessage;

/// <summary>The machine of one region: messages wait in its mailbox, and one pool thread at a time feeds it a batch of them.</summary>
public sealed class RegionPeer
{
    private const int BatchSize = 64;
    private const int Limit = 4096;
    private const int Idle = 0;
    private const int Busy = 1;

    private readonly ConcurrentQueue<RegionMessage> _mailbox = new();
    private readonly SortedDictionary<string, string> _data = new(StringComparer.Ordinal);
    private PeerState _state = PeerState.Creating;
    private string? _splitKey;
    private int _running = Idle;

    /// <summary>False when the region is overloaded: the sender tries again later.</summary>
    public bool Send(RegionMessage message)
    {
        if (_mailbox.Count >= Limit) return false;
        _mailbox.Enqueue(message);
        Schedule();
        return true;
    }

    private void Schedule()
    {
        if (Interlocked.CompareExchange(ref _running, Busy, Idle) == Idle) ThreadPool.UnsafeQueueUserWorkItem(peer => peer.Poll(), this, preferLocal: false);
    }

    private void Poll()
    {
        try
        {
            for (var handled = 0; handled < BatchSize && _mailbox.TryDequeue(out var message); handled++) Handle(message);
        }
        finally
        {
            Interlocked.Exchange(ref _running, Idle);
        }
        if (!_mailbox.IsEmpty) Schedule();
    }

    private void Handle(RegionMessage message)
    {
        switch (_state, message)
        {
            case (PeerState.Creating, Activate):
                _state = PeerState.Serving;
                break;
            case (PeerState.Serving, Propose propose):
                _data[propose.Key] = propose.Value;
                break;
            case (PeerState.Serving, BeginSplit split):
                _splitKey = split.At;
                _state = PeerState.Splitting;
                break;
            case (PeerState.Splitting, SplitDone):
                foreach (var key in _data.Keys.Where(key => string.CompareOrdinal(key, _splitKey) >= 0).ToList()) _data.Remove(key);
                _state = PeerState.Serving;
                break;
            case (_, Destroy):
                _data.Clear();
                _state = PeerState.Gone;
                break;
        }
    }
}
