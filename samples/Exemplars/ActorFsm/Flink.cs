using System.Threading.Channels;

namespace Exemplars.ActorFsm.Flink;

public sealed record Call(object Request, TaskCompletionSource<object?> Reply);

/// <summary>What every component of the cluster derives from: calls, local or from the network, run one by one on its own loop.</summary>
public abstract class RpcEndpoint
{
    private const int Limit = 1024;

    private readonly Channel<Call> _calls = Channel.CreateBounded<Call>(Limit);

    /// <summary>Runs until the endpoint is closed.</summary>
    public async Task RunAsync(CancellationToken token)
    {
        await foreach (var call in _calls.Reader.ReadAllAsync(token))
        {
            try
            {
                call.Reply.TrySetResult(await ReceiveAsync(call.Request));
            }
            catch (Exception failure)
            {
                call.Reply.TrySetException(failure);
            }
        }
    }

    public async Task<object?> AskAsync(object request)
    {
        var call = new Call(request, new(TaskCreationOptions.RunContinuationsAsynchronously));
        await _calls.Writer.WriteAsync(call);
        return await call.Reply.Task;
    }

    public void Close() => _calls.Writer.Complete();

    protected abstract Task<object?> ReceiveAsync(object request);
}

public sealed record RegisterWorker(string Worker, int Slots);

public sealed record RequestSlots(int Count);

public sealed record WorkerLost(string Worker);

/// <summary>Knows the workers and deals out their slots.</summary>
public sealed class ResourceManager : RpcEndpoint
{
    private readonly Dictionary<string, int> _free = [];

    protected override Task<object?> ReceiveAsync(object request) => Task.FromResult(request switch
    {
        RegisterWorker registration => Register(registration),
        RequestSlots demand => Grant(demand),
        WorkerLost loss => _free.Remove(loss.Worker),
        _ => (object?)null,
    });

    private object Register(RegisterWorker registration)
    {
        _free[registration.Worker] = registration.Slots;
        return true;
    }

    private object? Grant(RequestSlots demand)
    {
        var worker = _free.FirstOrDefault(candidate => candidate.Value >= demand.Count).Key;
        if (worker is not null) _free[worker] -= demand.Count;
        return worker;
    }
}
