using Patterns.Analyzers.ActorFsm;
using Patterns.Analyzers.PipelineDataflow;
using Patterns.Analyzers.Reactor;
using Patterns.Analyzers.WorkStealing;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Reactor;

/// <summary>Loops are told apart by who moves the data and who owns the loop.</summary>
public sealed class LookAlikeTests
{
    [Theory]
    [InlineData("a stage of a pipeline", "class Stage { readonly Channel<int> input = Channel.CreateUnbounded<int>(); readonly Channel<string> output = Channel.CreateUnbounded<string>(); public async Task Run() { await foreach (var one in input.Reader.ReadAllAsync()) await output.Writer.WriteAsync(one.ToString()); } }")]
    [InlineData("an actor", "class Account { readonly BlockingCollection<object> mailbox = new(); int balance; bool closed; public void Run() { while (true) { switch (mailbox.Take()) { case int deposit: balance += deposit; break; case string: closed = true; break; default: return; } } } }")]
    [InlineData("a worker that steals", "class Pool { readonly ConcurrentQueue<Action>[] all = []; readonly SemaphoreSlim gate = new(0); public void Run(int me) { while (true) { if (all[me].TryDequeue(out var job)) { job(); continue; } for (var i = 0; i < all.Length; i++) if (i != me && all[i].TryDequeue(out job)) { job(); break; } gate.Wait(10); } } }")]
    [InlineData("frames with a queue", "class Game { readonly ConcurrentQueue<Action> jobs = new(); int thread; bool Mine => Environment.CurrentManagedThreadId == thread; public void Run() { while (true) { while (jobs.TryDequeue(out var job)) job(); Thread.Sleep(16); } } }")]
    [InlineData("a consumer with a deadline", "class Batch { readonly BlockingCollection<int> items = new(); readonly List<int> kept = new(); public void Run() { var due = DateTime.UtcNow.AddSeconds(1); while (items.TryTake(out var one, due - DateTime.UtcNow)) kept.Add(one); } }")]
    public async Task A_reactor_is_not(string what, string source) => Assert.Equal([what], [what, .. (await Finds.In<ReactorAnalyzer>(Usings + source)).Select(found => found.Id)]);

    [Theory]
    [InlineData("Redis")]
    [InlineData("Envoy")]
    [InlineData("Alacritty")]
    public async Task A_reactor_is_nothing_else(string project)
    {
        var exemplar = Source.Exemplars("Reactor").Where(one => Path.GetFileNameWithoutExtension(one.Path) == project).ToArray();
        Assert.Empty(await Finds.In<PipelineAnalyzer>(Source.Compile([.. exemplar])));
        Assert.Empty(await Finds.In<ActorFsmAnalyzer>(Source.Compile([.. exemplar])));
        Assert.Empty(await Finds.In<WorkStealingAnalyzer>(Source.Compile([.. exemplar])));
    }

    [Theory]
    [InlineData("namespace NetMQ { public class NetMQPoller { public void Run() { } } }")]
    [InlineData("namespace DotNetty.Transport.Channels { public class MultithreadEventLoopGroup { public MultithreadEventLoopGroup() { } } }")]
    [InlineData("static class SDL { public static bool PollEvent(out int next) { next = 0; return false; } } class Window { public void Run() { while (SDL.PollEvent(out var next)) switch (next) { case 1: break; case 2: break; case 3: break; } } }")]
    [InlineData("class Receiver { readonly System.Net.Sockets.Socket a = null, b = null; readonly byte[] buffer = new byte[9]; public void Run() { while (true) { try { System.Net.Sockets.Socket.Select(new List<System.Net.Sockets.Socket> { a, b }, null, null, 9); a.Receive(buffer); } catch (System.Net.Sockets.SocketException e) { if (Ends(e)) return; } } } bool Ends(System.Net.Sockets.SocketException e) { switch (e.SocketErrorCode) { case System.Net.Sockets.SocketError.Shutdown: return true; case System.Net.Sockets.SocketError.Interrupted: return true; case System.Net.Sockets.SocketError.TimedOut: return false; default: return false; } } }")]
    [InlineData("class Loops { int uv_run(int mode) => mode; public int Run() => uv_run(0); }")]
    public async Task What_only_bears_a_name_or_waits_for_its_own_data_is_nothing(string source) => Assert.Empty(await Finds.In<ReactorAnalyzer>(Usings + source));

    private const string Usings = """
        using System; using System.Collections.Concurrent; using System.Collections.Generic; using System.Threading; using System.Threading.Channels; using System.Threading.Tasks;

        """;
}
