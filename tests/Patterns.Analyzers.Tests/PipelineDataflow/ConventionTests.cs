using Patterns.Analyzers.PipelineDataflow;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.PipelineDataflow;

public class ConventionTests
{
    private const string Run = "public async Task Run() { first.Complete(); await last.Completion; }";

    [Theory]
    [InlineData("[|first.LinkTo(last)|];", Run)]
    [InlineData("[|first.LinkTo(last, new DataflowLinkOptions { MaxMessages = 3 })|];", Run)]
    [InlineData("var options = new DataflowLinkOptions(); [|first.LinkTo(last, options)|];", Run)]
    [InlineData("first.LinkTo(last, new DataflowLinkOptions { PropagateCompletion = true });", Run)]
    [InlineData("first.LinkTo(last, new DataflowLinkOptions { PropagateCompletion = false });", Run)]
    [InlineData("var options = new DataflowLinkOptions(); options.PropagateCompletion = true; first.LinkTo(last, options);", Run)]
    [InlineData("first.LinkTo(last);", "public async Task Run() { first.Complete(); await first.Completion; last.Complete(); await last.Completion; }")]
    [InlineData("first.LinkTo(last); first.Completion.ContinueWith(_ => End());", "void End() => last.Complete(); " + Run)]
    [InlineData("first.LinkTo(last); second.LinkTo(last);", "private readonly TransformBlock<string, int> second = new(s => 1); " + Run)]
    [InlineData("first.LinkTo(last);", "")]
    [InlineData("Join(first, last);", "static void Join(ISourceBlock<int> from, ITargetBlock<int> to) => [|from.LinkTo(to)|]; " + Run)]
    [InlineData("Join(first, last); last.Complete();", "static void Join(ISourceBlock<int> from, ITargetBlock<int> to) => from.LinkTo(to); " + Run)]
    [InlineData("Join(first, last);", "public static void Join(ISourceBlock<int> from, ITargetBlock<int> to) => from.LinkTo(to); " + Run)]
    public Task Completion_travels(string link, string rest) => Verify<PipelineAnalyzer>.Reports("PAT0201", Pipelines.Blocks(link, rest));

    [Theory]
    [InlineData("stop.Cancel();", "[|block.LinkTo(end)|];")]
    [InlineData("", "block.LinkTo(end);")]
    public Task A_block_that_does_nothing_at_its_end_need_not_be_told(string complete, string link) => Verify<PipelineAnalyzer>.Reports("PAT0201", $$"""
        using System.Threading.Tasks.Dataflow;
        abstract class End : ITargetBlock<int>
        {
            protected readonly CancellationTokenSource stop = new(); public abstract Task Completion { get; } public abstract void Fault(Exception e);
            public void Complete() { {{complete}} }
            public DataflowMessageStatus OfferMessage(DataflowMessageHeader h, int n, ISourceBlock<int>? s, bool c) => DataflowMessageStatus.Accepted;
        }
        class Line(End end) { readonly BufferBlock<int> block = new(); public void Run() { {{link}} block.Complete(); } }
        """);

    [Theory]
    [InlineData("[|first.LinkTo(last, n => n > 0)|];")]
    [InlineData("first.LinkTo(last, n => true);")]
    [InlineData("first.LinkTo(last, n => n > 0); first.LinkTo(DataflowBlock.NullTarget<int>());")]
    [InlineData("first.LinkTo(last, n => n > 0); Open(first);", "void Open(ISourceBlock<int> block) { }")]
    public Task Filtered_links_have_a_rest(string link, string rest = "") => Verify<PipelineAnalyzer>.Reports("PAT0202", Pipelines.Blocks(link, rest));

    [Theory]
    [InlineData("public void Put(string s) => [|first.Post(s)|]; public void End() => first.Complete();")]
    [InlineData("public async Task Put(string s) { await [|first.SendAsync(s)|].ConfigureAwait(false); } public void End() => first.Complete();")]
    [InlineData("public bool Put(string s) => first.Post(s); public void End() => first.Complete();")]
    [InlineData("public void Put(string s) { _ = [|first.Post(s)|]; } public void End() => first.Complete();")]
    [InlineData("public void Put(string s) { var taken = first.Post(s); } public void End() => first.Complete();")]
    [InlineData("public void Put(string s) => first.Post(s);")]
    public Task Offers_to_blocks_are_observed(string rest) => Verify<PipelineAnalyzer>.Reports("PAT0203", Pipelines.Blocks(rest: rest));

    [Theory]
    [InlineData("new() { BoundedCapacity = 9 }", "public void Put(string s) => [|first.Post(s)|];")]
    [InlineData("new() { BoundedCapacity = -1 }", "public void Put(string s) => first.Post(s);")]
    [InlineData("new() { BoundedCapacity = 9 }", "public Task Put(string s) => first.SendAsync(s);")]
    [InlineData("new() { BoundedCapacity = 9 }", "public async Task Put(string s) { await first.SendAsync(s); }")]
    public Task An_offer_that_does_not_wait_is_observed_by_who_makes_it(string options, string rest) => Verify<PipelineAnalyzer>.Reports("PAT0203", Pipelines.Blocks(rest: rest, options: options));

    [Theory]
    [InlineData("new(10)", "[|queue.TryAdd(item)|];")]
    [InlineData("new()", "queue.TryAdd(item);")]
    [InlineData("new(10)", "if (!queue.TryAdd(item)) throw new InvalidOperationException();")]
    public Task Offers_to_collections_are_observed(string create, string put) => Verify<PipelineAnalyzer>.Reports("PAT0203", $$"""
        using System.Collections.Concurrent;
        class Stage(ISink sink)
        {
            readonly BlockingCollection<Item> queue = {{create}};
            public void Put(Item item) { {{put}} }
            void Loop() { foreach (var item in queue.GetConsumingEnumerable()) sink.Put(new[] { item }); }
        }
        """ + Pipelines.Contracts);

    [Theory]
    [InlineData("Channel.CreateBounded<Item>(9)", "[|queue.Writer.TryWrite(i)|];")]
    [InlineData("Channel.CreateBounded<Item>(new BoundedChannelOptions(9))", "[|queue.Writer.TryWrite(i)|];")]
    [InlineData("Channel.CreateBounded<Item>(new BoundedChannelOptions(9) { FullMode = BoundedChannelFullMode.DropOldest })", "queue.Writer.TryWrite(i);")]
    [InlineData("Channel.CreateUnbounded<Item>()", "queue.Writer.TryWrite(i);")]
    [InlineData("Channel.CreateBounded<Item>(9)", "if (!queue.Writer.TryWrite(i)) throw new InvalidOperationException();")]
    public Task Offers_to_channels_are_observed(string create, string offer) =>
        Verify<PipelineAnalyzer>.Reports("PAT0203", Pipelines.Queue(create, $"public void Offer(Item i) {{ {offer} }}"));

    [Theory]
    [InlineData("[|Channel.CreateUnbounded<Item>()|]", "await sink.Put(new[] { item });")]
    [InlineData("Channel.CreateBounded<Item>(9)", "await sink.Put(new[] { item });")]
    [InlineData("Channel.CreateUnbounded<Item>()", "sink.Put(new[] { item });")]
    public Task A_queue_before_a_reader_that_waits_is_bounded(string create, string give) => Verify<PipelineAnalyzer>.Reports("PAT0204", Pipelines.Queue(create, give: give));

    [Theory]
    [InlineData("[|new ExecutionDataflowBlockOptions { MaxDegreeOfParallelism = 4 }|]")]
    [InlineData("new ExecutionDataflowBlockOptions { MaxDegreeOfParallelism = 4, BoundedCapacity = 9 }")]
    [InlineData("new ExecutionDataflowBlockOptions { EnsureOrdered = false }")]
    public Task A_parallel_block_is_bounded(string options) => Verify<PipelineAnalyzer>.Reports("PAT0204", Pipelines.Blocks(options: options));

    [Theory]
    [InlineData("[|new BufferBlock<int>()|]", "{ BoundedCapacity = 9 }")]
    [InlineData("new BufferBlock<int>(new DataflowBlockOptions { BoundedCapacity = 9 })", "{ BoundedCapacity = 9 }")]
    [InlineData("new BufferBlock<int>()", "")]
    public Task A_bound_reaches_those_who_write(string head, string bound) => Verify<PipelineAnalyzer>.Reports("PAT0204", $$"""
        using System.Threading.Tasks.Dataflow;
        class Graph
        {
            readonly BufferBlock<int> head = {{head}};
            readonly ActionBlock<int> tail = new(async i => await Task.Delay(i), new ExecutionDataflowBlockOptions() {{bound}});
            public Graph() => head.LinkTo(tail);
            public Task Put(int i) => head.SendAsync(i);
        }
        """);

    [Theory]
    [InlineData("var tail = [|new ActionBlock<int>(i => work(i))|]; head.LinkTo(tail);")]
    [InlineData("var tail = new ActionBlock<int>(i => { try { work(i); } catch (Exception e) { Console.WriteLine(e); } }); head.LinkTo(tail);")]
    [InlineData("var tail = new ActionBlock<int>(i => work(i)); head.LinkTo(tail); end = tail.Completion;")]
    public Task Somebody_holds_the_last_block(string join) => Verify<PipelineAnalyzer>.Reports("PAT0209", $$"""
        using System.Threading.Tasks.Dataflow;
        class Graph
        {
            readonly BufferBlock<int> head = new();
            public Task end = Task.CompletedTask;
            public Graph(Action<int> work) { {{join}} }
        }
        """);

    [Theory]
    [InlineData("[|cts.Cancel()|]; queue.Writer.Complete(); await task;")]
    [InlineData("[|cts.Cancel()|]; End(); await task; } void End() { queue.Writer.TryComplete();")]
    [InlineData("queue.Writer.Complete(); await task; cts.Cancel();")]
    [InlineData("[|cts.Cancel()|]; await task;")]
    [InlineData("cts.Cancel(); await task; while (queue.Reader.TryRead(out var left)) await sink.Put(new[] { left });")]
    [InlineData("cts.Cancel(); End(queue.Writer); await task; } static void End(ChannelWriter<Item> writer) { writer.Complete();")]
    [InlineData("End(); cts.Cancel(); await task; } void End() { queue.Writer.TryComplete();")]
    [InlineData("if (task.IsFaulted) cts.Cancel(); queue.Writer.Complete(); await task;")]
    public Task A_pipeline_is_shut_down_from_its_head(string stop) => Verify<PipelineAnalyzer>.Reports("PAT0205", Stopped(stop));

    [Fact]
    public Task A_token_that_the_loop_does_not_obey_is_cancelled_at_any_time() =>
        Verify<PipelineAnalyzer>.Reports("PAT0205", Stopped("cts.Cancel(); queue.Writer.Complete(); await task;").Replace("Loop(cts.Token)", "Loop(default)"));

    [Theory]
    [InlineData("first.Complete(); await [|first|].Completion;")]
    [InlineData("first.Complete(); await [|this.first|].Completion.ConfigureAwait(false);")]
    [InlineData("first.Complete(); [|first|].Completion.Wait(); await Task.Yield();")]
    [InlineData("first.Complete(); [|first|].Completion.GetAwaiter().GetResult(); await Task.Yield();")]
    [InlineData("first.Complete(); await End(); } Task End() { return [|first|].Completion;")]
    [InlineData("first.Complete(); await Task.Run(() => first.Completion);")]
    [InlineData("first.Complete(); await last.Completion;")]
    [InlineData("first.Complete(); await first.Completion; await last.Completion;")]
    public Task The_last_block_is_waited_for(string run) => Verify<PipelineAnalyzer>.Reports("PAT0206", Pipelines.Blocks(rest: $"public async Task Run() {{ {run} }}"));

    [Theory]
    [InlineData("[|queue.Reader.ReadAllAsync()|]", "public void Dispose() { }", " : IDisposable")]
    [InlineData("queue.Reader.ReadAllAsync()", "public void Dispose() => queue.Writer.TryComplete();", " : IDisposable")]
    [InlineData("queue.Reader.ReadAllAsync(token)", "public void Dispose() { }", " : IDisposable")]
    [InlineData("queue.Reader.ReadAllAsync()", "public void Dispose() => End(queue.Writer); void End(ChannelWriter<Item> w) { }", " : IDisposable")]
    [InlineData("queue.Reader.ReadAllAsync()", "", "")]
    public Task A_writer_is_completed(string read, string rest, string bases) => Verify<PipelineAnalyzer>.Reports("PAT0207", Pipelines.Queue(read: read, rest: rest, bases: bases));

    [Theory]
    [InlineData("var mine = copy(item); foreach (var b in branches) b.Post([|mine|]);")]
    [InlineData("foreach (var b in branches) { var mine = copy(item); b.Post(mine); }")]
    [InlineData("foreach (var b in branches) b.Post(item);")]
    public Task Branches_do_not_share_a_copy(string give) => Verify<PipelineAnalyzer>.Reports("PAT0208", $$"""
        using System.Threading.Tasks.Dataflow;
        class Fan<T>(List<ITargetBlock<T>> branches, Func<T, T> copy)
        {
            public ITargetBlock<T> Open() => new ActionBlock<T>(item => { {{give}} });
        }
        """);

    [Theory]
    [InlineData("public void Start() { [|Loop()|]; }")]
    [InlineData("public void Start() { _ = [|Task.Run(() => Loop())|]; }")]
    [InlineData("private Task? task; public void Start() => task = [|Loop()|];")]
    [InlineData("private Task? task; public void Start() => task = Loop(); public Task Stop() => task!;")]
    [InlineData("protected Task? task; public void Start() => task = Loop();")]
    [InlineData("public Task Start() => Loop();")]
    public Task The_task_of_the_loop_is_kept(string start) => Verify<PipelineAnalyzer>.Reports("PAT0209", Pipelines.Queue(rest: start).Replace("using System.Threading.Channels;", "using System.Threading.Channels;\n#pragma warning disable CS4014"));

    [Theory]
    [InlineData("[|catch { }|]")]
    [InlineData("[|catch (Exception) { }|]")]
    [InlineData("catch (OperationCanceledException) { }")]
    [InlineData("catch (Exception e) { Console.WriteLine(e); }")]
    public Task A_catch_in_the_loop_says_something(string handler) => Verify<PipelineAnalyzer>.Reports("PAT0209", Pipelines.Queue(give: $"try {{ await sink.Put(new[] {{ item }}); }} {handler}"));

    [Theory]
    [InlineData("foreach (var s in steps) [|s.Dispose()|];")]
    [InlineData("foreach (var s in steps.OfType<IDisposable>()) { [|s.Dispose()|]; }")]
    [InlineData("foreach (var s in steps) if (s is IDisposable d) [|d.Dispose()|];")]
    [InlineData("foreach (var s in steps) try { s.Dispose(); } catch (Exception e) { Console.WriteLine(e); }")]
    [InlineData("foreach (var o in others) o.Dispose();")]
    public Task Each_stage_is_closed_on_its_own(string close) => Verify<PipelineAnalyzer>.Reports("PAT0209", $$"""
        interface IStep : IDisposable { string Do(string item); }
        class Line(IStep[] steps, IDisposable[] others) : IDisposable
        {
            public string Run(string item) { foreach (var s in steps) item = s.Do(item); return item; }
            public void Dispose() { {{close}} others.ToString(); }
        }
        """);

    private static string Stopped(string stop) => Pipelines.Queue(
        read: "queue.Reader.ReadAllAsync(token)", rest: $"readonly CancellationTokenSource cts = new(); Task task = Task.CompletedTask; public void Start() => task = Loop(cts.Token); public async Task Stop() {{ {stop} }}");

    [Theory]
    [InlineData("[|step.Dispose()|];")]
    [InlineData("try { step.Dispose(); } catch (Exception) { }")]
    public Task Stages_that_a_base_class_holds_are_closed_one_by_one(string close) => Verify<PipelineAnalyzer>.Reports("PAT0209", $$"""
        public interface IPart : IDisposable { int[] Do(int[] rows); }
        public class Base<T> { protected readonly List<IPart> parts = new(); public void Add(IPart part) => parts.Add(part); }
        public class Runner { public int[] Run(List<IPart> parts, int[] rows) { foreach (var part in parts) rows = part.Do(rows); return rows; } }
        public class Process(Runner runner) : Base<Process> { public int[] Run(int[] rows) => runner.Run(parts, rows); public void Dispose() { foreach (var step in parts) { {{close}} } } }
        """);
}
