using Patterns.Analyzers.PipelineDataflow;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.PipelineDataflow;

public class LookAlikeTests
{
    [Theory]
    [InlineData("an executor", "Channel<Func<Task>>", "await item();")]
    [InlineData("a signal", "Channel<bool>", "await sink.Put(new[] { new Item() });")]
    [InlineData("a queue whose items are handed on as they are", "Channel<Item>", "await Handle(item);")]
    [InlineData("a loop that logs", "Channel<Item>", "Console.WriteLine(item.Text + \"!\");")]
    [InlineData("a loop that raises an event", "Channel<Item>", "Arrived?.Invoke(new[] { item });", "public event Action<Item[]>? Arrived;")]
    [InlineData("a loop that reports failures", "Channel<Item>", "try { await Handle(item); } catch (Exception) { await sink.Put(new[] { item }); }")]
    [InlineData("a server of what is queued", "Channel<Item>", "var words = item.Text.Split(' '); await Handle(item, words);", "private Func<Item, string[], Task> Handle = null!;")]
    [InlineData("a server that waits for the words", "Channel<Item>", "var words = Task.Run(() => item.Text.Split(' ')); _ = Answer(item, words);", "private Func<Item, string[], Task> Handle = null!; private async Task Answer(Item item, Task<string[]> words) { var read = await words; await Handle(item, read); }")]
    [InlineData("a loop that asks for a number", "Channel<Item>", "var size = Measure(item); total += size;", "private int total; private int Measure(Item i) { var parts = new List<Item> { i }; sink.Put(parts.ToArray()); return parts.Count; }")]
    [InlineData("a log writer", "Channel<Item>", "await File.AppendAllTextAsync(\"log\", item.Text);")]
    public async Task A_queue_that_is_no_pipeline(string what, string queue, string give, string rest = "private Func<Item, Task> Handle = null!;") => await Silent(what, Pipelines.Queue(give: give, rest: rest)
        .Replace("Channel<Item>", queue).Replace("<Item>(9)", queue.Substring("Channel".Length) + "(9)").Replace("Put(Item item)", $"Put({queue["Channel<".Length..^1]} item)"));

    [Theory]
    [InlineData("\"failed to read \" + item", 0)]
    [InlineData("$\"failed to read {item}\"", 0)]
    [InlineData("item + \"!\"", 1)]
    public async Task Words_for_people_are_no_item(string text, int expected) => Assert.Equal(expected, (await Finds.In<PipelineAnalyzer>($$"""
        using System.Threading.Channels;
        interface INotes { void Put(string text); }
        class Stage(INotes notes, ChannelReader<string> from) { public async Task Run() { await foreach (var item in from.ReadAllAsync()) notes.Put({{text}}); } }
        """)).Count(finding => finding.Id == "PAT0200"));

    [Theory]
    [InlineData("queue.Reader.ReadAllAsync().ConfigureAwait(false)")]
    [InlineData("queue.Reader.ReadAllAsync().WithCancellation(token)")]
    [InlineData("queue.Reader.ReadAllAsync(token).WithCancellation(token).ConfigureAwait(false)")]
    public async Task How_a_loop_waits_changes_no_item(string read) => await Silent(read, Pipelines.Queue(read: read, give: "await Handle(item);", rest: "private Func<Item, Task> Handle = null!;"));

    [Theory]
    [InlineData("a mailbox", "abstract record M; record Add(int N) : M; record Sub(int N) : M; class Box { readonly Channel<M> mail = Channel.CreateBounded<M>(1); int n; public void Post(M m) => mail.Writer.TryWrite(m); async Task Loop() { await foreach (var m in mail.Reader.ReadAllAsync()) switch (m) { case Add a: n += a.N; break; case Sub s: n -= s.N; break; } } }")]
    [InlineData("a stealing worker", "class Worker(Worker[] others) { readonly Queue<Action> own = new(); public void Push(Action a) => own.Enqueue(a); void Loop() { while (true) { if (own.TryDequeue(out var a)) { a(); continue; } foreach (var o in others) if (o.own.TryDequeue(out var b)) { b(); break; } } } }")]
    [InlineData("a reactor", "class Reactor { readonly Dictionary<Socket, Action<Socket>> handlers = new(); public void Add(Socket s, Action<Socket> h) => handlers[s] = h; public void Run() { while (true) { var ready = handlers.Keys.ToList(); Socket.Select(ready, null, null, -1); foreach (var s in ready) handlers[s](s); } } }")]
    public async Task Its_neighbours_are_not_pipelines(string what, string source) => await Silent(what, "using System.Threading.Channels; using System.Net.Sockets; " + source);

    [Theory]
    [InlineData("a decorator", "interface IStore { void Put(string key); void Remove(string key); } class Prefixed(IStore inner) : IStore { public void Put(string key) => inner.Put(\"a\" + key); public void Remove(string key) => inner.Remove(\"a\" + key); }")]
    [InlineData("a composite", "interface IListener { void On(string e); void Done(); } class All(List<IListener> all) : IListener { public void On(string e) { foreach (var l in all) l.On(e); } public void Done() { foreach (var l in all) l.Done(); } }")]
    [InlineData("an observer that only unwraps", "class Of<T>(IObserver<T> next) : IObserver<object> { public void OnNext(object o) { if (o is T t) next.OnNext(t); } public void OnCompleted() => next.OnCompleted(); public void OnError(Exception e) => next.OnError(e); }")]
    [InlineData("a serializer of parts", "interface ISerializer<T> { void Write(Stream s, T value); void Read(Stream s, out T value); } class Many<T>(ISerializer<T> one) : ISerializer<T[]> { public void Write(Stream s, T[] value) => one.Write(s, value.First()); public void Read(Stream s, out T[] value) { one.Read(s, out var v); value = new[] { v }; } }")]
    [InlineData("a copier of parts", "interface IPart<T> { void Take(ref T value); } class Many<T>(IPart<T> one) : IPart<T[]> { public void Take(ref T[] value) { var first = value.First(); one.Take(ref first); } }")]
    [InlineData("a middleware", "class Context { } interface IFilter { Task Invoke(Context c, Func<Context, Task> next); } class Filters(List<IFilter> all) { public Func<Context, Task> Build(Func<Context, Task> last) { foreach (var f in all) { var next = last; last = c => f.Invoke(c, next); } return last; } }")]
    [InlineData("a choice of the first that can", "class Doc { } interface ISaver { bool Can(Doc d); Doc Save(Doc d); } class Savers(List<ISaver> all) { public Doc Run(Doc d) { foreach (var s in all) { if (!s.Can(d)) continue; d = s.Save(d); return d; } return d; } }")]
    [InlineData("a sum", "interface IPart { int Add(int n); } class Parts(List<IPart> all) { public int Sum() { var n = 0; foreach (var p in all) n = p.Add(n); return n; } }")]
    [InlineData("a list that grows", "interface IRule { List<string> Check(string s, List<string> errors); } class Rules(List<IRule> all) { public List<string> Run(string s) { var errors = new List<string>(); foreach (var r in all) errors = r.Check(s, errors); return errors; } }")]
    [InlineData("decorators that are built", "interface IHandler { void Handle(string s); } interface IWrap { IHandler Around(IHandler h); } class Build(List<IWrap> all) { public IHandler Run(IHandler h) { foreach (var w in all) h = w.Around(h); return h; } }")]
    [InlineData("listeners", "class Args { public int N; } interface IListener { void On(Args a); } class A : IListener { public void On(Args a) => Console.WriteLine(a.N); } class B : IListener { public void On(Args a) { } } class Hub { readonly List<IListener> all = new() { new A(), new B() }; public void Raise(Args a) { foreach (var l in all) l.On(a); } }")]
    [InlineData("a service", "class User { } interface IUsers { User Get(int id); } interface IMapper { string Map(User u); } interface IMail { void Send(string s); } class Service(IUsers users, IMapper mapper, IMail mail) { public void Run(int id) => mail.Send(mapper.Map(users.Get(id))); }")]
    [InlineData("two layers", "record A(int N); record B(int N); interface IApi { void Put(int n); } interface IStore { void Put(A a); } class Api(IStore store) : IApi { public void Put(int n) => store.Put(new A(n)); } class Store : IStore { public void Put(A a) { } }")]
    [InlineData("a tree", "interface IDoc { IDoc With(IEnumerable<IDoc> children); } class Node(IDoc doc) { public List<Node> Children { get; } = new(); IDoc doc = doc; public IDoc Out { get; set; } = doc; public void Make() { foreach (var c in Children) c.Make(); Out = doc.With(Children.Select(c => c.Out)); } }")]
    public async Task What_only_looks_like_a_pipeline_is_left_alone(string what, string source) => await Silent(what, source);

    [Theory]
    [InlineData("namespace Mine { public interface ITargetBlock<T> { void Post(T t); } public class ActionBlock<T> : ITargetBlock<T> { public void Post(T t) { } public void LinkTo(ITargetBlock<T> b) { } } class Pipeline { public void Join() { var a = new ActionBlock<int>(); a.LinkTo(new ActionBlock<int>()); } } }")]
    [InlineData("namespace Mine { public abstract class BaseProcessor<T> { } class Processor : BaseProcessor<int> { } }")]
    [InlineData("class PipelineStage { public void Process() { } } class Pipeline { PipelineStage stage = new(); public void Run() => stage.Process(); }")]
    public async Task Names_are_no_evidence(string source) => await Silent("names", source);

    [Fact]
    public async Task A_lone_block_is_no_graph() =>
        await Silent("a work queue", "using System.Threading.Tasks.Dataflow; class Work { readonly ActionBlock<int> block = new(n => { }); public void Add(int n) { if (!block.Post(n)) throw new InvalidOperationException(); } }");

    [Theory]
    [InlineData("public static void To(this ISourceBlock<int> a, ITargetBlock<int> b) => a.LinkTo(b);")]
    [InlineData("public static void To(this ISourceBlock<int> a, ITargetBlock<int> b) { var between = new TransformBlock<int, int>(n => n); a.LinkTo(between); between.LinkTo(b); }")]
    [InlineData("public static void ToAll(this ISourceBlock<int> a, params ITargetBlock<int>[] all) { var copies = new BroadcastBlock<int>(n => n); a.LinkTo(copies); foreach (var b in all) copies.LinkTo(b); }")]
    public async Task A_helper_that_joins_what_it_is_given_is_no_graph(string helper) => await Silent("a helper", $"using System.Threading.Tasks.Dataflow; static class Joining {{ {helper} }}");

    [Theory]
    [InlineData("a lone decorator of a sequence", "foreach (var row in child.Rows()) yield return new Row(row.N + 1);", "")]
    [InlineData("a node that hands on", "foreach (var row in child.Rows()) yield return row;", "class Two(IOp child) : IOp { public IEnumerable<Row> Rows() { foreach (var row in child.Rows()) yield return row; } }")]
    [InlineData("a node that asks another member", "foreach (var row in child.Old()) yield return new Row(row.N);", "class Two(IOp child) : IOp { public IEnumerable<Row> Rows() { yield break; } }")]
    public async Task What_yields_is_not_yet_an_operator(string what, string rows, string kin) => await Silent(what, Pipelines.Pull(rows, kin));

    [Theory]
    [InlineData("IEnumerable<Row> Rows();", 2)]
    [InlineData("IEnumerable<Row> Rows(); Row Get(int n) => new(n);", 2)]
    [InlineData("IEnumerable<Row> Rows(); IEnumerable<Row> Find(string word) => []; IEnumerable<Row> Near(int n) => [];", 0)]
    [InlineData("IEnumerable<Row> Rows(); IAsyncEnumerable<Row> Find(string word) => null!; IAsyncEnumerable<Row> Near(int n) => null!;", 0)]
    public async Task A_store_over_a_store_is_no_operator(string contract, int operators) => Assert.Equal(operators, (await Finds.In<PipelineAnalyzer>(
        Pipelines.Pull("foreach (var row in child.Rows()) yield return new Row(row.N + 1);", Pipelines.PullKin).Replace("IEnumerable<Row> Rows(); IEnumerable<Row> Old() => [];", contract))).Length);

    [Theory]
    [InlineData("var last = first; foreach (var s in steps) last = s.Do(last); return last;", 1)]
    [InlineData("Item last = null; foreach (var one in new[] { first }) { last = one; foreach (var s in steps) last = s.Do(last); Console.WriteLine(last); } return first;", 1)]
    [InlineData("var last = first; foreach (var s in steps) last = s.Do(last); return first;", 0)]
    [InlineData("Item made = null; foreach (var s in steps) { made = s.Do(first); first = made; } return made;", 1)]
    public async Task What_the_last_stage_makes_goes_somewhere(string run, int lines) =>
        Assert.Equal(lines, (await Finds.In<PipelineAnalyzer>($"class Line(IStep[] steps) {{ public Item Run(Item first) {{ {run} }} }}" + Pipelines.Contracts)).Length);

    [Theory]
    [InlineData("Names : ISink", "public Task Put(IReadOnlyList<Item> items) => Task.CompletedTask;", "await names.Put(new[] { item });", 1)]
    [InlineData("Names : List<string>", "public string Find(Item[] items) => this[0];", "var name = names.Find(new[] { item }); Console.WriteLine(name);", 0)]
    public async Task A_collection_that_is_asked_is_no_stage(string names, string member, string give, int stages) => Assert.Equal(stages, (await Finds.In<PipelineAnalyzer>(
        Pipelines.Queue(give: give, rest: "private readonly Names names = new();") + $"public class {names} {{ {member} }}")).Count(finding => finding.Id == "PAT0200"));

    [Theory]
    [InlineData("await store.Put(new[] { item }); else await store.Drop(item.Text);", "", 1)]
    [InlineData("await store.Put(new[] { item }); else await store.Drop(item.Text);", "public Task<Item> Get(string text) => store.Get(text);", 0)]
    [InlineData("await store.Put(new[] { item });", "public Task<Item> Get(string text) => store.Get(text);", 1)]
    public async Task A_queue_of_commands_for_a_store_is_no_stage(string obey, string rest, int stages) => Assert.Equal(stages, (await Finds.In<PipelineAnalyzer>(
        Pipelines.Queue(give: "await Obey(item);", rest: $"private readonly IStore store = null!; private async Task Obey(Item item) {{ if (item.Kind == Kind.Put) {obey} }} {rest}")
            .Replace("class Item {", "class Item { public Kind Kind;") + "public enum Kind { Put, Drop } public interface IStore : ISink { Task Drop(string text); Task<Item> Get(string text); }")).Count(finding => finding.Id == "PAT0200"));

    [Theory]
    [InlineData("readonly TransformBlock<int, int> own = new(n => n);", 1)]
    [InlineData("readonly ActionBlock<int> own = new(n => { }); readonly BufferBlock<int> rest = new();", 1)]
    [InlineData("readonly ActionBlock<int> own = new(n => { });", 0)]
    public async Task One_block_that_listens_to_whoever_wants_is_no_graph(string blocks, int graphs) =>
        Assert.Equal(graphs, (await Finds.In<PipelineAnalyzer>($"using System.Threading.Tasks.Dataflow; class Box {{ {blocks} public void Listen(ISourceBlock<int> source) => source.LinkTo(own); }}")).Count(finding => finding.Id == "PAT0200"));

    [Theory]
    [InlineData("class Work { public ITargetBlock<int> Input { get; } = new ActionBlock<int>(n => { }); }")]
    [InlineData("interface IStage { ITargetBlock<int> Input { get; } } abstract class Stage : IStage { public abstract ITargetBlock<int> Input { get; } }")]
    public async Task A_block_that_no_contract_asks_for_is_no_port(string source) => await Silent("a block", "using System.Threading.Tasks.Dataflow; " + source);

    [Theory]
    [InlineData("steps.OrderBy(s => s.Rank())", 1)]
    [InlineData("steps.OrderBy(s => s.Cost(item))", 0)]
    public async Task Tests_that_are_put_in_order_for_each_item_are_no_line(string row, int lines) => Assert.Equal(lines, (await Finds.In<PipelineAnalyzer>(
        Pipelines.Line(loop: $"var row = {row}; foreach (var s in row) item = s.Do(item);").Replace("Item Do(Item item);", "Item Do(Item item); int Rank(); int Cost(Item item);"))).Count(finding => finding.Id == "PAT0200"));

    [Theory]
    [InlineData("var made = new Item { Text = item.Text + 1 }; await back.Writer.WriteAsync(made);", 1)]
    [InlineData("var made = new Item { Text = item.Text }; await back.Writer.WriteAsync(made);", 0)]
    [InlineData("var made = new Item { Text = item.Text + 1 }; handler.On(made);", 1)]
    [InlineData("var copy = item; handler.On(copy);", 0)]
    public async Task Who_hands_on_what_it_took_as_it_was_is_no_stage(string give, int stages) => Assert.Equal(stages, (await Finds.In<PipelineAnalyzer>(Pipelines.Queue(
        give: give, rest: "private readonly Channel<Item> back = Channel.CreateBounded<Item>(9); private readonly Handler handler = new();") + "public class Handler { public void On(Item item) { } }")).Count(finding => finding.Id == "PAT0200"));

    [Fact]
    public async Task A_search_through_the_nodes_of_a_tree_is_no_line() => await Silent("a tree", """
        abstract class Node<T> { public abstract void Find(string word, List<T> hits); public abstract int Count(); }
        class Branch<T> : Node<T> { public Node<T>[] Children = []; public override void Find(string word, List<T> hits) { foreach (var child in Children) child.Find(word + "x", hits); } public override int Count() => Children.Length; }
        class Valued<T> : Branch<T> { public T Value = default!; public override void Find(string word, List<T> hits) { hits.Add(Value); base.Find(word.Trim(), hits); } }
        """);

    [Theory]
    [InlineData("string", "\"\"", 1)]
    [InlineData("IPart", "new Part()", 0)]
    public async Task Who_puts_in_parts_that_act_later_composes(string kind, string part, int lines) => Assert.Equal(lines, (await Finds.In<PipelineAnalyzer>($$"""
        public interface IPart { void Draw(); } public class Part : IPart { public void Draw() { } } public class Page { public List<{{kind}}> All { get; } = new(); }
        public interface IStep { void Set(Page page); } class Puts : IStep { public void Set(Page page) => page.All.Add({{part}}); } class Asks : IStep { public void Set(Page page) { if (page.All.Count > 1) Console.Write(page); } }
        class Line(IStep[] steps) { public Page Run(Page page) { foreach (var step in steps) step.Set(page); return page; } }
        """)).Count(finding => finding.Id == "PAT0200"));

    private static async Task Silent(string what, string source) => Assert.True((await Finds.In<PipelineAnalyzer>(source)).IsEmpty, what + ": " + string.Join(", ", await Finds.In<PipelineAnalyzer>(source)));
}
