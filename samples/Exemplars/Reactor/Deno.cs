using System.Runtime.InteropServices;

namespace Exemplars.Reactor.Deno;

public interface IOperation
{
    void Resolve(int result);
}

/// <summary>The host's loop: it waits for the asynchronous driver, resolves promises, and lets the script's runtime run all jobs that became due.</summary>
public sealed class JsRuntimeLoop(nint runtime, int descriptor)
{
    private readonly Dictionary<int, IOperation> _operations = [];

    public void Run(CancellationToken stop)
    {
        var events = new long[32];
        while (!stop.IsCancellationRequested)
        {
            var count = epoll_wait(descriptor, events, events.Length, 20);
            for (var i = 0; i < count; i++)
            {
                if (!_operations.Remove((int)events[i], out var operation)) continue;
                try
                {
                    operation.Resolve(0);
                }
                catch (Exception error)
                {
                    Console.Error.WriteLine(error);
                }
            }

            while (js_execute_pending_job(runtime) > 0)
            {
            }
        }
    }

    [DllImport("libc")]
    private static extern int epoll_wait(int descriptor, [Out] long[] events, int capacity, int milliseconds);

    [DllImport("quickjs")]
    private static extern int js_execute_pending_job(nint runtime);
}
