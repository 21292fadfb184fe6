using Patterns.Analyzers.ActorFsm;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.ActorFsm;

public class ConventionTests
{
    private const string Proto = """

        namespace Proto
        {
            public interface IActor { Task ReceiveAsync(IContext context); }
            public interface IContext { object Message { get; } string Self { get; } void Send(string to, object m); void Respond(object m); Task<T> RequestAsync<T>(string to, object m); }
        }
        """;

    [Theory]
    [InlineData("public async Task ReceiveAsync(Proto.IContext c) { {|PAT1101:Thread.Sleep(9)|}; await Task.Yield(); }")]
    [InlineData("public async Task ReceiveAsync(Proto.IContext c) { level = {|PAT1101:Load().Result|}; await Task.Yield(); }")]
    [InlineData("public Task ReceiveAsync(Proto.IContext c) { {|PAT1101:Load().Wait()|}; return Task.CompletedTask; }")]
    [InlineData("public Task ReceiveAsync(Proto.IContext c) { level = {|PAT1101:Load().GetAwaiter().GetResult()|}; return Task.CompletedTask; }")]
    [InlineData("readonly SemaphoreSlim gate = new(1); public Task ReceiveAsync(Proto.IContext c) { {|PAT1101:gate.Wait()|}; return Task.CompletedTask; }")]
    [InlineData("public Task ReceiveAsync(Proto.IContext c) => Do(); Task Do() { {|PAT1101:Task.WaitAll(Load())|}; return Load(); }")]
    public Task A_handler_that_blocks(string members) => Reports("PAT1101", members);

    [Theory]
    [InlineData("public async Task ReceiveAsync(Proto.IContext c) { await Task.Delay(9); level = await Load(); }")]
    [InlineData("public async Task ReceiveAsync(Proto.IContext c) { var a = Load(); await Task.WhenAll(a); level = a.Result; }")]
    [InlineData("public async Task ReceiveAsync(Proto.IContext c) { var a = Load(); await a; level = a.Result; }")]
    [InlineData("public Task ReceiveAsync(Proto.IContext c) => Task.Run(() => Thread.Sleep(9));")]
    [InlineData("public Task ReceiveAsync(Proto.IContext c) { Thread.Sleep(0); return Load().ContinueWith(t => t.Result); }")]
    [InlineData("public Task ReceiveAsync(Proto.IContext c) => Task.CompletedTask; public void Dispose() => Load().Wait();")]
    public Task A_handler_that_does_not_block(string members) => Reports("PAT1101", members);

    [Theory]
    [InlineData("_ = Task.Run(() => {|PAT1102:level = 3|});")]
    [InlineData("ThreadPool.QueueUserWorkItem(_ => {|PAT1102:level++|});")]
    [InlineData("Task.Run(() => {|PAT1102:Change()|}); } void Change() { level = 4;")]
    [InlineData("_ = Load().ContinueWith(t => {|PAT1102:level = t.Result|});")]
    [InlineData("new Thread(() => {|PAT1102:names.Add(\"x\")|}).Start();")]
    [InlineData("_ = Safe.Run(async () => { await Task.Yield(); {|PAT1102:level = 5|}; });")]
    [InlineData("_timer = new Timer(_ => {|PAT1102:level = 6|}); } Timer? _timer; void No() {")]
    public Task State_that_leaves_the_loop(string statement) => Reports("PAT1102", Beside(statement));

    [Theory]
    [InlineData("_ = Task.Run(() => c.Send(c.Self, 1));")]
    [InlineData("_ = Task.Run(() => { var level = 3; level++; });")]
    [InlineData("_ = Task.Run(() => { lock (names) level = 3; });")]
    [InlineData("Local().Wait(); async Task Local() => await Task.Run(() => level = 3);")]
    [InlineData("_ = Task.Run(() => unread = 3); } int unread; void No() {")]
    [InlineData("_ = Task.Run(() => Poll()); } int polled; void Poll() { polled = 3; Tell(); } void Tell() { Console.Write(polled);")]
    public Task State_that_stays(string statement) => Reports("PAT1102", Beside(statement));

    [Fact]
    public Task A_scheduler_that_keeps_the_turn_takes_continuations() => Verify<ActorFsmAnalyzer>.Reports("PAT1102", """
        namespace Orleans { public class Grain { } }
        class G : Orleans.Grain { int level; public int Level() => level; public Task Load() { _ = Task.Delay(1).ContinueWith(t => level = 1); return Task.CompletedTask; } }
        """);

    [Theory]
    [InlineData("{|PAT1103:Channel.CreateUnbounded<object>()|}", "inbox.Writer.TryWrite(message);")]
    [InlineData("Channel.CreateBounded<object>(9)", "inbox.Writer.TryWrite(message);")]
    [InlineData("Channel.CreateUnbounded<object>()", "if (inbox.Reader.Count < 99) inbox.Writer.TryWrite(message);")]
    public Task An_inbox_without_end(string creation, string post) => Verify<ActorFsmAnalyzer>.Reports("PAT1103", Actors.Channel("public class A", post: post).Replace("Channel.CreateBounded<object>(9)", creation));

    [Fact]
    public Task An_inbox_of_an_internal_actor_is_filled_by_its_own_project() => Verify<ActorFsmAnalyzer>.Reports("PAT1103", Actors.Channel().Replace("CreateBounded<object>(9)", "CreateUnbounded<object>()"));

    [Theory]
    [InlineData("class Put { public int Value { get; set; } }", "{|PAT1104:Put put|}")]
    [InlineData("class Put { public int Value; }", "{|PAT1104:Put put|}")]
    [InlineData("class Put { public int Value => Values.Count; public List<int> Values { get; } = new(); }", "Put put")]
    [InlineData("record Put(int Value, Dictionary<int, int> More);", "Put put")]
    [InlineData("record Put(int Value, IReadOnlyList<int> More);", "Put put")]
    [InlineData("class Put { public int Value { get; init; } }", "Put put")]
    [InlineData("record Put(int Value);", "Put put")]
    [InlineData("class Put { public int Value { get; private set; } }", "Put put")]
    [InlineData("struct Put { public int Value { get; set; } }", "Put put")]
    public Task Messages(string message, string pattern) => Verify<ActorFsmAnalyzer>.Reports("PAT1104", $$"""
        class A : Proto.IActor { int level; public Task ReceiveAsync(Proto.IContext c) { switch (c.Message) { case {{pattern}}: level = put.Value; break; case string: level = 0; break; } return Task.CompletedTask; } }
        {{message}}
        """ + Proto);

    [Theory]
    [InlineData("new(1, all)", "{|PAT1104:Put put|}")]
    [InlineData("new(1, null) { More = all }", "{|PAT1104:Put put|}")]
    [InlineData("new(1, new List<int>(all))", "Put put")]
    [InlineData("new(1, more)", "Put put")]
    public Task A_collection_that_the_sender_keeps(string creation, string pattern) => Verify<ActorFsmAnalyzer>.Reports("PAT1104", $$"""
        class A : Proto.IActor { int level; public Task ReceiveAsync(Proto.IContext c) { switch (c.Message) { case {{pattern}}: level = put.Value; break; case string: level = 0; break; } return Task.CompletedTask; } }
        record Put(int Value, List<int> More);
        class Sender { readonly List<int> all = new(); public Put Make(List<int> more) => {{creation}}; }
        """ + Proto);

    [Theory]
    [InlineData("await foreach (var message in inbox.Reader.ReadAllAsync()) {|PAT1105:Handle(message)|};")]
    [InlineData("try { await foreach (var message in inbox.Reader.ReadAllAsync()) {|PAT1105:Handle(message)|}; } catch (Exception) { }")]
    [InlineData("await foreach (var message in inbox.Reader.ReadAllAsync()) try { Handle(message); } catch (Exception) { }")]
    [InlineData("while (true) try { await foreach (var message in inbox.Reader.ReadAllAsync()) Handle(message); } catch (Exception) { }")]
    [InlineData("await foreach (var message in inbox.Reader.ReadAllAsync()) Safe(message); } void Safe(object message) { try { Handle(message); } catch (Exception) { }")]
    public Task A_pump(string loop) => Verify<ActorFsmAnalyzer>.Reports("PAT1105", Actors.Channel(loop: loop));

    [Theory]
    [InlineData("while (queue.TryDequeue(out var message)) consumer(message); {|PAT1105:Volatile.Write(ref running, 0)|};")]
    [InlineData("while (queue.TryDequeue(out var message)) consumer(message); {|PAT1105:running = 0|};")]
    [InlineData("while (queue.TryDequeue(out var message)) try { consumer(message); } catch (Exception) { } running = 0;")]
    [InlineData("try { while (queue.TryDequeue(out var message)) consumer(message); } finally { running = 0; }")]
    public Task A_flag(string drain) => Verify<ActorFsmAnalyzer>.Reports("PAT1105", Actors.Pump().Replace("try { while (queue.TryDequeue(out var message)) consumer(message); } finally { Volatile.Write(ref running, 0); }", drain));

    [Theory]
    [InlineData("{|PAT1106:Enter()|}; state = S.Open;", "Fire(E.Turn);")]
    [InlineData("state = S.Open; Enter();", "Fire(E.Turn);")]
    [InlineData("Enter(); state = S.Open;", "Task.Run(() => Fire(E.Turn));")]
    [InlineData("Enter(); state = S.Open;", "Sound();")]
    public Task An_action_that_feeds_its_machine(string transition, string action) => Verify<ActorFsmAnalyzer>.Reports("PAT1106", Actors.Machine($$"""
        public void Fire(E e)
        {
            switch (state)
            {
                case S.Closed: if (e == E.Push) { {{transition}} } else if (e == E.Turn) state = S.Locked; break;
                case S.Open: if (e == E.Pull) state = S.Closed; break;
                case S.Locked: if (e == E.Turn) state = S.Closed; break;
            }
        }
        void Enter() { {{action}} }
        """));

    [Theory]
    [InlineData("level = await {|PAT1106:c.RequestAsync<int>(c.Self, 1)|};")]
    [InlineData("level = await c.RequestAsync<int>(\"other\", 1);")]
    [InlineData("_ = c.RequestAsync<int>(c.Self, 1); await Task.Yield();")]
    public Task A_request_to_oneself(string statement) => Reports("PAT1106", $"public async Task ReceiveAsync(Proto.IContext c) {{ {statement} }}");

    [Fact]
    public Task An_own_member_that_asks() => Verify<ActorFsmAnalyzer>.Reports("PAT1106", Actors.Channel(loop: "await foreach (var message in inbox.Reader.ReadAllAsync()) await Handle(message);", handle: """
        async Task Handle(object message) { switch (message) { case Put put: values[put.Key] = await {|PAT1106:Ask(put.Key)|}; break; case Get get: get.Reply.TrySetResult(values[get.Key]); break; } }
        public Task<int> Ask(string key) { var reply = new TaskCompletionSource<int>(); Post(new Get(key, reply)); return reply.Task; }
        """));

    [Theory]
    [InlineData("t.Elapsed += (_, _) => {|PAT1107:m.Fire(1)|};", "m.Fire(2);")]
    [InlineData("t.Elapsed += Late; } void Late(object? s, EventArgs e) { {|PAT1107:m.Fire(1)|};", "m.Fire(2);")]
    [InlineData("t.Elapsed += Late; } void Late(object? s, EventArgs e) { lock (t) m.Fire(1);", "lock (t) m.Fire(2);")]
    [InlineData("t.Elapsed += (_, _) => m.Fire(1);", "Console.Write(2);")]
    [InlineData("t.Start();", "m.Fire(2);")]
    public Task A_machine_with_two_entries(string start, string fire) => Verify<ActorFsmAnalyzer>.Reports("PAT1107", $$"""
        namespace Stateless { public class StateMachine<S, T> { public void Configure(S s) { } public void Fire(T t) { } } }
        class Alarm
        {
            readonly Stateless.StateMachine<int, int> m = new(); readonly System.Timers.Timer t = new();
            public Alarm() { m.Configure(0); {{start}} }
            public void Press() { {{fire}} }
        }
        """);

    [Theory]
    [InlineData("if (level < 1) { {|PAT1108:c.Respond(0)|}; } level--; c.Respond(1);")]
    [InlineData("if (level < 1) {|PAT1108:c.Send(who, 0)|}; level--; c.Send(who, 1);")]
    [InlineData("if (level < 1) { c.Respond(0); return Task.CompletedTask; } level--; c.Respond(1);")]
    [InlineData("if (level < 1) { c.Respond(0); } else { level--; c.Respond(1); }")]
    [InlineData("if (level < 1) c.Send(\"audit\", 0); level--; c.Send(who, 1);")]
    [InlineData("if (level < 1) c.Respond(0); c.Respond(1);")]
    public Task A_refusal(string statements) => Reports("PAT1108", $"string who = \"\"; public Task ReceiveAsync(Proto.IContext c) {{ {statements} return Task.CompletedTask; }}");

    private static string Beside(string statement) => $"readonly List<string> names = new(); public Task ReceiveAsync(Proto.IContext c) {{ if (level > names.Count) level = 0; Do(c); return Task.CompletedTask; }} void Do(Proto.IContext c) {{ {statement} }}";

    private static Task Reports(string id, string members) => Verify<ActorFsmAnalyzer>.Reports(id, $$"""
        class A : Proto.IActor { int level; Task<int> Load() => Task.FromResult(1); {{members}} }
        static class Safe { public static Task Run(Func<Task> body) => body(); }
        """ + Proto);
}
