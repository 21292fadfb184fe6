namespace Exemplars.DistributedSnapshot.Flink;

public readonly record struct Record(string Key, long Amount);

/// <summary>Travels between the records: what came before it belongs to the checkpoint, what comes after does not.</summary>
public readonly record struct Barrier(long Checkpoint);

public interface IOperator
{
    void Process(int input, Record record);

    void OnBarrier(int input, Barrier barrier);

    void Restore(long checkpoint);
}

public interface IStateBackend
{
    void Write(long checkpoint, string task, IReadOnlyDictionary<string, long> state);

    IReadOnlyDictionary<string, long> Read(long checkpoint, string task);
}

public interface ICompletedCheckpoints
{
    long Last();

    void Complete(long checkpoint);
}

/// <summary>Sums amounts by key. Inputs that have delivered the barrier wait until all others have.</summary>
public sealed class SumByKey(string task, int inputs, IStateBackend backend, IReadOnlyList<IOperator> outputs, CheckpointCoordinator coordinator) : IOperator
{
    private readonly HashSet<int> _aligned = [];
    private readonly Queue<(int Input, Record Record)> _held = [];
    private Dictionary<string, long> _sums = [];

    public void Process(int input, Record record)
    {
        if (_aligned.Contains(input))
        {
            _held.Enqueue((input, record));
            return;
        }
        var sum = _sums[record.Key] = _sums.GetValueOrDefault(record.Key) + record.Amount;
        foreach (var output in outputs) output.Process(0, record with { Amount = sum });
    }

    public void OnBarrier(int input, Barrier barrier)
    {
        _aligned.Add(input);
        if (_aligned.Count < inputs) return;
        backend.Write(barrier.Checkpoint, task, _sums);
        foreach (var output in outputs) output.OnBarrier(0, barrier);
        coordinator.Acknowledge(barrier.Checkpoint, task);
        _aligned.Clear();
        while (_held.TryDequeue(out var held)) Process(held.Input, held.Record);
    }

    public void Restore(long checkpoint)
    {
        _aligned.Clear();
        _held.Clear();
        _sums = new(backend.Read(checkpoint, task));
        foreach (var output in outputs) output.Restore(checkpoint);
    }
}

/// <summary>Starts checkpoints at the sources; one counts only when every task has acknowledged it.</summary>
public sealed class CheckpointCoordinator(IReadOnlyCollection<string> tasks, ICompletedCheckpoints completed)
{
    private readonly List<IOperator> _sources = [];
    private readonly Dictionary<long, HashSet<string>> _pending = [];
    private long _next;

    public void Add(IOperator source) => _sources.Add(source);

    public void Trigger()
    {
        var checkpoint = ++_next;
        _pending[checkpoint] = [.. tasks];
        foreach (var source in _sources) source.OnBarrier(0, new Barrier(checkpoint));
    }

    public void Acknowledge(long checkpoint, string task)
    {
        if (!_pending.TryGetValue(checkpoint, out var outstanding) || !outstanding.Remove(task) || outstanding.Count > 0) return;
        _pending.Remove(checkpoint);
        completed.Complete(checkpoint);
    }

    public void RestoreAll()
    {
        _next = completed.Last();
        _pending.Clear();
        foreach (var source in _sources) source.Restore(_next);
    }
}
