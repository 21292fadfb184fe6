using Patterns.Analyzers.PipelineDataflow;
using Patterns.CodeFixes.PipelineDataflow;
using Patterns.Tests;

namespace Patterns.CodeFixes.Tests.PipelineDataflow;

public class PipelineCodeFixTests
{
    private const string Run = "public async Task Run() { first.Complete(); await last.Completion; }";

    [Theory]
    [InlineData("[|first.LinkTo(last)|]; // on", "first.LinkTo(last, new DataflowLinkOptions { PropagateCompletion = true }); // on")]
    [InlineData("[|first.LinkTo(last, n => n > 0)|];", "first.LinkTo(last, new DataflowLinkOptions { PropagateCompletion = true }, n => n > 0);")]
    [InlineData("[|first.LinkTo(last, new DataflowLinkOptions())|];", "first.LinkTo(last, new DataflowLinkOptions { PropagateCompletion = true });")]
    [InlineData("[|first.LinkTo(last, new DataflowLinkOptions { MaxMessages = 3 })|];", "first.LinkTo(last, new DataflowLinkOptions { MaxMessages = 3, PropagateCompletion = true });")]
    public Task A_link_is_told_to_carry_completion_on(string link, string repaired) =>
        Verify<PipelineAnalyzer>.Fixes<PropagateCompletionCodeFix>("PAT0201", Blocks(link, Run), Blocks(repaired, Run));

    [Fact]
    public Task Options_that_are_made_elsewhere_are_left_alone() =>
        Verify<PipelineAnalyzer>.OffersNoFix<PropagateCompletionCodeFix>("PAT0201", Blocks("var o = new DataflowLinkOptions(); [|first.LinkTo(last, o)|];", Run));

    [Fact]
    public Task A_writer_that_can_wait_waits_for_room() => Verify<PipelineAnalyzer>.Fixes<AwaitRoomCodeFix>(
        "PAT0203",
        Queue("public async Task Offer(Item i) { await Task.Yield(); /* now */ [|queue.Writer.TryWrite(i)|]; }"),
        Queue("public async Task Offer(Item i) { await Task.Yield(); /* now */ await queue.Writer.WriteAsync(i); }"));

    [Theory]
    [InlineData("public void Offer(Item i) { [|queue.Writer.TryWrite(i)|]; }")]
    [InlineData("public async Task Offer(Item i) { await Task.Yield(); lock (queue) { [|queue.Writer.TryWrite(i)|]; } }")]
    public Task A_writer_that_cannot_wait_is_left_to_the_author(string offer) => Verify<PipelineAnalyzer>.OffersNoFix<AwaitRoomCodeFix>("PAT0203", Queue(offer));

    [Theory]
    [InlineData("[|first.Post(s)|];", "if (!await first.SendAsync(s)) throw new InvalidOperationException(\"'first' takes no more items.\");")]
    [InlineData("await [|first.SendAsync(s)|].ConfigureAwait(false); // sent", "if (!await first.SendAsync(s).ConfigureAwait(false)) throw new InvalidOperationException(\"'first' takes no more items.\"); // sent")]
    public Task A_refused_item_is_an_error(string offer, string observed) => Verify<PipelineAnalyzer>.Fixes<ObserveOfferCodeFix>(
        "PAT0203", Blocks(Propagating, Offering("async Task", offer)), Blocks(Propagating, Offering("async Task", observed)));

    [Fact]
    public Task An_offer_where_nothing_can_wait_is_left_to_the_author() =>
        Verify<PipelineAnalyzer>.OffersNoFix<ObserveOfferCodeFix>("PAT0203", Blocks(Propagating, Offering("void", "[|first.Post(s)|];")));

    [Fact]
    public Task A_stage_that_fails_to_close_keeps_none_behind_it_open() => Verify<PipelineAnalyzer>.Fixes<CloseEachStageCodeFix>(
        "PAT0209",
        Closing("""
                        // last
                        [|step.Dispose()|]; // done
            """),
        Closing("""
                        // last
                        try
                        {
                            step.Dispose();
                        }
                        catch (Exception exception)
                        {
                            System.Diagnostics.Trace.TraceError(exception.ToString());
                        } // done
            """));

    [Fact]
    public Task A_task_that_is_thrown_away_is_left_to_the_author() =>
        Verify<PipelineAnalyzer>.OffersNoFix<CloseEachStageCodeFix>("PAT0209", Queue("public void Start() { _ = [|Loop()|]; }"));

    private static string Offering(string returns, string offer) => $$"""
        public {{returns}} Put(string s)
            {
                {{offer}}
            }
            public void End() => first.Complete();
        """;

    private static string Closing(string close) => $$"""
        interface IStep : IDisposable { string Do(string item); }
        class Line(IStep[] steps) : IDisposable
        {
            public string Run(string item) { foreach (var step in steps) item = step.Do(item); return item; }
            public void Dispose()
            {
                foreach (var step in steps)
                {
        {{close}}
                }
            }
        }
        """;

    [Theory]
    [InlineData("[|first|].Completion", "last.Completion")]
    [InlineData("[|this.first|].Completion.ConfigureAwait(false)", "this.last.Completion.ConfigureAwait(false)")]
    public Task The_last_block_is_waited_for(string wait, string repaired) => Verify<PipelineAnalyzer>.Fixes<WaitForTailCodeFix>(
        "PAT0206", Blocks(Propagating, $"public async Task Run() {{ first.Complete(); await {wait}; }}"), Blocks(Propagating, $"public async Task Run() {{ first.Complete(); await {repaired}; }}"));

    [Fact]
    public Task A_copy_is_made_for_each_branch() => Verify<PipelineAnalyzer>.Fixes<CopyPerBranchCodeFix>(
        "PAT0208",
        Fan("""
                    // one each
                    var mine = copy(item);
                    foreach (var b in branches)
                    {
                        b.Post([|mine|]);
                    }
            """),
        Fan("""
                    foreach (var b in branches)
                    {
                        // one each
                        var mine = copy(item);
                        b.Post(mine);
                    }
            """));

    [Fact]
    public Task A_copy_that_is_used_elsewhere_stays() => Verify<PipelineAnalyzer>.OffersNoFix<CopyPerBranchCodeFix>(
        "PAT0208", Fan("var mine = copy(item); foreach (var b in branches) b.Post([|mine|]); Console.WriteLine(mine);"));

    [Fact]
    public Task Cancelling_comes_last() => Verify<PipelineAnalyzer>.Fixes<CancelLastCodeFix>(
        "PAT0205",
        Queue(Stopped("""
                    [|cts.Cancel()|];
                    queue.Writer.Complete();
                    await task;
            """)),
        Queue(Stopped("""
                    queue.Writer.Complete();
                    await task;
                    cts.Cancel();
            """)));

    [Fact]
    public Task Cancelling_without_waiting_is_left_to_the_author() => Verify<PipelineAnalyzer>.OffersNoFix<CancelLastCodeFix>("PAT0205", Queue(Stopped("[|cts.Cancel()|]; queue.Writer.Complete(); await Task.Yield(); await task;").Replace("queue.Writer.Complete(); await", "queue.Writer.Complete(); task.Dispose(); await")));

    private const string Propagating = "first.LinkTo(last, new DataflowLinkOptions { PropagateCompletion = true });";

    private static string Stopped(string stop) => $$"""
        readonly CancellationTokenSource cts = new();
            Task task = Task.CompletedTask;
            public void Start() => task = Loop(cts.Token);
            public async Task Stop()
            {
        {{stop}}
            }
        """;

    private static string Blocks(string link, string rest) => $$"""
        using System.Threading.Tasks.Dataflow;
        public class Graph
        {
            private readonly TransformBlock<string, int> first = new(s => s.Length);
            private readonly ActionBlock<int> last = new(i => { });
            public Graph() { {{link}}
            }
            {{rest}}
        }
        """;

    private static string Queue(string rest) => $$"""
        using System.Threading.Channels;
        public record Item(string Text);
        public interface ISink { Task Put(Item[] items); }
        public class Stage(ISink sink)
        {
            private readonly Channel<Item> queue = Channel.CreateBounded<Item>(9);
            public ValueTask Put(Item item) => queue.Writer.WriteAsync(item);
            private async Task Loop(CancellationToken token = default)
            {
                await foreach (var item in queue.Reader.ReadAllAsync(token)) await sink.Put(new[] { item });
            }
            {{rest}}
        }
        """;

    private static string Fan(string give) => $$"""
        using System.Threading.Tasks.Dataflow;
        class Fan<T>(List<ITargetBlock<T>> branches, Func<T, T> copy)
        {
            public ITargetBlock<T> Open() => new ActionBlock<T>(item =>
            {
        {{give}}
            });
        }
        """;
}
