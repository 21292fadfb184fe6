using System.Collections.Concurrent;

namespace Exemplars.WorkStealing.Tokio;

/// <summary>A fixed ring: its worker pushes and pops at the tail, others take at the head. What does not fit goes to the shared queue.</summary>
public sealed class LocalRing<T> where T : class
{
    private const int Mask = 255;

    private readonly T?[] _slots = new T?[Mask + 1];
    private int _head;
    private int _tail;

    public bool TryPush(T item)
    {
        var tail = _tail;
        if (tail - Volatile.Read(ref _head) > Mask) return false;
        _slots[tail & Mask] = item;
        Volatile.Write(ref _tail, tail + 1);
        return true;
    }

    public bool TryPop(out T? item)
    {
        var tail = _tail - 1;
        Volatile.Write(ref _tail, tail);
        Interlocked.MemoryBarrier();
        var head = Volatile.Read(ref _head);
        item = head <= tail ? _slots[tail & Mask] : null;
        if (head < tail) return true;
        var won = head == tail && Interlocked.CompareExchange(ref _head, head + 1, head) == head;
        Volatile.Write(ref _tail, tail + 1);
        if (!won) item = null;
        return won;
    }

    public bool TrySteal(out T? item)
    {
        var head = Volatile.Read(ref _head);
        item = head < Volatile.Read(ref _tail) ? _slots[head & Mask] : null;
        if (item is null) return false;
        if (Interlocked.CompareExchange(ref _head, head + 1, head) == head) return true;
        item = null;
        return false;
    }
}

public sealed class Runtime
{
    private readonly ConcurrentQueue<Action> _injected = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly RuntimeWorker[] _workers;

    public Runtime(int count)
    {
        _workers = new RuntimeWorker[count];
        for (var i = 0; i < count; i++) _workers[i] = new(this);
        foreach (var worker in _workers) new Thread(worker.Run) { IsBackground = true }.Start();
    }

    public IReadOnlyList<RuntimeWorker> Workers => _workers;

    public void Inject(Action task)
    {
        _injected.Enqueue(task);
        _wake.Release();
    }

    internal bool TryTakeInjected(out Action? task) => _injected.TryDequeue(out task);

    internal void Park() => _wake.Wait(TimeSpan.FromMilliseconds(100));
}

public sealed class RuntimeWorker(Runtime runtime)
{
    private readonly LocalRing<Action> _local = new();

    public void Spawn(Action task)
    {
        if (!_local.TryPush(task)) runtime.Inject(task);
    }

    public void Run()
    {
        while (true)
        {
            if (_local.TryPop(out var task) || runtime.TryTakeInjected(out task) || TryStealFromOthers(out task)) RunOne(task!);
            else runtime.Park();
        }
    }

    private static void RunOne(Action task)
    {
        try
        {
            task();
        }
        catch (Exception error)
        {
            Console.Error.WriteLine(error);
        }
    }

    private bool TryStealFromOthers(out Action? task)
    {
        var workers = runtime.Workers;
        var start = Random.Shared.Next(workers.Count);
        for (var i = 0; i < workers.Count; i++)
        {
            var victim = workers[(start + i) % workers.Count];
            if (victim == this) continue;
            if (victim._local.TrySteal(out task)) return true;
        }
        task = null;
        return false;
    }
}
