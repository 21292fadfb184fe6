namespace Patterns.Analyzers.Tests.ActorFsm;

/// <summary>What resembles an actor or a machine and is none; among it the three other patterns of flow.</summary>
public class LookAlikeTests
{
    [Fact]
    public Task A_loop_that_forwards_data() => Recognised.None(Actors.Channel(handle: "readonly Channel<object> next = Channel.CreateBounded<object>(9); void Handle(object m) => next.Writer.TryWrite(m);"));

    [Fact]
    public Task A_loop_that_batches_data() => Recognised.None(Actors.Channel(handle: "readonly List<object> batch = new(); void Handle(object m) { batch.Add(m); if (batch.Count > 9) batch.Clear(); }"));

    [Fact]
    public Task A_pool_of_consumers() => Recognised.None(Actors.Channel().Replace("public async Task Run()", "public void Start() { for (var i = 0; i < 4; i++) _ = Task.Run(Run); } async Task Run()"));

    [Fact]
    public Task Kinds_without_state_of_their_own() => Recognised.None(Actors.Channel(handle: "void Handle(object m) { switch (m) { case Put: Console.Write(1); break; case Drop: Console.Write(2); break; } }"));

    [Theory]
    [InlineData("await Handle(message);", 1)]
    [InlineData("_ = Handle(message);", 0)]
    [InlineData("Handle(message);", 0)]
    [InlineData("_ = Task.Run(() => Handle(message));", 0)]
    public async Task A_loop_that_waits_for_no_handler_takes_several_messages_at_once(string start, int actors) => Assert.Equal(actors, (await Recognised.All(
        Actors.Channel(loop: $"await foreach (var message in inbox.Reader.ReadAllAsync()) {start}", handle: Actors.Handle.Replace("void Handle", "async Task Handle")))).Count());

    [Theory]
    [InlineData("case Put put: values[put.Key] = 1; break; case IDisposable other: values.Clear(); other.Dispose(); break;", 1)]
    [InlineData("case IAsyncDisposable other: values.Clear(); other.DisposeAsync(); break; case IDisposable other: values.Clear(); other.Dispose(); break;", 0)]
    public async Task What_any_object_can_be_is_no_kind_of_message(string cases, int actors) => Assert.Equal(actors, (await Recognised.All(Actors.Channel(handle: $"void Handle(object m) {{ switch (m) {{ {cases} }} }}"))).Count());

    [Theory]
    [InlineData("Action", "while (queue.TryDequeue(out var work)) work();")]
    [InlineData("Task", "while (queue.TryDequeue(out var work)) consumer(work);")]
    public Task An_executor(string item, string drain) => Recognised.None(Actors.Pump(drain, item));

    [Theory]
    [InlineData("mail.CompleteAdding(); Drain();", 0)]
    [InlineData("Drain();", 1)]
    public async Task A_queue_that_is_closed_before_it_is_emptied_held_what_came_meanwhile(string end, int actors) => Assert.Equal(actors, (await Recognised.All($$"""
        using System.Collections.Concurrent;
        record Put(string Key); record Drop;
        class Desk
        {
            readonly BlockingCollection<object> mail = new(); readonly Dictionary<string, int> values = new();
            public void Post(object m) => mail.Add(m);
            public void Opened() { {{end}} }
            void Drain() { foreach (var m in mail.GetConsumingEnumerable()) switch (m) { case Put put: values[put.Key] = 1; break; case Drop: values.Clear(); break; } }
        }
        """)).Count());

    [Fact]
    public Task A_queue_of_an_algorithm() => Recognised.None("""
        class Walk
        {
            readonly Queue<object> queue = new(); int nodes, leaves;
            public void Visit(object root) { Enter(root); while (queue.Count > 0) switch (queue.Dequeue()) { case string: leaves++; break; case List<object> l: nodes++; foreach (var o in l) Enter(o); break; } }
            public void Enter(object o) => queue.Enqueue(o);
        }
        """);

    [Fact]
    public Task A_stage_of_a_pipeline() => Recognised.None("""
        using System.Threading.Channels;
        class Parse(ChannelReader<string> input, ChannelWriter<int> output)
        {
            int count;
            public async Task Run() { await foreach (var line in input.ReadAllAsync()) { count++; await output.WriteAsync(int.Parse(line)); } }
        }
        """);

    [Fact]
    public Task A_loop_of_a_reactor() => Recognised.None("""
        using System.Net.Sockets;
        class Loop
        {
            readonly Dictionary<Socket, Action> handlers = new(); readonly List<Socket> ready = new(); bool stopped;
            public void Add(Socket socket, Action handler) => handlers[socket] = handler;
            public void Run() { while (!stopped) { ready.AddRange(handlers.Keys); Socket.Select(ready, null, null, 1000); foreach (var socket in ready) handlers[socket](); ready.Clear(); } }
        }
        """);

    [Fact]
    public Task A_worker_that_steals() => Recognised.None("""
        using System.Collections.Concurrent;
        class Worker(Worker[] others)
        {
            readonly ConcurrentQueue<Action> own = new(); int done;
            public void Add(Action job) => own.Enqueue(job);
            public void Run() { while (true) { if (own.TryDequeue(out var job) || others.Any(o => o.own.TryDequeue(out job))) { job!(); done++; } } }
        }
        """);

    [Theory]
    [InlineData("public void Ship() { if (state != S.Open) throw new Exception(); state = S.Locked; } public void Close() { if (state == S.Open) state = S.Closed; }")]
    [InlineData("public bool May(S next) => (state, next) switch { (S.Closed, S.Open) => true, (S.Open, S.Closed) => true, (S.Closed, S.Locked) => true, _ => false };")]
    [InlineData("public void Next() { switch (state) { case S.Closed: state = S.Open; break; case S.Open: state = S.Locked; break; case S.Locked: state = S.Closed; break; } }")]
    [InlineData("public void Read(char c) { switch (state) { case S.Closed: if (c == '\"') state = S.Open; break; case S.Open: if (c == '\"') state = S.Closed; else if (c == 'x') state = S.Locked; break; case S.Locked: if (c == 'y') state = S.Open; break; } }")]
    [InlineData("public void Show(E e) { switch (state) { case S.Closed: if (e == E.Push) Sound(); break; case S.Open: Sound(); break; } } public void Set(S next) => state = next;")]
    [InlineData("int level; public void Choose() { switch (level) { case 0: state = S.Closed; break; case 1: state = S.Open; break; case 2: state = S.Locked; break; } }")]
    public Task A_state_that_no_event_moves(string members) => Recognised.None(Actors.Machine(members));

    [Theory]
    [InlineData("case S.Open: if (wait > 5) state = S.Locked; break; case S.Locked: if (wait > 9) state = S.Closed; break;", 1)]
    [InlineData("case S.Open: if (wait > 5) Close(); break; case S.Locked: Close(); break; } } void Close() { state = S.Closed;", 1)]
    [InlineData("case S.Open: if (wait > 5) Done(); break; case S.Locked: if (wait > 9) Done(); break;", 0)]
    public async Task An_option_that_is_cleared_when_the_work_is_done_is_no_state(string others, int machines) => Assert.Equal(machines, (await Recognised.All(Actors.Machine($$"""
        int wait; public D(S option) => state = option; void Done() { Sound(); state = S.Gone; }
        public void Work() { switch (state) { case S.Closed: if (wait > 3) state = S.Open; else Sound(); break; {{others}} } }
        """).Replace("Locked }", "Locked, Gone }"))).Count());

    [Theory]
    [InlineData("void Lock() { if (state == S.Open) state = S.Locked; } void Last() { if (state == S.Locked) state = S.Closed; }", 1)]
    [InlineData("void Lock() { if (state == S.Open) state = S.Locked; } void Last() { if (state == S.Locked) state = S.Gone; }", 0)]
    public async Task A_life_that_goes_one_way_is_no_machine(string steps, int machines) => Assert.Equal(machines, (await Recognised.All(Actors.Machine($$"""
        public void Click(E e) { if (e == E.Push) { if (state == S.Closed) Open(); else if (state == S.Open) Lock(); else if (state == S.Locked) Last(); } }
        void Open() { if (state == S.Closed) state = S.Open; } {{steps}}
        """).Replace("Locked }", "Locked, Gone }"))).Count());

    [Theory]
    [InlineData("public void Restore(int saved) => state = (S)saved; public int Save() => (int)state;", 1)]
    [InlineData("public void Decode(byte[] from) => state = (S)from[0]; public void Encode(byte[] to) => to[0] = (byte)state;", 0)]
    [InlineData("public void Decode(BinaryReader from) => state = (S)from.ReadInt32(); public void Encode(BinaryWriter to) => to.Write((int)state);", 0)]
    public async Task The_tag_of_a_message_is_no_state(string coding, int machines) => Assert.Equal(machines, (await Recognised.All("using System.IO; " + Actors.Machine($$"""
        public void Fire(E e) { switch (state) { case S.Closed: if (e == E.Push) state = S.Open; else state = S.Locked; break; case S.Open: if (e == E.Pull) state = S.Closed; break; } }
        {{coding}}
        """))).Count());

    [Theory]
    [InlineData("public void Go(int e) => at = at.Next(e);", 1)]
    [InlineData("public void Down() => at = at.Next(0);", 0)]
    [InlineData("public void Down() { for (var i = 0; i < 3; i++) at = at.Next(i); }", 0)]
    public async Task A_cursor_over_parts_is_no_machine(string move, int machines) => Assert.Equal(machines, (await Recognised.All($$"""
        interface INode { INode Next(int i); }
        class Leaf(INode up) : INode { readonly INode up = up; public INode Next(int i) => up; }
        class Branch(INode[] all) : INode { public INode First { get; } = all[0]; public INode Next(int i) => i == 0 ? First : all[i]; }
        class Cursor(INode root) { INode at = root; {{move}} }
        """)).Count());

    [Fact]
    public Task A_parser_that_is_given_tokens() => Recognised.None("""
        enum Kind { Open, Close, Text } class Token { public Kind Kind; } enum Mode { Outside, Inside, Done }
        class Scanner { string text = ""; int at; char Next() => text[at++]; public Token Get() => new() { Kind = Next() == '<' ? Kind.Open : Kind.Text }; }
        class Parser
        {
            Mode mode; readonly Scanner scanner = new(); public void Run() { while (mode != Mode.Done) Take(scanner.Get()); }
            void Take(Token token) { switch (mode) { case Mode.Outside: if (token.Kind == Kind.Open) mode = Mode.Inside; break; case Mode.Inside: if (token.Kind == Kind.Close) mode = Mode.Done; else if (token.Kind == Kind.Open) mode = Mode.Outside; break; case Mode.Done: if (token.Kind == Kind.Text) mode = Mode.Outside; break; } }
        }
        """);

    [Fact]
    public Task A_cache_keyed_by_a_state() => Recognised.None(Actors.Machine("readonly Dictionary<S, Dictionary<E, int>> cache = new(); public void Set(S next) => state = next; public int Of(E e) => cache[state][e];"));

    [Fact]
    public Task A_decorator_that_can_be_replaced() => Recognised.None("""
        interface ISender { ISender With(int header); }
        class Plain : ISender { public ISender With(int header) => new Traced(this); }
        class Traced(ISender inner) : ISender { ISender inner = inner; public ISender With(int header) { inner = inner.With(header); return this; } }
        """);

    [Fact]
    public Task A_strategy_that_its_owner_chooses() => Recognised.None("""
        interface ISort { void Sort(int[] items); }
        class Quick : ISort { public void Sort(int[] items) { } }
        class Slow : ISort { public void Sort(int[] items) { } }
        class Table { ISort sort = new Quick(); public void Use(ISort next) => sort = next; public void Show(int[] items) => sort.Sort(items); }
        """);

    [Theory]
    [InlineData("class Actor { public string Name { get; set; } = \"\"; public List<string> Films { get; } = new(); }")]
    [InlineData("class StateMachine { public int State; public string Method = \"\"; }")]
    public Task A_data_class(string source) => Recognised.None(source);

    [Fact]
    public Task Tasks_that_race() => Recognised.None("""
        class Race { readonly List<string> hosts = new(); public async Task<string> Ask() { var all = hosts.Select(h => Task.FromResult(h)).ToList(); return await await Task.WhenAny(all); } }
        """);

    [Fact]
    public Task Ends_that_are_only_told() => Recognised.None("""
        interface ILoop { Task Run(); bool HasFailed { get; } }
        class G(List<ILoop> loops, Action<ILoop> failed)
        {
            public async Task Run() { await Task.WhenAny(loops.Select(loop => loop.Run())); foreach (var loop in loops) if (loop.HasFailed) failed(loop); }
        }
        """);

    [Fact]
    public async Task Who_inherits_a_mailbox_and_adds_nothing_is_none() =>
        Assert.Equal("M", (await Recognised.One(Actors.Pump() + "class N : M { public int Limit; public void Widen() => Limit++; }")).Text);
}
