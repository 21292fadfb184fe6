using Patterns.Analyzers.PipelineDataflow;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.PipelineDataflow;

public class RecognitionTests
{
    [Theory]
    [InlineData("class")]
    [InlineData("sealed record")]
    [InlineData("partial class")]
    [InlineData("struct")]
    public async Task Every_kind_of_type_can_drive_a_pipeline(string kind) => Assert.Equal("driver", (await One(Pipelines.Line(kind))).Role);

    [Theory]
    [InlineData("foreach (var s in steps) item = s.Do(item);")]
    [InlineData("for (var i = 0; i < steps.Length; i++) item = steps[i].Do(item);")]
    [InlineData("for (var i = 0; i < steps.Length; i++) { var s = steps[i]; item = s.Do(item); }")]
    [InlineData("item = steps.Aggregate(item, (x, s) => s.Do(x));")]
    [InlineData("foreach (var s in steps.Where(s => s != null)) { var made = s.Do(item); item = made; }")]
    [InlineData("void All() { foreach (var s in steps) item = s.Do(item); } All();")]
    [InlineData("Action all = () => { foreach (var s in steps) item = s.Do(item); }; all();")]
    public async Task An_item_is_carried_through_stages_in_many_ways(string loop) => Assert.Equal("high", (await One(Pipelines.Line(loop: loop))).Confidence);

    [Theory]
    [InlineData("static class Tool { public static Item Run(Item item, IStep[] steps)", "medium")]
    [InlineData("class Line { public Item Run(Item item, IStep[] steps)", "high")]
    public async Task A_tool_for_lines_that_its_callers_have_is_likely_a_pipeline(string declaration, string confidence) =>
        Assert.Equal(confidence, (await One(declaration + " { foreach (var s in steps) item = s.Do(item); return item; } }" + Pipelines.Contracts)).Confidence);

    [Theory]
    [InlineData("context.Give(() => new Rooms())", 1)]
    [InlineData("context.Give(() => new List<Missing>())", 1)]
    [InlineData("context.Find<Rooms>()", 0)]
    public async Task What_one_step_keeps_by_its_type_another_asks_for(string first, int lines) => Assert.Equal(lines, (await Finds.In<PipelineAnalyzer>($$"""
        class Context { public T Give<T>(Func<T> made) => made(); public T Find<T>() => default; }
        abstract class Step
        {
            public void Perform(Context context) { foreach (var _ in On(context)) { } }
            protected abstract IEnumerable<int> On(Context context);
        }
        class Rooms : Step { protected override IEnumerable<int> On(Context context) { {{first}}; yield break; } }
        class Doors : Step { protected override IEnumerable<int> On(Context context) { context.Find<Rooms>(); context.Find<List<Missing>>(); yield break; } }
        class Generator(List<Step> steps) { public Context Context; public Generator Run() { foreach (var step in steps) step.Perform(Context); return this; } }
        """)).Length);

    [Fact]
    public async Task Stages_can_be_asynchronous_and_generic() => Assert.Equal("Line", (await One("""
        interface IStep<T> { Task<T> Do(T item, CancellationToken token); }
        class Line<T>(IEnumerable<IStep<T>> steps) where T : class
        {
            public async Task<T> Run(T item, CancellationToken token) { foreach (var s in steps) item = await s.Do(item, token).ConfigureAwait(false); return item; }
        }
        """)).Text);

    [Fact]
    public async Task A_nested_type_is_reported_alone() => Assert.Equal("Line", (await One($"class Outer {{ {Pipelines.Line()} }}")).Text);

    [Theory]
    [InlineData("await sink.Put(new[] { item });")]
    [InlineData("var all = new List<Item>(); all.Add(item); await sink.Put(all);")]
    [InlineData("await Send(item);", "private async Task Send(Item i) => await sink.Put(new[] { i });")]
    [InlineData("other.Writer.TryWrite(item.Text);", "private readonly Channel<string> other = Channel.CreateBounded<string>(1);")]
    public async Task A_reading_loop_gives_on_what_it_made(string give, string rest = "") => Assert.Equal(("stage", "OpenTelemetry Collector"), await Kind(Pipelines.Queue(give: give, rest: rest)));

    [Theory]
    [InlineData("while (queue.Reader.TryRead(out var item)) await sink.Put(new[] { item });")]
    [InlineData("while (await queue.Reader.WaitToReadAsync()) { var item = await queue.Reader.ReadAsync(); await sink.Put(new List<Item> { item }); }")]
    public async Task A_queue_is_read_in_many_ways(string loop) =>
        Assert.Equal("stage", (await One(Pipelines.Queue(rest: $"private async Task Read() {{ {loop} }}").Replace("await foreach (var item in queue.Reader.ReadAllAsync()) {", "{ Item item = new();"))).Role);

    [Fact]
    public async Task A_blocking_collection_is_a_queue() => Assert.Equal("high", (await One("""
        using System.Collections.Concurrent;
        class Stage(ISink sink)
        {
            readonly BlockingCollection<Item> queue = new(10);
            public void Put(Item item) => queue.Add(item);
            void Loop() { foreach (var item in queue.GetConsumingEnumerable()) sink.Put(new[] { item }); }
        }
        """ + Pipelines.Contracts)).Confidence);

    [Fact]
    public async Task Items_that_are_sorted_into_queues_make_a_likely_stage() => Assert.Equal("medium", (await One(Pipelines.Queue(
        give: "if (item.Text == \"\") await a.Writer.WriteAsync(item); else await b.Writer.WriteAsync(item);", rest: "private readonly Channel<Item> a = Channel.CreateBounded<Item>(1), b = Channel.CreateBounded<Item>(1);"))).Confidence);

    [Fact]
    public async Task Linked_blocks_are_a_graph() => Assert.Equal("graph", (await One(Pipelines.Blocks())).Role);

    [Fact]
    public async Task A_program_that_makes_the_blocks_is_a_graph() => Assert.Equal("graph", (await One("""
        using System.Threading.Tasks.Dataflow;
        static class Program { static void Main() { var a = new BufferBlock<int>(); var b = new ActionBlock<int>(n => { }); a.LinkTo(b); } }
        """)).Role);

    [Theory]
    [InlineData("abstract class Stage { public abstract ITargetBlock<int> Input { get; } } class Last : Stage { public override ITargetBlock<int> Input { get; } = new ActionBlock<int>(n => { }); }", "sink")]
    [InlineData("abstract class Stage { public abstract ITargetBlock<int> Input { get; } } abstract class Middle : Stage { public override ITargetBlock<int> Input { get; } = new ActionBlock<int>(n => { }); } class Last : Middle { }", "sink")]
    [InlineData("interface IStage { ITargetBlock<int> Input { get; } } class Last : IStage { public ITargetBlock<int> Input { get; } = new ActionBlock<int>(n => { }); }", "sink")]
    [InlineData("interface IStage { ISourceBlock<int> Output { get; } } class First : IStage { public ISourceBlock<int> Output { get; } = new BufferBlock<int>(); }", "source")]
    public async Task A_block_that_a_contract_asks_for_is_a_port(string source, string role) => Assert.Equal(role, (await One("using System.Threading.Tasks.Dataflow; " + source)).Role);

    [Fact]
    public async Task A_block_gives_its_items_on_by_a_member_of_a_wrapper() => Assert.Equal("stage", (await One("""
        using System.Threading.Tasks.Dataflow;
        class Flow { public ITargetBlock<int> In { get; } = new ActionBlock<int>(n => { }); public Task<bool> Put(int n) => In.SendAsync(n); }
        class Router { readonly Flow[] flows = []; readonly ActionBlock<int> block; public Router() => block = new ActionBlock<int>(async n => { await flows[n].Put(n); }); }
        """)).Role);

    [Theory]
    [InlineData("foreach (var row in child.Rows()) yield return new Row(row.N + 1);")]
    [InlineData("foreach (var row in child.Rows()) if (row.N > 0) yield return row;")]
    [InlineData("foreach (var row in child.Rows()) { var next = row with { N = 0 }; yield return next; }")]
    public async Task Operators_that_pull_from_each_other_are_stages(string rows)
    {
        var found = await Finds.In<PipelineAnalyzer>(Pipelines.Pull(rows, kin: Pipelines.PullKin));
        Assert.Equal([("One", "stage", "DuckDB"), ("Two", "stage", "DuckDB")], found.Where(one => one.Id == "PAT0200").Select(one => (one.Text, one.Role, one.Closest)));
    }

    [Fact]
    public async Task A_wrapper_of_blocks_is_a_stage() => Assert.Equal(("stage", "Flink"), await Kind("""
        using System.Threading.Tasks.Dataflow;
        class Flow<TIn, TOut>(Func<TIn, TOut> f)
        {
            readonly TransformBlock<TIn, TOut> block = new(f);
            public ITargetBlock<TIn> Input => block;
            public ISourceBlock<TOut> Output => block;
        }
        """));

    [Fact]
    public async Task A_block_that_feeds_others_is_a_stage() => Assert.Equal(("stage", "OpenTelemetry Collector"), await Kind("""
        using System.Threading.Tasks.Dataflow;
        class Fan(List<ITargetBlock<string>> branches)
        {
            ActionBlock<string> input = null!;
            public void Open() => input = new ActionBlock<string>(async s => { foreach (var b in branches) await b.SendAsync(s); });
        }
        """));

    [Fact]
    public async Task A_loop_that_feeds_the_block_it_was_linked_to_is_a_source() => Assert.Equal(("source", "OpenTelemetry Collector"), await Kind("""
        using System.Threading.Tasks.Dataflow;
        class Source<T>(Func<T> listen)
        {
            ITargetBlock<T> target = null!;
            public void LinkTo(ITargetBlock<T> block) => target = block;
            public void Run() { while (true) target.Post(listen()); }
        }
        """));

    [Fact]
    public async Task An_operator_that_pushes_through_a_helper_is_a_stage() => Assert.Equal("Doubled", (await One("""
        interface INode { void Next(string item); void End(); }
        abstract class Base(INode next) { protected readonly INode behind = next; protected void Push(string item) => behind.Next(item); }
        class Doubled(INode next) : Base(next), INode { public void Next(string item) => Push(item + item); public void End() => behind.End(); }
        """)).Text);

    [Theory]
    [InlineData("readonly List<int> seen = new(); public void OnNext(int n) { seen.Add(n); if (seen.Count == 9) next.OnNext(seen.ToArray()); }")]
    [InlineData("public void OnNext(int n) => next.OnNext(new[] { n });")]
    public async Task An_observer_that_observes_for_another_is_a_stage(string take) => Assert.Equal("high", (await One($$"""
        class Batches(IObserver<int[]> next) : IObserver<int> { {{take}} public void OnCompleted() => next.OnCompleted(); public void OnError(Exception e) => next.OnError(e); }
        """)).Confidence);

    [Theory]
    [InlineData("source.Subscribe(i => Push(map(i)), End);")]
    [InlineData("source.Subscribe(Take, End); } void Take(I i) { if (i != null) Push(map(i));")]
    public async Task An_operator_that_subscribes_to_the_one_before_is_a_stage(string subscribe) => Assert.Equal("Map", (await One(Subscriber(subscribe))).Text);

    [Theory]
    [InlineData("source.Subscribe(i => { }, End);")]
    [InlineData("source.Subscribe(i => Console.WriteLine(map(i)), End);")]
    public async Task A_subscriber_that_gives_nothing_on_is_none(string subscribe) => Assert.Empty(await Found(Subscriber(subscribe)));

    private static string Subscriber(string subscribe) => $$"""
        interface ISource<out T> { void Subscribe(Action<T> item, Action end); }
        abstract class Subject<T> : ISource<T> { Action<T>? to; Action? last; public void Subscribe(Action<T> item, Action end) { to = item; last = end; } protected void Push(T item) => to?.Invoke(item); protected void End() => last?.Invoke(); }
        class Map<I, O> : Subject<O> where I : class where O : class { public Map(ISource<I> source, Func<I, O> map) { {{subscribe.Replace("} void Take(I i) { if (i != null) Push(map(i));", "} readonly Func<I, O> map = null!; void Take(I i) { if (i != null) Push(map(i));")}} } }
        """;

    [Fact]
    public async Task Steps_that_work_on_one_object_are_a_pipeline() => Assert.Equal(("driver", "Spark"), await Kind("""
        class Doc { public int Size; public string Text = ""; }
        interface IPass { void Run(Doc doc); }
        class A : IPass { public void Run(Doc doc) => doc.Size = doc.Text.Length; }
        class B : IPass { public void Run(Doc doc) => doc.Text += doc.Size; }
        class Passes { readonly List<IPass> all = new() { new A(), new B() }; public void Run(Doc doc) { foreach (var p in all) p.Run(doc); } }
        """));

    [Theory]
    [InlineData("bool all", "true", true)]
    [InlineData("Action rest", "() => { }", false)]
    public async Task A_step_that_gets_the_rest_of_the_row_is_a_link_of_a_chain(string parameter, string argument, bool isPipeline) => Assert.Equal(isPipeline, (await Found($$"""
        class Doc { public int Size; public string Text = ""; }
        interface IPass { void Run(Doc doc, {{parameter}}); }
        class A : IPass { public void Run(Doc doc, {{parameter}}) => doc.Size = doc.Text.Length; }
        class B : IPass { public void Run(Doc doc, {{parameter}}) => doc.Text += doc.Size; }
        class Passes { readonly List<IPass> all = new() { new A(), new B() }; public void Run(Doc doc) { foreach (var p in all) p.Run(doc, {{argument}}); } }
        """)).Any());

    [Theory]
    [InlineData("public override void Write(string text) => next.Write(text.ToUpper());", true)]
    [InlineData("readonly Queue<string> kept = new(); public override void Write(string text) => kept.Enqueue(text); void Run() { while (kept.TryDequeue(out var text)) next.Write(text); }", true)]
    [InlineData("public override void Write(string text) => next.Write(text);", false)]
    [InlineData("public override void Write(string text) { if (next.Has(text)) next.Write(text.ToUpper()); }", false)]
    public async Task A_writer_that_writes_what_it_made_into_another_is_a_stage(string write, bool isStage) => Assert.Equal(isStage, (await Found($$"""
        abstract class Out { public virtual void Write(string text) { } public virtual void Flush() { } public virtual bool Has(string text) => false; }
        class Upper(Out next) : Out { {{write}} public override void Flush() => next.Flush(); }
        class Lower(Out next) : Out { public override void Write(string text) => next.Write(text.ToLower()); public override void Flush() => next.Flush(); }
        """)).Any(found => found.Text == "Upper"));

    [Theory]
    [InlineData("foreach (var i in from.GetConsumingEnumerable()) to.Add(i + i);", true)]
    [InlineData("while (from.TryTake(out var i)) to.Add(i + i);", true)]
    [InlineData("Parallel.ForEach(from.GetConsumingEnumerable(), i => to.Add(i.ToUpper()));", true)]
    [InlineData("foreach (var i in from.GetConsumingEnumerable()) Console.WriteLine(i);", false)]
    [InlineData("foreach (var i in from.GetConsumingEnumerable()) from.Add(i + i);", false)]
    public async Task A_stage_is_given_its_queues(string work, bool isStage) => Assert.Equal(isStage, (await Found($$"""
        using System.Collections.Concurrent;
        class Lengths(BlockingCollection<string> from, BlockingCollection<string> to) { public void Run() { {{work}} } }
        """)).Any());

    [Theory]
    [InlineData("var a = new Find(1); var b = new Load(a.Found); var c = new Save(b.Loaded);", true)]
    [InlineData("var a = new Find(1); var b = new Load(a.Found); var c = new Load(a.Found);", false)]
    [InlineData("var a = new Find(1); var c = new Save(a.Found);", false)]
    public async Task Who_gives_stages_each_others_queues_builds_a_graph(string build, bool isGraph) => Assert.Equal(isGraph, (await Found($$"""
        using System.Collections.Concurrent;
        class Find(int n) { public BlockingCollection<string> Found { get; } = new(n); }
        class Load(BlockingCollection<string> from) { public BlockingCollection<string> Loaded { get; } = from; }
        class Save(BlockingCollection<string> from) { public int Count => from.Count; }
        class Copy { public void Run() { {{build}} a.Found.CompleteAdding(); } }
        """)).Any(found => found.Text == "Copy"));

    [Theory]
    [InlineData("await foreach (var i in first.Reader.ReadAllAsync()) await last.Writer.WriteAsync(i.Trim());", true)]
    [InlineData("await foreach (var i in first.Reader.ReadAllAsync()) Console.WriteLine(i); await last.Writer.WriteAsync(\"\");", false)]
    public async Task Queues_can_be_those_of_one_method(string work, bool isGraph) => Assert.Equal(isGraph, (await Found($$"""
        using System.Threading.Channels;
        class Copy
        {
            public async Task Run(string[] all)
            {
                var first = Channel.CreateBounded<string>(1); var last = Channel.CreateBounded<string>(1);
                var work = Task.Run(async () => { {{work}} last.Writer.Complete(); });
                foreach (var one in all) await first.Writer.WriteAsync(one);
            }
        }
        """)).Any());

    [Theory]
    [InlineData("a.Given += b.Take;", "Line:graph Upper:stage")]
    [InlineData("a.Given += s => b.Take(s);", "Line:graph Upper:stage")]
    [InlineData("a.Given += Console.WriteLine; b.Take(\"\");", "")]
    public async Task Elements_can_hear_each_others_events(string link, string found) => Assert.Equal(found, string.Join(" ", (await Found($$"""
        interface IElement { void Take(string text); event Action<string> Given; }
        class Upper : IElement { public event Action<string>? Given; public void Take(string text) => Given?.Invoke(text.ToUpper()); }
        class Line { public void Link(IElement a, IElement b) { {{link}} } }
        """)).Select(one => $"{one.Text}:{one.Role}").Order(StringComparer.Ordinal)));

    [Theory]
    [InlineData("var p = parse.Parse(text); log.Report(p); var b = bind.Bind(p.Root); return plan.Plan(b);", true)]
    [InlineData("var p = parse.Parse(text); var b = bind.Bind(text); return plan.Plan(b);", false)]
    public async Task Somebody_can_be_told_between_two_steps_of_a_row(string row, bool isLine) => Assert.Equal(isLine, (await Found($$"""
        record Tree(object Root); record Bound(object Root); record Done(object Root);
        interface IParse { Tree Parse(string text); } interface IBind { Bound Bind(object root); } interface IPlan { Done Plan(Bound bound); } interface ILog { void Report(Tree tree); }
        class Query(IParse parse, ILog log, IBind bind, IPlan plan) { public Done Run(string text) { {{row}} } }
        """)).Any());

    [Theory]
    [InlineData("next.OnNext(text + text);", true)]
    [InlineData("if (text.Length > 1) next.OnNext(text);", true)]
    [InlineData("next.OnNext(text);", false)]
    public async Task Who_observes_and_is_observed_is_a_stage(string take, bool isStage) => Assert.Equal(isStage, (await Found($$"""
        interface ISubject<T> : IObserver<T>, IObservable<T> { }
        abstract class Pipe<I, O>(ISubject<O> to) : IObserver<I>, IObservable<O>
        {
            protected readonly ISubject<O> next = to;
            public abstract void OnNext(I item);
            public void OnCompleted() => next.OnCompleted();
            public void OnError(Exception error) => next.OnError(error);
            public IDisposable Subscribe(IObserver<O> observer) => next.Subscribe(observer);
        }
        class Twice(ISubject<string> to) : Pipe<string, string>(to) { public override void OnNext(string text) { {{take}} } }
        """)).Any());

    [Theory]
    [InlineData("foreach (var s in Steps()) item = s.Do(item);")]
    [InlineData("var steps = Steps(); foreach (var s in steps) { var made = new List<Item>(); foreach (var one in new[] { item }) made.Add(s.Do(one)); item = made[0]; }")]
    public async Task A_method_can_say_which_stages_there_are(string loop) => Assert.Equal("driver", (await One($$"""
        abstract class Line { protected abstract IStep[] Steps(); public Item Run(Item item) { {{loop}} return item; } }
        """ + Pipelines.Contracts)).Role);

    [Theory]
    [InlineData("if (all) plan = A.Run(plan); plan = B.Run(plan, all); plan = new C().Visit(plan); plan = D.Run(plan);", true)]
    [InlineData("plan = A.Run(plan); plan = A.Run(plan); plan = B.Run(plan, all); plan = D.Run(plan);", false)]
    [InlineData("plan = A.Run(plan); var b = B.Run(plan, all); plan = new C().Visit(plan); plan = D.Run(plan);", false)]
    public async Task Passes_of_several_kinds_in_a_row_are_a_pipeline(string passes, bool isLine) => Assert.Equal(isLine, (await Found($$"""
        class Plan { public int Size; }
        static class A { public static Plan Run(Plan p) => p; } static class B { public static Plan Run(Plan p, bool all) => p; } class C { public Plan Visit(Plan p) => p; } static class D { public static Plan Run(Plan p) => p; }
        class Optimizer { public Plan Optimize(Plan plan, bool all) { {{passes}} return plan; } }
        """)).Any());

    [Theory]
    [InlineData("Func<Item, Item>", "foreach (var step in steps) item = step(item);", true)]
    [InlineData("Func<Item, Task<Item>>", "foreach (var step in steps) item = step(item).Result;", true)]
    [InlineData("Func<Item, Item>", "item = steps.Aggregate(item, (made, step) => step(made));", true)]
    [InlineData("Func<Item, Item>", "foreach (var step in steps) step(item);", false)]
    [InlineData("Func<Item, bool>", "foreach (var step in steps) if (step(item)) return item;", false)]
    [InlineData("Func<Uri, Uri>", "foreach (var step in steps) uri = step(uri);", false)]
    [InlineData("Func<Item, IScope, IScope>", "IScope scope = null!; foreach (var step in steps) scope = step(item, scope);", false)]
    [InlineData("Func<object, object>", "object made = item; foreach (var step in steps) made = step(made);", true)]
    [InlineData("Code", "foreach (var step in steps) { var made = step.Run(uri, item); item = made; }", true)]
    [InlineData("Code", "foreach (var step in steps) step.Run(uri, item);", false)]
    [InlineData("Test", "foreach (var step in steps) if (!step.Run(item)) return item;", false)]
    public async Task Steps_can_be_code(string step, string loop, bool isLine) => Assert.Equal(isLine, (await Found($$"""
        interface IScope { object Get(Type kind); }
        record Code(Func<Uri, Item, Item> Run);
        record Test(Func<Item, bool> Run);
        class Line { readonly List<{{step}}> steps = new(); public void Add({{step}} step) => steps.Add(step); public Item Run(Item item, Uri uri) { {{loop}} return item; } }
        """ + Pipelines.Contracts)).Any());

    [Theory]
    [InlineData("var sink = (ISink)all.GetService(typeof(ISink))!; await sink.Put(new[] { item });", true)]
    [InlineData("using var scope = scopes.Open(); var sink = scope.Services.Sink(); await sink.Put(new[] { item });", true)]
    [InlineData("var sink = scopes.For(item); await sink.Put(new[] { item });", false)]
    public async Task A_stage_can_be_fetched_for_each_item(string give, bool isStage) => Assert.Equal(isStage, (await Found($$"""
        using System.Threading.Channels;
        interface IScopes { IScope Open(); ISink For(Item item); }
        interface IScope : IDisposable { Services Services { get; } }
        class Services { public ISink Sink() => null!; }
        class Stage(IServiceProvider all, IScopes scopes)
        {
            readonly Channel<Item> queue = Channel.CreateBounded<Item>(9);
            public ValueTask Put(Item item) => queue.Writer.WriteAsync(item);
            async Task Loop() { await foreach (var item in queue.Reader.ReadAllAsync()) { {{give}} } }
        }
        """ + Pipelines.Contracts)).Any());

    [Theory]
    [InlineData("foreach (var p in parts) rows = p.Do(rows); return rows;", true)]
    [InlineData("foreach (var p in parts) p.Do(rows); return rows;", false)]
    public async Task Stages_can_be_handed_to_who_runs_them(string run, bool isLine) => Assert.Equal(isLine, (await Found($$"""
        interface IPart { List<int> Do(List<int> rows); }
        interface IRunner { List<int> Start(List<IPart> parts, List<int> rows); }
        class Runner : IRunner { public List<int> Start(List<IPart> parts, List<int> rows) => All(parts, rows); List<int> All(List<IPart> parts, List<int> rows) { {{run}} } }
        class Process(IRunner runner) { readonly List<IPart> parts = new(); public void Add(IPart part) => parts.Add(part); public List<int> Run() => runner.Start(parts, new()); }
        """)).Any(found => found.Text == "Process"));

    [Theory]
    [InlineData("p.Run(doc);", true)]
    [InlineData("Try(() => p.Run(doc));", true)]
    [InlineData("if (p is A) continue; return () => p.Run(doc);", false)]
    [InlineData("if (p is A) continue; p.Run(doc); return null;", false)]
    public async Task One_step_that_is_chosen_is_no_line(string run, bool isLine) => Assert.Equal(isLine, (await Found($$"""
        class Doc { public string Text = ""; public int Size; }
        interface IPass { void Run(Doc doc); }
        class A : IPass { public void Run(Doc doc) => doc.Size = doc.Text.Length; }
        class B : IPass { public void Run(Doc doc) => doc.Text += doc.Size; }
        class Passes { readonly List<IPass> all = new() { new A(), new B() }; void Try(Action act) => act(); public Action? Run(Doc doc) { foreach (var p in all) { {{run}} } return null; } }
        """)).Any());

    [Theory]
    [InlineData("rows = Between(s.Do(rows));", 2)]
    [InlineData("Between(s.Do(rows));", 0)]
    public async Task A_base_class_can_carry_the_item(string turn, int drivers) => Assert.Equal(drivers, (await Found($$"""
        interface IStep { int[] Do(int[] rows); }
        abstract class Runner { public int[] Run(IStep[] steps, int[] rows) { foreach (var s in steps) {{turn}} return rows; } protected abstract int[] Between(int[] rows); }
        class Copying : Runner { protected override int[] Between(int[] rows) => rows.ToArray(); }
        """)).Length);

    [Theory]
    [InlineData("foreach (var to in behind) foreach (var _ in to.Run(rows.Select(row => row + row))) { } yield break;", true)]
    [InlineData("foreach (var to in behind) foreach (var row in to.Run(rows)) yield return row;", false)]
    public async Task A_stream_can_branch(string run, bool isStage) => Assert.Equal(isStage, (await Found($$"""
        interface IOp { IEnumerable<string> Run(IEnumerable<string> rows); }
        abstract class Op : IOp { public abstract IEnumerable<string> Run(IEnumerable<string> rows); }
        class Branch(List<IOp> behind) : Op { public override IEnumerable<string> Run(IEnumerable<string> rows) { {{run}} } }
        """)).Any());

    [Theory]
    [InlineData("while (true) { var row = from.Next(); if (row == null) return null; if (row.N > 1) return row; }", 2)]
    [InlineData("while (true) { var row = from.Next(); if (row == null) return null; return new Row(row.N + 1); }", 2)]
    [InlineData("var row = from.Next(); if (row == null) return null; row.N++; return row;", 0)]
    [InlineData("while (true) { var row = from.Next(); if (row == null) return null; return row; }", 0)]
    public async Task Nodes_can_ask_each_other_for_the_next_item(string next, int stages) => Assert.Equal(stages, (await Found($$"""
        class Row(int n) { public int N = n; }
        abstract class Node { public abstract Row? Next(); public virtual void Close() { } }
        class One(Node from) : Node { public override Row? Next() { {{next}} } }
        class Two(Node from) : Node { public override Row? Next() { var row = from.Next(); if (row != null) row.N = 0; return row; } }
        """)).Length);

    [Theory]
    [InlineData("foreach (var n in fetch()) found.Writer.TryWrite(new Item()); found.Writer.Complete();", "Taker(new Finder().Found)", "source")]
    [InlineData("var to = found.Writer; while (true) await to.WriteAsync(Make(fetch())); to.Complete();", "Taker(new Finder().Found)", "source")]
    [InlineData("found.Writer.TryWrite(new Item()); found.Writer.Complete();", "Taker(new Finder().Found)", "")]
    [InlineData("foreach (var n in fetch()) found.Writer.TryWrite(new Item()); found.Writer.Complete();", "Taker(new Finder())", "")]
    [InlineData("foreach (var n in fetch()) found.Writer.TryWrite(new Item());", "Taker(new Finder().Found)", "")]
    public async Task A_type_can_fill_a_queue_that_another_reads(string fill, string taker, string role) => Assert.Equal(role, string.Join(" ", (await Finds.In<PipelineAnalyzer>($$"""
        using System.Threading.Channels;
        class Finder
        {
            readonly Channel<Item> found = Channel.CreateBounded<Item>(9);
            public ChannelReader<Item> Found => found.Reader;
            public async Task Run(Func<int[]> fetch) { await Task.Yield(); {{fill}} }
            static Item Make(int[] n) => new();
        }
        class Taker(object from) { public object From = from; }
        class Program { object? all; public void Main() => all = new {{taker}}; }
        """ + Pipelines.Contracts)).Select(finding => finding.Role).Distinct()));

    [Theory]
    [InlineData("Task All() => Merge.All(from, all.Writer);", true)]
    [InlineData("async Task All() { foreach (var one in from) await foreach (var item in one.ReadAllAsync()) await all.Writer.WriteAsync(item); }", true)]
    [InlineData("Task All() => Task.CompletedTask;", false)]
    public async Task Queues_can_be_brought_together(string merge, bool isStage) => Assert.Equal(isStage, (await Found($$"""
        using System.Threading.Channels;
        static class Merge { public static Task All<T>(IEnumerable<ChannelReader<T>> from, ChannelWriter<T> to) => Task.CompletedTask; }
        class Plexer
        {
            readonly List<ChannelReader<Item>> from = new();
            readonly Channel<Item> all = Channel.CreateBounded<Item>(9);
            public void Add(ChannelReader<Item> reader) => from.Add(reader);
            public IAsyncEnumerable<Item> Items() => all.Reader.ReadAllAsync();
            {{merge}}
        }
        """ + Pipelines.Contracts)).Any(found => found.Text == "Plexer"));

    [Theory]
    [InlineData("await to.WriteAsync(item.Text);", "stage")]
    [InlineData("Console.WriteLine(item.Text);", "")]
    public async Task A_method_that_is_given_both_its_queues_is_a_stage(string give, string role) => Assert.Equal(role, string.Join(" ", (await Finds.In<PipelineAnalyzer>($$"""
        using System.Threading.Channels;
        class Texts { public static async Task Run(ChannelReader<Item> from, ChannelWriter<string> to) { await foreach (var item in from.ReadAllAsync()) {{give}} } }
        """ + Pipelines.Contracts)).Select(finding => finding.Role)));

    [Theory]
    [InlineData("b.From(a.Found); c.Read(b.All());", true)]
    [InlineData("var all = b.All(); b.From(a.Found); c.Read(all);", true)]
    [InlineData("b.From(a.Found); c.Read(a.Found);", false)]
    public async Task Who_gives_on_streams_builds_a_graph(string join, bool isGraph) => Assert.Equal(isGraph, (await Found($$"""
        using System.Threading.Channels;
        interface IA { ChannelReader<Item> Found { get; } }
        interface IB { void From(ChannelReader<Item> items); IAsyncEnumerable<Item> All(); }
        interface IC { void Read(IAsyncEnumerable<Item> items); void Read(ChannelReader<Item> items); }
        class Factory { public void Join(IA a, IB b, IC c) { {{join}} } }
        """ + Pipelines.Contracts)).Any());

    [Theory]
    [InlineData("Task.WhenAll(a.Run(), b.Run(), c.Run())", true)]
    [InlineData("Task.WhenAll(a.Run(), c.Run())", false)]
    public async Task Who_sets_going_what_was_joined_drives_it(string run, bool isDriver) => Assert.Equal(isDriver, (await Found($$"""
        using System.Threading.Channels;
        class A { public ChannelReader<Item> Found => null!; public Task Run() => Task.CompletedTask; }
        class B { public void From(ChannelReader<Item> items) { } public IAsyncEnumerable<Item> All() => null!; public Task Run() => Task.CompletedTask; }
        class C { public void Read(IAsyncEnumerable<Item> items) { } public Task Run() => Task.CompletedTask; }
        class Factory { public Group Join(A a, B b, C c) { b.From(a.Found); c.Read(b.All()); return new(a, b, c); } }
        class Group(A a, B b, C c) { public Task Run() => {{run}}; }
        """ + Pipelines.Contracts)).Any(found => found.Text == "Group"));

    [Theory]
    [InlineData("sinks.TryGet(item, out var sink)", false)]
    [InlineData("sinks.Put(new[] { item })", true)]
    public async Task Who_is_asked_for_something_is_given_nothing(string call, bool isStage) => Assert.Equal(isStage, (await Found(Pipelines.Queue(
        give: $"await Do(item);", rest: $"readonly Sinks sinks = new(); async Task Do(Item item) {{ await Task.Yield(); {call}; }}")
        + "public class Sinks { public bool TryGet(Item item, out ISink? sink) { sink = null; return false; } public void Put(Item[] items) { } }")).Any());

    [Fact]
    public async Task The_message_names_the_members_that_prove_it()
    {
        var message = (await One(Pipelines.Queue())).Message;
        Assert.All(["'Put' puts items into 'queue'", "'Loop' takes them out", "'Put' gives batches of them to 'sink'"], part => Assert.Contains(part, message));
    }

    private static async Task<(string?, string?)> Kind(string source) => await One(source) is var found ? (found.Role, found.Closest) : default;

    private static async Task<Found> One(string source) => Assert.Single(await Found(source));

    private static async Task<Found[]> Found(string source) => [.. (await Finds.In<PipelineAnalyzer>(source)).Where(finding => finding.Id == "PAT0200")];

    [Theory]
    [InlineData("public Outlet<string> Out { get; }", "Out.Post(item.ToString());", 1)]
    [InlineData("public Outlet<string> Out { get; }", "Give(item, Out);", 1)]
    [InlineData("public Outlet<string> Out { get; }", "Console.Write(item);", 0)]
    [InlineData("private readonly Outlet<string> Out;", "Out.Post(item.ToString());", 0)]
    public async Task Who_has_ports_made_for_its_own_taker_is_a_stage(string port, string work, int stages) => Assert.Equal(stages, (await Finds.In<PipelineAnalyzer>($$"""
        public class Outlet<T> { public void Post(T item) { } } public class Inlet<T> { } public class Graph { public Outlet<T> MakeOut<T>(object owner) => new(); public Inlet<T> MakeIn<T>(object owner, Action<T> take) => new(); }
        public class Shower
        {
            public Shower(Graph graph) { Out = graph.MakeOut<string>(this); In = graph.MakeIn<int>(this, Take); }
            public Inlet<int> In { get; } {{port}}
            private void Take(int item) { {{work}} } private void Give(int item, Outlet<string> to) => to.Post(item.ToString());
        }
        """)).Count(finding => finding.Id == "PAT0200"));

    [Theory]
    [InlineData("Order", 1)]
    [InlineData("Bill", 0)]
    public async Task A_line_for_any_kind_of_item_hands_over_what_stages_of_one_kind_leave(string other, int lines) => Assert.Equal(lines, (await Finds.In<PipelineAnalyzer>($$"""
        public enum Flow { Go, End } public abstract class Context { public string Name { get; set; } = ""; } public class Order : Context { public int Sum { get; set; } } public class Bill : Context { public int Sum { get; set; } }
        public interface IPhase<in T> { Task<Flow> Run(T context); }
        class Counts : IPhase<Order> { public async Task<Flow> Run(Order context) { context.Sum = 1; return Flow.Go; } }
        class Shows : IPhase<{{other}}> { public async Task<Flow> Run({{other}} context) { Console.Write(context.Sum); return Flow.End; } }
        public class Line<T>(IOrderedEnumerable<IPhase<T>> phases) where T : Context, new()
        {
            public async Task<string> Run() { var context = new T(); foreach (var phase in phases) { if (await phase.Run(context) == Flow.End) break; } return context.Name; }
        }
        """)).Count(finding => finding.Id == "PAT0200"));
}
