namespace Exemplars.Raft.Kafka;

public abstract record MetadataRecord;

public sealed record BrokerRegistered(int Broker, string Endpoint) : MetadataRecord;

public sealed record TopicCreated(string Topic, int Partitions) : MetadataRecord;

public sealed record LogRecord(int Epoch, MetadataRecord Data);

public sealed record VoteRequest(int Epoch, int Candidate, int EndOffset, int LastEpoch);

public sealed record FetchRequest(int Epoch, int Replica, int Offset, int LastEpoch);

public sealed record FetchResponse(int Epoch, bool Diverges, LogRecord[] Records, int HighWatermark);

/// <summary>What the brokers know of the cluster: the log replayed.</summary>
public sealed class MetadataImage
{
    private readonly Dictionary<int, string> _brokers = [];
    private readonly Dictionary<string, int> _topics = [];

    public void Replay(MetadataRecord record)
    {
        switch (record)
        {
            case BrokerRegistered registered:
                _brokers[registered.Broker] = registered.Endpoint;
                break;
            case TopicCreated created:
                _topics[created.Topic] = created.Partitions;
                break;
        }
    }
}

/// <summary>One of the controllers that elect a leader among themselves; followers fetch from it.</summary>
public sealed class QuorumController(int id, int[] voters)
{
    private readonly MetadataImage _image = new();
    private readonly List<LogRecord> _log = [];
    private readonly HashSet<int> _granted = [];
    private readonly Dictionary<int, int> _fetched = [];
    private int _epoch;
    private int? _votedId;
    private int _highWatermark;
    private bool _leads;

    public VoteRequest BecomeCandidate()
    {
        _leads = false;
        _epoch++;
        _votedId = id;
        _granted.Clear();
        _granted.Add(id);
        return new(_epoch, id, _log.Count, EpochBefore(_log.Count));
    }

    public bool Handle(VoteRequest request)
    {
        if (request.Epoch < _epoch) return false;
        if (request.Epoch > _epoch) Resign(request.Epoch);
        if (request.LastEpoch < EpochBefore(_log.Count)) return false;
        if (request.LastEpoch == EpochBefore(_log.Count) && request.EndOffset < _log.Count) return false;
        if (_votedId is not null && _votedId != request.Candidate) return false;
        _votedId = request.Candidate;
        return true;
    }

    public void HandleGrant(int voter, int epoch)
    {
        if (epoch != _epoch || _leads) return;
        _granted.Add(voter);
        _leads = _granted.Count > voters.Length / 2;
    }

    /// <summary>A follower asks for what it lacks; how far it asks tells how far it has come.</summary>
    public FetchResponse Handle(FetchRequest request)
    {
        if (request.Epoch > _epoch) Resign(request.Epoch);
        if (!_leads || request.Epoch < _epoch) return new(_epoch, false, [], _highWatermark);
        if (EpochBefore(request.Offset) != request.LastEpoch) return new(_epoch, true, [], _highWatermark);
        _fetched[request.Replica] = request.Offset;
        Commit();
        return new(_epoch, false, _log.Skip(request.Offset).ToArray(), _highWatermark);
    }

    public void Create(TopicCreated topic)
    {
        if (_leads) _log.Add(new LogRecord(_epoch, topic));
    }

    private void Commit()
    {
        var offsets = _fetched.Values.Append(_log.Count).Order().ToList();
        var agreed = offsets[(offsets.Count - 1) / 2];
        if (agreed <= _highWatermark || EpochBefore(agreed) != _epoch) return;
        for (var offset = _highWatermark; offset < agreed; offset++) _image.Replay(_log[offset].Data);
        _highWatermark = agreed;
    }

    private int EpochBefore(int offset) => offset == 0 ? 0 : _log[offset - 1].Epoch;

    private void Resign(int epoch)
    {
        _epoch = epoch;
        _votedId = null;
        _leads = false;
    }
}
