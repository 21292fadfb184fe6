using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Exemplars.Reactor.Envoy;

public interface IConnection
{
    void OnEvent(uint events);
}

/// <summary>One of several equal loops. A connection stays on its loop for life; others only post to it.</summary>
public sealed class WorkerLoop
{
    private readonly int _descriptor = epoll_create1(0);
    private readonly Dictionary<int, IConnection> _connections = [];
    private readonly ConcurrentQueue<Action> _posted = new();

    public void Post(Action work) => _posted.Enqueue(work);

    public void Run(CancellationToken stop)
    {
        var events = new EpollEvent[64];
        while (!stop.IsCancellationRequested)
        {
            var count = epoll_wait(_descriptor, events, events.Length, 10);
            for (var i = 0; i < count; i++)
            {
                if (!_connections.TryGetValue(events[i].Descriptor, out var connection)) continue;
                try
                {
                    connection.OnEvent(events[i].Events);
                }
                catch (Exception)
                {
                    _connections.Remove(events[i].Descriptor);
                }
            }

            while (_posted.TryDequeue(out var work)) work();
        }
    }

    [DllImport("libc")]
    private static extern int epoll_create1(int flags);

    [DllImport("libc")]
    private static extern int epoll_wait(int descriptor, [Out] EpollEvent[] events, int capacity, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct EpollEvent
    {
        public uint Events;
        public int Descriptor;
        public int Padding;
    }
}

/// <summary>Deals new connections out to the loops, each in its turn.</summary>
public sealed class Server(int threads)
{
    private readonly WorkerLoop[] _workers = [.. Enumerable.Range(0, threads).Select(_ => new WorkerLoop())];

    private int _next;

    public void Accept(Action work) => _workers[(uint)Interlocked.Increment(ref _next) % (uint)_workers.Length].Post(work);

    public void Start(CancellationToken stop)
    {
        foreach (var worker in _workers) new Thread(() => worker.Run(stop)) { IsBackground = true }.Start();
    }
}
