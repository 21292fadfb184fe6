using System.Collections.Concurrent;

namespace Exemplars.WorkStealing.Bevy;

public sealed class SystemNode(Action run)
{
    public int Waiting;

    public List<SystemNode> Dependents { get; } = [];

    public void Run() => run();
}

/// <summary>Systems whose data accesses are free of conflict run side by side; one that is done releases those that had to wait for it.</summary>
public sealed class Schedule : IDisposable
{
    private readonly ConcurrentStack<SystemNode>[] _ready;
    private readonly SemaphoreSlim _released = new(0);
    private readonly CancellationTokenSource _stop = new();
    private int _failed;

    public Schedule(int threads)
    {
        _ready = new ConcurrentStack<SystemNode>[threads];
        for (var i = 0; i < threads; i++) _ready[i] = new();
    }

    public int Failed => _failed;

    public void Begin(IEnumerable<SystemNode> roots)
    {
        foreach (var root in roots) Release(root, 0);
    }

    public void RunThread(int id)
    {
        while (!_stop.IsCancellationRequested)
        {
            if (!_ready[id].TryPop(out var system) && !TrySteal(id, out system))
            {
                _released.Wait(_stop.Token);
                continue;
            }

            try
            {
                system!.Run();
            }
            catch (Exception)
            {
                Interlocked.Increment(ref _failed);
            }

            foreach (var dependent in system!.Dependents)
                if (Interlocked.Decrement(ref dependent.Waiting) == 0) Release(dependent, id);
        }
    }

    public void Dispose() => _stop.Cancel();

    private void Release(SystemNode system, int id)
    {
        _ready[id].Push(system);
        _released.Release();
    }

    private bool TrySteal(int id, out SystemNode? system)
    {
        for (var other = 0; other < _ready.Length; other++)
            if (other != id && _ready[other].TryPop(out system)) return true;
        system = null;
        return false;
    }
}
