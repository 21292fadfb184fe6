using Patterns.Analyzers.Reactor;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Reactor;

public sealed class RecognitionTests
{
    private const string Members = """
        private readonly Dictionary<Socket, IHandler> _all = new();
        public void Run() { while (true) { var ready = new List<Socket>(_all.Keys); Socket.Select(ready, null, null, 1000); foreach (var one in ready) if (_all.TryGetValue(one, out var handler)) handler.On(one); } }
        """;

    [Theory]
    [InlineData("public sealed class Poller { MEMBERS }")]
    [InlineData("public record Poller { MEMBERS }")]
    [InlineData("public readonly struct Poller { public Poller() { } MEMBERS }")]
    [InlineData("public record struct Poller { public Poller() { } MEMBERS }")]
    [InlineData("public class Poller<T> { MEMBERS }")]
    [InlineData("public class Outer { public class Poller { MEMBERS } }")]
    [InlineData("public class Poller(int size) { public int Size => size; MEMBERS }")]
    [InlineData("public partial class Poller { MEMBERS } partial class Poller { int other; }")]
    public async Task Any_kind_of_declaration_can_be_a_loop(string declaration) =>
        Assert.Equal(["Poller event-loop"], await In(declaration.Replace("MEMBERS", Members, StringComparison.Ordinal)));

    [Theory]
    [InlineData("for (;;) { epoll_wait(1, events, 8, -1); foreach (var one in events) table[one].On(null); }")]
    [InlineData("do { epoll_wait(1, events, 8, -1); for (var i = 0; i < 8; i++) changed(events[i]); } while (true);")]
    [InlineData("while (true) { var count = Wait(); for (var i = 0; i < count; i++) table[events[i]].On(null); }")]
    [InlineData("while (true) Turn(); void local() { }")]
    [InlineData("new Thread(() => { while (true) { epoll_wait(1, events, 8, -1); table[events[0]].On(null); } }).Start();")]
    [InlineData("while (true) { epoll_wait(1, events, 8, -1); switch (kinds[0]) { case Kind.In: break; case Kind.Out: break; case Kind.Hup: break; } }")]
    public async Task The_wait_and_the_dispatch_can_stand_in_the_loop_or_behind_it(string code) => Assert.Equal(["Poller event-loop"], await In($$"""
        enum Kind { In, Out, Hup }
        class Poller
        {
            long[] events = new long[8]; Kind[] kinds = new Kind[8]; Dictionary<long, IHandler> table = new(); Action<long> changed;
            [DllImport("libc")] static extern int epoll_wait(int d, long[] events, int size, int timeout);
            int Wait() => epoll_wait(1, events, 8, -1);
            void Turn() { if (Wait() > 0) table[events[0]].On(null); }
            public void Run() { {{code}} }
        }
        """));

    [Theory]
    [InlineData("""[LibraryImport("libc", EntryPoint = "epoll_wait")] private static partial int Look(int d, long[] events, int size, int timeout);""")]
    [InlineData("""[DllImport("kernel32", EntryPoint = "GetQueuedCompletionStatusEx")] static extern int Look(int d, long[] events, int size, int timeout);""")]
    [InlineData("""[DllImport("libc", EntryPoint = "poll")] static extern int Look(int d, long[] events, int size, int timeout);""")]
    [InlineData("""[DllImport("shim", EntryPoint = "shim_io_uring_wait_cqe")] static extern int Look(int d, long[] events, int size, int timeout);""")]
    public async Task An_import_is_told_by_its_entry_point(string import) => Assert.Equal(["Poller event-loop"], await In($$"""
        partial class Poller { long[] events = new long[8]; Dictionary<long, IHandler> table = new(); {{import}} public void Run() { while (true) { Look(1, events, 8, -1); table[events[0]].On(null); } } }
        """));

    [Theory]
    [InlineData("var all = handles.ToArray(); while (true) { var n = WaitHandle.WaitAny(all); calls[n](n); }", true)]
    [InlineData("while (true) { var all = handles.Select(h => h).ToArray(); var n = WaitForMultipleObjects(all); var done = all[n]; foreach (var call in calls.Where((c, i) => handles[i] == done)) call(n); }", true)]
    [InlineData("var all = handles.ToArray(); while (true) { var n = WaitHandle.WaitAny(all); if (n == 0) return; work(n); }", false)]
    [InlineData("var all = new[] { stop, handles[0] }; while (true) { if (WaitHandle.WaitAny(all) == 0) return; calls[0](1); }", false)]
    public async Task Handles_can_be_registered_with_what_is_called(string code, bool isLoop) => Assert.Equal(isLoop ? ["Waiter event-loop"] : [], await In($$"""
        class Waiter
        {
            readonly List<WaitHandle> handles = new(); readonly List<Action<int>> calls = new(); readonly Action<int> work; readonly WaitHandle stop;
            static int WaitForMultipleObjects(WaitHandle[] all) => 0;
            public void Register(WaitHandle handle, Action<int> call) { handles.Add(handle); calls.Add(call); }
            public void Run() { {{code}} }
        }
        """));

    [Fact]
    public async Task A_selector_may_be_a_class_of_its_own() => Assert.Equal(["Poller event-loop"], await In("""
        class Selector { public List<Socket> Select(List<Socket> all) { Socket.Select(all, null, null, 5); return all; } }
        class Poller { Selector selector = new(); Dictionary<Socket, IHandler> table = new(); public void Run() { while (true) { var ready = selector.Select(new(table.Keys)); foreach (var one in ready) table[one].On(one); } } }
        """));

    [Fact]
    public async Task A_native_function_may_run_the_whole_loop() => Assert.Equal(["Loop event-loop"], await In("""
        class Loop { [DllImport("uv")] static extern int uv_run(nint loop, int mode); public void Run() => uv_run(0, 0); }
        """));

    [Fact]
    public async Task A_selector_may_wait_by_a_static_adapter() => Assert.Equal(["Poller event-loop"], await In("""
        static class Adapter { public static void Select(List<Socket> all, int timeout) => Socket.Select(all, null, null, timeout); }
        class Selector { public List<Socket> Ready(List<Socket> all) { Adapter.Select(all, 5); Socket unused = null; return all; } }
        class Poller { Selector selector = new(); Dictionary<Socket, IHandler> table = new(); public void Run() { while (true) { var ready = selector.Ready(new(table.Keys)); foreach (var one in ready) table[one].On(one); } } }
        """));

    [Theory]
    [InlineData("Task.Factory.StartNew(Loop, TaskCreationOptions.LongRunning);")]
    [InlineData("new Thread(Loop).Start();")]
    [InlineData("new Thread(() => Native.Run()).Start();")]
    public async Task A_thread_can_be_given_to_a_native_loop_that_the_same_library_ends(string start) => Assert.Equal(["Client event-loop"], await In($$"""
        static class Native
        {
            [DllImport("db")] static extern int db_run_network(); [DllImport("db")] static extern int db_stop_network();
            public static int Run() => db_run_network(); public static int Stop() => db_stop_network();
        }
        class Client { public void Start() { {{start}} } void Loop() => Native.Run(); }
        """));

    [Fact]
    public async Task Who_keeps_the_wrapper_of_a_native_loop_and_runs_it_is_its_host() => Assert.Equal(["Loop event-loop", "Executor host"], await In("""
        class Loop { [DllImport("uv")] static extern int uv_run(nint loop, int mode); public void Run() => uv_run(0, 0); public void Close() { } }
        class Executor { readonly Loop loop = new(); public void Start() => new Thread(() => loop.Run()).Start(); }
        class Owner { readonly Loop loop = new(); public void Stop() => loop.Close(); }
        """));

    [Theory]
    [InlineData("if (one.Kind == Kind.In) { } else if (one.Kind == Kind.Out) { } else if (one.Kind == Kind.Hup) { }", "Poller event-loop")]
    [InlineData("if (one.Kind == Kind.In) { } else if (one.Kind == Kind.Out) { }", null)]
    [InlineData("if (one.Kind == Kind.In) { } else if (one.Other == 2) { } else if (one.Kind == Kind.Hup) { }", null)]
    public async Task Kinds_can_be_told_apart_by_a_chain_of_tests(string chain, string? expected) => Assert.Equal(expected is null ? [] : [expected], await In($$"""
        enum Kind { In, Out, Hup }
        struct Event { public Kind Kind; public int Other; }
        class Poller { [DllImport("sdl")] static extern int SDL_PollEvent(out Event one); public void Run() { while (true) while (SDL_PollEvent(out var one) != 0) { {{chain}} } } }
        """));

    [Fact]
    public async Task A_loop_whose_queue_lies_in_another_layer_raises_an_event() => Assert.Equal(["Dispatcher event-loop"], await In("""
        class Dispatcher
        {
            readonly AutoResetEvent wake = new(false); readonly System.Diagnostics.Stopwatch clock = new(); TimeSpan? next; readonly Thread own = Thread.CurrentThread;
            public event Action Signaled; public bool IsOwn => own == Thread.CurrentThread;
            public void Run() { while (true) { Signaled?.Invoke(); TimeSpan? due; lock (wake) due = next; if (due is null) wake.WaitOne(); else wake.WaitOne(due.Value - clock.Elapsed); } }
        }
        """));

    [Theory]
    [InlineData("[DllImport(\"gfx\")] static extern int gfx_run_pass();", "new Thread(Loop).Start();")]
    [InlineData("[DllImport(\"gfx\")] static extern int gfx_run_pass(); [DllImport(\"gfx\")] static extern int gfx_stop_pass();", "Loop();")]
    public async Task A_native_function_that_nothing_ends_or_that_has_no_thread_is_a_call(string imports, string start) =>
        Assert.Empty(await In($"class Client {{ {imports} public void Start() {{ {start} }} void Loop() => gfx_run_pass(); }}"));

    [Theory]
    [InlineData("SDL.PollEvent(out var next)", "public static class SDL { [DllImport(\"SDL3\", EntryPoint = \"SDL_PollEvent\")] public static extern bool PollEvent(out int next); }")]
    [InlineData("SDL.PollEvent(out int next)", "")]
    [InlineData("sdl.PollEvent(out int next)", "")]
    public async Task A_binding_can_split_an_entry_point_over_class_and_member(string wait, string binding) => Assert.Equal(["Window event-loop"], await In($$"""
        class Window { public void Run() { while (true) { while ({{wait}}) switch (next) { case 1: return; case 2: break; case 3: break; } } } } {{binding}}
        """));

    [Fact]
    public async Task A_wait_that_calls_back_needs_no_dispatch_beside_it() => Assert.Equal(["Window event-loop"], await In("""
        class Window
        {
            [DllImport("glfw")] static extern void glfwPollEvents(); [DllImport("glfw")] static extern void glfwSetKeyCallback(Action<int> key);
            public Window() => glfwSetKeyCallback(OnKey); void OnKey(int key) { } public void Run() { while (true) glfwPollEvents(); }
        }
        """));

    [Theory]
    [InlineData("readonly Poller poller = new(); public Reaper() => poller.Add(null, this); public void Start() => poller.Run();")]
    [InlineData("readonly Poller poller; public Reaper() { poller = new(); poller.Add(null, this); }")]
    public async Task Who_keeps_a_loop_and_registers_with_it_is_its_host(string members) =>
        Assert.Equal(["Poller event-loop", "Reaper host"], await In($"{Loop} class Reaper : IHandler {{ {members} public void On(Socket socket) {{ }} }}"));

    [Theory]
    [InlineData("readonly Poller poller; public Reaper(Poller poller) { this.poller = poller; poller.Add(null, this); }")]
    [InlineData("readonly Poller poller = new(); public void Start() => poller.Run();")]
    public async Task Who_only_registers_or_only_starts_is_no_host(string members) =>
        Assert.Equal(["Poller event-loop"], await In($"{Loop} class Reaper : IHandler {{ {members} public void On(Socket socket) {{ }} }}"));

    [Theory]
    [InlineData("class Group : MultithreadEventLoopGroup { }", "Group loop-group")]
    [InlineData("class Loop : SingleThreadEventLoop { }", "Loop event-loop")]
    [InlineData("class Server { void Run() { var workers = new MultithreadEventLoopGroup(); } }", "Server host")]
    [InlineData("class Server(IEventLoopGroup workers) { IEventLoopGroup _workers = workers; void Take(object channel) => _workers.GetNext().RegisterAsync(channel); }", "Server client")]
    [InlineData("class Server { IEventLoopGroup _workers = new MultithreadEventLoopGroup(); Server() => _workers = new MultithreadEventLoopGroup(); void Take(object channel) => _workers.GetNext().RegisterAsync(channel); }", "Server host")]
    [InlineData("abstract class Loop : SingleThreadEventLoop { }", null)]
    [InlineData("class Server { void Run(IEventLoopGroup workers) => Pass(workers); void Pass(object all) { } }", null)]
    public async Task A_loop_of_a_framework_is_derived_from_or_run_also_where_its_assembly_is_missing(string source, string? expected) =>
        Assert.Equal(expected is null ? [] : [expected], await In("namespace Host { using DotNetty.Transport.Channels; " + source + " }"));

    [Fact]
    public async Task The_member_that_runs_the_loop_is_named_before_the_one_that_makes_it()
    {
        var library = Source.Compile("namespace NetMQ { public class NetMQPoller { public void Run() { } public void Add(object one) { } } }").WithAssemblyName("Library").ToMetadataReference();
        var found = await Finds.In<ReactorAnalyzer>(Source.Compile("class Server { NetMQ.NetMQPoller poller; Server() => poller = new(); void Take(object one) => poller.Add(one); void Go() => poller.Run(); }").AddReferences(library));
        Assert.Contains("'Go' runs a 'NetMQPoller'", Assert.Single(found).Message);
    }

    [Theory]
    [InlineData("next++ % loops.Length")]
    [InlineData("Interlocked.Increment(ref next) & 7")]
    public async Task Several_loops_of_which_each_is_next_in_turn_are_a_group(string turn) =>
        Assert.Equal(["Poller event-loop", "Team loop-group"], await In($"{Loop} class Team {{ readonly Poller[] loops = new Poller[8]; int next; public Poller Next() => loops[{turn}]; }}"));

    [Fact]
    public async Task Several_loops_that_are_only_started_are_no_group() => Assert.Equal(["Poller event-loop"], await In(
        Loop + " class Team { readonly Poller[] loops = new Poller[8]; public void Start() { foreach (var one in loops) new Thread(one.Run).Start(); for (var i = 0; i < 8; i++) { var one = loops[i]; new Thread(() => one.Run()).Start(); } } }"));

    private const string Loop = "class Poller { public void Add(Socket socket, IHandler handler) => _all[socket] = handler; " + Members + " }";

    [Theory]
    [InlineData("lock (gate) { while (jobs.Count == 0) Monitor.Wait(gate, Timeout()); } while (jobs.TryDequeue(out var job)) job();")]
    [InlineData("signal.WaitOne(Timeout()); while (jobs.TryDequeue(out var job)) job();")]
    [InlineData("var due = timers.Count > 0 ? timers.Keys[0] - DateTime.UtcNow : TimeSpan.FromSeconds(1); signal.WaitOne(due); while (jobs.Count > 0) { var job = jobs.Dequeue(); job(); }")]
    [InlineData("var wait = (int)(next - Environment.TickCount64); if (wait > 0) signal.WaitOne(wait); Turn();")]
    public async Task A_loop_of_tasks_and_timers_that_knows_its_thread_is_one(string turn) => Assert.Equal(["Dispatcher event-loop"], await In(Tasks(turn)));

    [Theory]
    [InlineData("no timers", "signal.WaitOne(100); while (jobs.TryDequeue(out var job)) job();")]
    [InlineData("nothing posted", "signal.WaitOne(Timeout());")]
    [InlineData("no sleep", "if (Timeout() > 0) Thread.Yield(); while (jobs.TryDequeue(out var job)) job();")]
    public async Task A_loop_of_tasks_is_none_with(string what, string turn) => Assert.Equal([what], [what, .. await In(Tasks(turn))]);

    [Fact]
    public async Task A_loop_of_tasks_that_does_not_know_its_thread_is_an_executor() => Assert.Empty(await In(
        Tasks("signal.WaitOne(Timeout()); while (jobs.TryDequeue(out var job)) job();").Replace("Environment.CurrentManagedThreadId == thread", "thread == 0", StringComparison.Ordinal)));

    private static string Tasks(string turn) => $$"""
        class Dispatcher
        {
            readonly object gate = new(); readonly AutoResetEvent signal = new(false); readonly Queue<Action> jobs = new(); readonly SortedList<DateTime, Action> timers = new(); long next; int thread;
            public bool IsCurrent => Environment.CurrentManagedThreadId == thread;
            int Timeout() => timers.Count == 0 ? -1 : (int)(timers.Keys[0] - DateTime.UtcNow).TotalMilliseconds;
            void Turn() { while (jobs.TryDequeue(out var job)) job(); }
            public void Run() { while (true) { {{turn}} } }
        }
        """;

    [Theory]
    [InlineData("threads that are started in a loop", "class Poller { Dictionary<long, IHandler> table = new(); long[] events = new long[8]; [DllImport(\"libc\")] static extern int epoll_wait(int d, long[] e, int n, int t); void Once() { epoll_wait(1, events, 8, -1); table[1].On(null); } public void Start() { for (var i = 0; i < 4; i++) new Thread(() => Once()).Start(); } }")]
    [InlineData("results told apart by range", "class Reader { [DllImport(\"libc\")] static extern int poll(int[] all, int n, int t); [DllImport(\"libc\")] static extern int read(int one); public void Run() { while (poll(null, 1, 0) > 0) switch (read(0)) { case > 0: break; case 0: return; default: return; } } }")]
    [InlineData("a timeout by select", "class Client { public bool Ready(Socket one) { var list = new List<Socket> { one }; Socket.Select(list, null, null, 1000); return list.Count > 0; } }")]
    [InlineData("a wrapper for callers", "class Ring { long[] events = new long[8]; [DllImport(\"libc\")] static extern int epoll_wait(int d, long[] e, int n, int t); public int Wait() { int got; do { got = epoll_wait(1, events, 8, -1); } while (got < 0); return got; } }")]
    [InlineData("two events", "class Worker { AutoResetEvent go = new(false), stop = new(false); Action work; public void Run() { while (WaitHandle.WaitAny(new WaitHandle[] { go, stop }) == 0) work(); } }")]
    [InlineData("a consumer", "class EventLoop { System.Collections.Concurrent.BlockingCollection<Action> jobs = new(); public void Run() { foreach (var job in jobs.GetConsumingEnumerable()) job(); } }")]
    [InlineData("frames", "class MainLoop { Action<int> frame; public void Run() { while (true) { frame(1); Thread.Sleep(16); } } }")]
    [InlineData("a query", "class Dispatcher { Dictionary<int, IHandler> table = new(); public void Run() { while (true) { var ready = from one in table select one.Value; foreach (var handler in ready) handler.On(null); } } }")]
    [InlineData("a namesake", "static class Native { public static int epoll_wait(int d) => d; } class Reactor { Dictionary<long, IHandler> table = new(); public void Run() { while (true) { Native.epoll_wait(1); table[1].On(null); } } }")]
    public async Task It_is_silent_for(string what, string source) => Assert.Equal([what], [what, .. await In(source)]);

    private static async Task<string[]> In(string source) => [.. (await Finds.In<ReactorAnalyzer>("""
        using System; using System.Collections.Generic; using System.Net.Sockets; using System.Runtime.InteropServices; using System.Threading; using System.Threading.Tasks;
        public interface IHandler { void On(Socket socket); }

        """ + source)).Where(found => found.Id == "PAT0300").Select(found => $"{found.Text} {found.Role}")];
}
