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

    [Fact]
    public async Task A_selector_may_be_a_class_of_its_own() => Assert.Equal(["Poller event-loop"], await In("""
        class Selector { public List<Socket> Select(List<Socket> all) { Socket.Select(all, null, null, 5); return all; } }
        class Poller { Selector selector = new(); Dictionary<Socket, IHandler> table = new(); public void Run() { while (true) { var ready = selector.Select(new(table.Keys)); foreach (var one in ready) table[one].On(one); } } }
        """));

    [Fact]
    public async Task A_native_function_may_run_the_whole_loop() => Assert.Equal(["Loop event-loop"], await In("""
        class Loop { [DllImport("uv")] static extern int uv_run(nint loop, int mode); public void Run() => uv_run(0, 0); }
        """));

    [Theory]
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
