using Patterns.Analyzers.ActorFsm;
using Patterns.Analyzers.PipelineDataflow;
using Patterns.Analyzers.Reactor;
using Patterns.Analyzers.WorkStealing;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Recognition;

/// <summary>Loops over a queue are told apart by what is taken and what happens then: the four patterns of flow, held against the same small programs.</summary>
public class FlowPatternsTests
{
    private const string Mailbox = """
        using System.Threading.Channels;
        abstract record M; record Add(int N) : M; record Sub(int N) : M;
        class Box
        {
            readonly Channel<M> mail = Channel.CreateBounded<M>(1); int n;
            public void Post(M m) => mail.Writer.TryWrite(m);
            async Task Loop() { await foreach (var m in mail.Reader.ReadAllAsync()) switch (m) { case Add a: n += a.N; break; case Sub s: n -= s.N; break; } }
        }
        """;

    private const string Stage = """
        using System.Threading.Channels;
        class Item { public string Text = ""; }
        interface ISink { Task Put(IReadOnlyList<Item> items); }
        class Batches(ISink sink)
        {
            readonly Channel<Item> queue = Channel.CreateBounded<Item>(9);
            public ValueTask Put(Item item) => queue.Writer.WriteAsync(item);
            async Task Loop() { var batch = new List<Item>(); await foreach (var item in queue.Reader.ReadAllAsync()) { batch.Add(item); await sink.Put(batch.ToArray()); } }
        }
        """;

    private const string Executor = """
        using System.Collections.Concurrent;
        class Runner
        {
            readonly BlockingCollection<Action> queue = new(9); int done;
            public void Post(Action work) => queue.Add(work);
            void Loop() { foreach (var work in queue.GetConsumingEnumerable()) { work(); done++; } }
        }
        """;

    private const string WorkItems = """
        using System.Threading.Channels;
        class Work { public Func<Task> Body = null!; }
        class Runner
        {
            readonly Channel<Work> queue = Channel.CreateBounded<Work>(9); int done;
            public ValueTask Post(Work work) => queue.Writer.WriteAsync(work);
            async Task Loop() { await foreach (var work in queue.Reader.ReadAllAsync()) { await work.Body(); done++; } }
        }
        """;

    private const string Stealing = """
        using System.Collections.Concurrent;
        class Job { }
        class Pool
        {
            readonly ConcurrentQueue<Job>[] all = new ConcurrentQueue<Job>[8];
            public bool Next(int me, out Job? job)
            {
                if (all[me].TryDequeue(out job)) return true;
                for (var i = 0; i < all.Length; i++) if (i != me && all[i].TryDequeue(out job)) return true;
                return false;
            }
        }
        """;

    private const string Ready = """
        using System.Net.Sockets;
        interface IHandler { void On(Socket socket); }
        class Poller
        {
            readonly Dictionary<Socket, IHandler> handlers = new();
            public void Run() { while (true) { var ready = new List<Socket>(handlers.Keys); Socket.Select(ready, null, null, 1000); foreach (var one in ready) if (handlers.TryGetValue(one, out var handler)) handler.On(one); } }
        }
        """;

    private const string Signal = """
        using System.Threading.Channels;
        class Flusher
        {
            readonly Channel<bool> wake = Channel.CreateBounded<bool>(1); int flushed;
            public void Wake() => wake.Writer.TryWrite(true);
            async Task Loop() { await foreach (var _ in wake.Reader.ReadAllAsync()) flushed++; }
        }
        """;

    [Theory]
    [InlineData("two kinds of messages over private state", Mailbox, "PAT1100")]
    [InlineData("data that leaves for another stage", Stage, "PAT0200")]
    [InlineData("delegates that are run", Executor, "")]
    [InlineData("work items that are run", WorkItems, "")]
    [InlineData("items that are taken from a sibling", Stealing, "PAT0900")]
    [InlineData("handles that are ready", Ready, "PAT0300")]
    [InlineData("a signal", Signal, "")]
    public async Task What_is_taken_and_what_happens_then_decides(string what, string source, string expected)
    {
        var found = await Task.WhenAll(Finds.In<PipelineAnalyzer>(source), Finds.In<ReactorAnalyzer>(source), Finds.In<WorkStealingAnalyzer>(source), Finds.In<ActorFsmAnalyzer>(source));
        var recognitions = found.SelectMany(findings => findings).Where(finding => finding.Id.EndsWith("00", StringComparison.Ordinal)).Select(finding => finding.Id);
        Assert.True(expected == string.Join(" ", recognitions), $"{what}: {string.Join(", ", recognitions)}");
    }
}
