using System.Collections.Concurrent;

namespace Exemplars.WorkStealing.Spark;

public sealed record TaskSet(int Id, int PreferredHost, Func<object> Compute)
{
    public DateTime Started { get; set; }
}

/// <summary>Tasks wait where their data are; a host without any takes those of others, and a task that runs far too long is started once more elsewhere.</summary>
public sealed class TaskScheduler
{
    private readonly ConcurrentQueue<TaskSet>[] _pending;
    private readonly ConcurrentDictionary<int, TaskSet> _running = new();

    public TaskScheduler(int hosts)
    {
        _pending = new ConcurrentQueue<TaskSet>[hosts];
        for (var i = 0; i < hosts; i++) _pending[i] = new();
    }

    public void Submit(TaskSet task) => _pending[task.PreferredHost].Enqueue(task);

    public TaskSet? Offer(int host)
    {
        if (_pending[host].TryDequeue(out var local)) return Launch(local);
        for (var i = 1; i < _pending.Length; i++)
            if (_pending[(host + i) % _pending.Length].TryDequeue(out var remote)) return Launch(remote);
        return null;
    }

    public void Complete(TaskSet task) => _running.TryRemove(task.Id, out _);

    public void CheckSpeculatableTasks(TimeSpan median)
    {
        foreach (var task in _running.Values)
            if (DateTime.UtcNow - task.Started > 1.5 * median) _pending[(task.PreferredHost + 1) % _pending.Length].Enqueue(task);
    }

    private TaskSet Launch(TaskSet task)
    {
        task.Started = DateTime.UtcNow;
        _running[task.Id] = task;
        return task;
    }
}
