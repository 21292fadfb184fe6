using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Exemplars.Reactor.Tokio;

/// <summary>The driver calls no handlers: it completes what other code awaits.</summary>
public sealed class IoDriver
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _waiters = new();
    private readonly int _descriptor;
    private volatile bool _shutDown;

    public IoDriver(int descriptor) => _descriptor = descriptor;

    public Task ReadyAsync(int handle) => _waiters.GetOrAdd(handle, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void ShutDown() => _shutDown = true;

    public void Turn()
    {
        var events = new long[128];
        do
        {
            var count = epoll_wait(_descriptor, events, events.Length, 50);
            for (var i = 0; i < count; i++)
                if (_waiters.TryRemove((int)events[i], out var waiter)) waiter.TrySetResult();
        }
        while (!_shutDown);
    }

    [DllImport("libc")]
    private static extern int epoll_wait(int descriptor, [Out] long[] events, int capacity, int milliseconds);
}
