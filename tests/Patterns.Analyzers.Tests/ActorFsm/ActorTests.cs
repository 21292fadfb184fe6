namespace Patterns.Analyzers.Tests.ActorFsm;

public class ActorTests
{
    [Theory]
    [InlineData("class A")]
    [InlineData("sealed record A")]
    [InlineData("partial class A")]
    [InlineData("class A<T>")]
    [InlineData("class A(string name)")]
    [InlineData("internal sealed class A : IDisposable { public void Dispose() { } } class B")]
    public async Task Every_kind_of_type_can_be_an_actor(string declaration)
    {
        var found = await Recognised.One(Actors.Channel(declaration));
        Assert.Equal(("actor", "high", "TiKV"), (found.Role, found.Confidence, found.Closest));
    }

    [Fact]
    public async Task An_actor_nested_in_another_type_is_reported_alone() => Assert.Equal("A", (await Recognised.One(Actors.Channel("class Outer { public class A").Replace("record Put", "} record Put"))).Text);

    [Fact]
    public async Task The_message_names_the_members_that_prove_it()
    {
        var message = (await Recognised.One(Actors.Channel())).Message;
        Assert.All(["'Post' only puts a message into 'inbox'", "'Run' takes one after another", "'Handle' tells the kinds of messages apart"], part => Assert.Contains(part, message));
    }

    [Theory]
    [InlineData("while (await inbox.Reader.WaitToReadAsync()) while (inbox.Reader.TryRead(out var message)) Handle(message);")]
    [InlineData("var reader = inbox.Reader; while (true) { var message = await reader.ReadAsync(); Handle(message); }")]
    [InlineData("await Task.Run(async () => { await foreach (var message in inbox.Reader.ReadAllAsync()) Handle(message); });")]
    [InlineData("await Loop(); async Task Loop() { await foreach (var message in inbox.Reader.ReadAllAsync()) Handle(message); }")]
    public async Task The_loop_may_take_in_many_ways(string loop) => await Recognised.One(Actors.Channel(loop: loop));

    [Theory]
    [InlineData("void Handle(object m) { _ = m switch { Put p => values[p.Key] = p.Value, Drop d => values.Remove(d.Key) ? 1 : 0, _ => 0 }; }")]
    [InlineData("void Handle(object m) { if (m is Put p) values[p.Key] = p.Value; else if (m is Drop d) values.Remove(d.Key); }")]
    [InlineData("readonly Dictionary<Type, Action<object>> table = new(); void Handle(object m) { if (table.TryGetValue(m.GetType(), out var h)) h(m); values.Clear(); }")]
    [InlineData("Task Handle(object m) => Next(m); async Task Next(object m) { await Task.Yield(); switch (m) { case Put p: values.Add(p.Key, 1); break; case Drop: values.Clear(); break; } }", "await Handle(message)")]
    public async Task Kinds_are_told_apart_in_many_ways(string handle, string call = "Handle(message)") =>
        await Recognised.One(Actors.Channel(loop: $"await foreach (var message in inbox.Reader.ReadAllAsync()) {call};", handle: handle));

    [Fact]
    public async Task Kinds_may_be_told_apart_by_an_enum_in_the_message() => await Recognised.One(Actors.Channel(handle: """
        void Handle(object message) => Do((Command)message);
        void Do(Command c) { switch (c.Kind) { case Kind.Put: values[c.Key] = 1; break; case Kind.Drop: values.Remove(c.Key); break; } }
        """).Replace("<object>", "<Command>").Replace("object message", "Command message") + "enum Kind { Put, Drop } record Command(Kind Kind, string Key);");

    [Fact]
    public async Task Messages_may_know_what_they_do() => Assert.Contains("'Loop' lets each of 2 kinds of messages do its own work", (await Recognised.One("""
        using System.Collections.Concurrent;
        interface ICommand { void Do(A actor); }
        class Up : ICommand { public void Do(A actor) => actor.Add(1); }
        class Down : ICommand { public void Do(A actor) => actor.Add(-1); }
        class A
        {
            readonly BlockingCollection<ICommand> inbox = new(9); int level;
            public void Post(ICommand command) => inbox.Add(command);
            internal void Add(int step) => level += step;
            void Loop() { foreach (var command in inbox.GetConsumingEnumerable()) { command.Do(this); level++; } }
        }
        """)).Message);

    [Fact]
    public async Task A_pump_behind_a_flag_is_a_mailbox()
    {
        var found = await Recognised.One(Actors.Pump());
        Assert.Equal(("mailbox", "high", "TiKV"), (found.Role, found.Confidence, found.Closest));
    }

    [Fact]
    public async Task A_mailbox_may_keep_its_messages_in_a_queue_of_its_own_make() => Assert.Equal("mailbox", (await Recognised.One(Actors.Pump("for (var i = 0; i < 9; i++) { var message = queue.Pop(); if (message is null) break; consumer(message); }")
        .Replace("ConcurrentQueue<object> queue = new()", "IQueue queue = null!").Replace("queue.Enqueue", "queue.Push") + "interface IQueue { void Push(object m); object? Pop(); }")).Role);

    [Theory]
    [InlineData("Handle(message);", "mailbox")]
    [InlineData("Handle(null!);", "")]
    public async Task A_mailbox_may_leave_the_handler_to_those_who_derive_from_it(string handle, string role) => Assert.Equal(role, string.Join(" ", (await Recognised.All(
        Actors.Pump($"while (queue.TryDequeue(out var message)) {handle}").Replace("class M", "abstract class M").Replace("readonly Action<object> consumer = null!;", "protected abstract void Handle(object message);")
            + "class N : M { protected override void Handle(object message) { } }")).Select(found => found.Role)));

    [Theory]
    [InlineData("var before = Interlocked.CompareExchange(ref running, 1, 0); if (before == 0)", 1)]
    [InlineData("var before = Interlocked.CompareExchange(ref running, 1, 0); if (queue.Count == 0)", 0)]
    public async Task What_the_flag_was_may_be_kept_for_a_moment(string test, int mailboxes) => Assert.Equal(mailboxes, (await Recognised.All(
        Actors.Pump().Replace("if (Interlocked.CompareExchange(ref running, 1, 0) == 0)", test))).Count());

    [Fact]
    public async Task An_end_of_a_pipe_with_a_thread_of_its_own_is_an_actor()
    {
        var found = await Recognised.One("""
            class Pipe { public void Send(string s) { } }
            interface IHandler { void Run(Pipe pipe); }
            class P
            {
                readonly Pipe near = new(); readonly Pipe far = new(); readonly IHandler handler = null!; readonly Thread thread;
                public P() { thread = new Thread(Work); thread.Start(); }
                void Work() => handler.Run(far);
                public void Send(string s) => near.Send(s);
            }
            """);
        Assert.Equal(("P", "medium", "Prometheus"), (found.Text, found.Confidence, found.Closest));
    }

    [Theory]
    [InlineData("var first = await Task.WhenAny(tasks); stop.Cancel(); await Task.WhenAll(tasks);")]
    [InlineData("await Task.WhenAny(tasks); foreach (var loop in loops) loop.End();")]
    public async Task Loops_that_end_together_are_a_run_group(string end)
    {
        var found = await Recognised.One($$"""
            interface ILoop { Task Run(CancellationToken token); void End(); }
            class G(IEnumerable<ILoop> given)
            {
                readonly List<ILoop> loops = given.ToList(); readonly CancellationTokenSource stop = new();
                public async Task Run() { var tasks = loops.Select(loop => loop.Run(stop.Token)).ToList(); {{end}} }
            }
            """);
        Assert.Equal(("run-group", "Prometheus"), (found.Role, found.Closest));
    }
}
