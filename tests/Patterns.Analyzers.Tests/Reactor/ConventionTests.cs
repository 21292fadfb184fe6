using Patterns.Analyzers.Reactor;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Reactor;

public sealed class ConventionTests
{
    [Theory]
    [InlineData("[|handler.On(one)|];")]
    [InlineData("try { [|handler.On(one)|]; } catch (TimeoutException) { }")]
    [InlineData("try { handler.On(one); } catch (Exception) { }")]
    [InlineData("ThreadPool.QueueUserWorkItem(_ => handler.On(one));")]
    public Task Handlers_are_isolated(string dispatch) => Holds("PAT0301", Loop(dispatch));

    [Theory]
    [InlineData("ThreadPool.QueueUserWorkItem(_ => handler.On(one));")]
    [InlineData("Task.Run(() => handler.On(one));")]
    [InlineData("[|handler.On(one)|];")]
    public Task A_handler_that_another_thread_runs_is_isolated_also_one_call_away(string hand) =>
        Holds("PAT0301", Loop("Hand(handler, one);", member: $"void Hand(IHandler handler, Socket one) {{ Hand(new[] {{ handler }}, one); }} void Hand(IHandler[] all, Socket one) {{ foreach (var handler in all) {hand} }}"));

    [Theory]
    [InlineData("_done = true;", "connection.Mark()")]
    [InlineData("lock (this) { if (_done) return; _done = true; _signal.Set(); }", "connection.Mark()")]
    [InlineData("if (_done) throw new InvalidOperationException();", "[|connection.Mark()|]")]
    [InlineData("Ended?.Invoke();", "[|connection.Mark()|]")]
    [InlineData("_socket.Send(new byte[1]);", "[|connection.Mark()|]")]
    public Task A_member_that_only_keeps_books_needs_no_isolation(string code, string dispatch) => Holds("PAT0301", $$"""
        class Connection { bool _done; readonly ManualResetEventSlim _signal = new(); readonly Socket _socket = null; public Action Ended; public void Mark() { {{code}} } }
        class Poller
        {
            readonly long[] events = new long[8]; readonly Dictionary<long, Connection> _all = new(); [System.Runtime.InteropServices.DllImport("libc")] static extern int epoll_wait(int d, long[] e, int n, int t);
            public void Run() { while (true) { epoll_wait(1, events, 8, 100); if (_all.Remove(events[0], out var connection)) {{dispatch}}; } }
        }
        """);

    [Theory]
    [InlineData("Environment.FailFast(null);", "_table[events[0]].On(null)")]
    [InlineData("Fatal.FailFast();", "_table[events[0]].On(null)")]
    [InlineData("Fatal.End();", "_table[events[0]].On(null)")]
    [InlineData("Console.WriteLine();", "[|_table[events[0]].On(null)|]")]
    public Task A_handler_may_be_meant_to_end_the_process(string failure, string dispatch) => Holds("PAT0301", $$"""
        static class Fatal { public static void FailFast() { } public static void End() => Environment.Exit(1); }
        class Poller
        {
            readonly long[] events = new long[8]; readonly Dictionary<long, IHandler> _table = new(); [System.Runtime.InteropServices.DllImport("libc")] static extern int epoll_wait(int d, long[] e, int n, int t);
            public void Run() { try { while (true) { epoll_wait(1, events, 8, 100); {{dispatch}}; } } catch (Exception) { {{failure}} } }
        }
        """);

    [Theory]
    [InlineData("[|Thread.Sleep(10)|];")]
    [InlineData("[|Task.Delay(10).Wait()|];")]
    [InlineData("var bytes = [|one.ReceiveAsync(buffer).Result|];")]
    [InlineData("var bytes = [|one.ReceiveAsync(buffer).GetAwaiter().GetResult()|];")]
    [InlineData("Nap();")]
    [InlineData("Thread.Sleep(0);")]
    [InlineData("_ = Task.Run(() => Thread.Sleep(10));")]
    [InlineData("var span = TimeSpan.FromSeconds(buffer.Length); if ([|span.Milliseconds|] > 0) handler.On(one);")]
    [InlineData("var span = TimeSpan.FromSeconds(buffer.Length); Console.Write(span.Milliseconds); if (span.TotalMilliseconds > 0) handler.On(one);")]
    [InlineData("if (TimeSpan.FromMilliseconds(5).Milliseconds > buffer.Length) handler.On(one);")]
    public Task The_loop_thread_never_blocks(string code) =>
        Holds("PAT0302", Loop("handler.On(one); " + code, member: code == "Nap();" ? "void Nap() { [|Thread.Sleep(5)|]; }" : ""));

    [Theory]
    [InlineData("if (_count > 0) epoll_wait(1, events, 8, 100); else Thread.Sleep(100);")]
    [InlineData("if (_count == 0) Thread.Sleep(100); else Wait();")]
    [InlineData("if (_count > 0) epoll_wait(1, events, 8, 100); else { } [|Thread.Sleep(100)|];")]
    [InlineData("epoll_wait(1, events, 8, 100); if (_count > 0) _count = 0; else [|Thread.Sleep(100)|];")]
    public Task A_sleep_may_stand_in_the_place_of_the_wait(string wait) =>
        Holds("PAT0302", Native(wait, "int _count; void Wait() => epoll_wait(1, events, 8, 100);"));

    [Theory]
    [InlineData("bool _stop;", "class Command : IHandler { readonly Poller poller = null; public void On(Socket socket) => poller.Stop(); }")]
    [InlineData("bool [|_stop|];", "class Command { readonly Poller poller = null; public void On(Socket socket) => poller.Stop(); }")]
    [InlineData("bool [|_stop|];", "class Command : IHandler { readonly Poller poller = null; public void On(Socket socket) => poller.Stop(); } class Owner { readonly Poller poller = null; public void End() => poller.Stop(); }")]
    public Task A_flag_that_only_handlers_set_stays_on_the_thread_of_the_loop(string field, string callers) =>
        Holds("PAT0303", Loop("handler.On(one);", field, "public void Stop() => _stop = true;") + callers);

    [Theory]
    [InlineData("bool [|_stop|];", "public void Stop() => _stop = true;")]
    [InlineData("volatile bool _stop;", "public void Stop() => _stop = true;")]
    [InlineData("bool _stop;", "public void Stop() { }")]
    [InlineData("bool _stop;", "public Poller() => _stop = false;")]
    public Task The_stop_flag_is_visible(string field, string member) => Holds("PAT0303", Loop("handler.On(one);", field, member));

    [Theory]
    [InlineData("_stop = false; new Thread(Run).Start();")]
    [InlineData("new Thread(Run).Start(); [|_stop = false|];")]
    [InlineData("new Thread(Run).Start(); _other = false;")]
    public Task State_is_set_before_the_thread_starts(string start) => Holds("PAT0304", Loop("handler.On(one);", "volatile bool _stop; bool _other;", "public void Start() { " + start + " }"));

    [Theory]
    [InlineData("if (_running) return; _running = true; Run(); [|_running = false|];")]
    [InlineData("if (_running) return; _running = true; code(); [|_running = false|];")]
    [InlineData("if (_running) return; _running = true; try { Run(); } finally { _running = false; }")]
    [InlineData("if (_running) return; _running = true; try { Run(); } catch (Exception) { } _running = false;")]
    [InlineData("_running = true; Run(); _running = false;")]
    [InlineData("if (_running) return; _running = true; Console.WriteLine(); _running = false;")]
    public Task A_running_flag_is_taken_back_on_every_way_out(string enter) => Holds("PAT0304", Loop("handler.On(one);", "volatile bool _stop; bool _running;", "public void Enter(Action code) { " + enter + " }"));

    [Fact]
    public Task A_running_flag_around_a_native_loop_is_taken_back_too() => Holds("PAT0304", """
        class Loop
        {
            [System.Runtime.InteropServices.DllImport("uv")] static extern int uv_run(nint loop, int mode); public bool IsRunning { get; private set; }
            bool Guard(Action code) { if (IsRunning) return false; IsRunning = true; code(); [|IsRunning = false|]; return true; }
            public void Run() => Guard(() => uv_run(0, 0));
        }
        """);

    [Theory]
    [InlineData("[|if (count < 0) continue;|]", "")]
    [InlineData("[|if (count == -1) { continue; }|]", "")]
    [InlineData("if (count < 0) { if (System.Runtime.InteropServices.Marshal.GetLastWin32Error() == 4) continue; return; }", "")]
    [InlineData("if (count < 0) continue;", "if (count == -62) return;")]
    [InlineData("if (count <= 0) continue;", "")]
    [InlineData("if (count < 0) return;", "")]
    public Task An_error_is_told_from_an_interruption(string test, string other) => Holds("PAT0305", Native($"var count = epoll_wait(1, events, 8, 100); {other} {test}"));

    [Theory]
    [InlineData("[|_all|]", "Dictionary<int, IHandler> _all = new();", "public void Add(int id, IHandler one) => _all.Add(id, one);", ".Value.On(null);")]
    [InlineData("[|_all.Values|]", "Dictionary<int, IHandler> _all = new();", "public void Add(int id, IHandler one) => _all.TryAdd(id, one);", ".On(null);")]
    [InlineData("[|_all|]", "List<IHandler> _all = new();", "public void Remove(IHandler one) => _all.Remove(one);", ".On(null);")]
    [InlineData("_all", "Dictionary<int, IHandler> _all = new();", "public void Remove(int id) => _all.Remove(id);", ".Value.On(null);")]
    [InlineData("new List<IHandler>(_all)", "List<IHandler> _all = new();", "public void Remove(IHandler one) => _all.Remove(one);", ".On(null);")]
    [InlineData("[|_all|]", "List<IHandler> _all = new();", "void Do(Action code) => code(); public void Remove(IHandler one) => Do(() => _all.Remove(one));", ".On(null);")]
    [InlineData("_all", "List<IHandler> _all = new(); readonly Queue<Action> _later = new();", "void Do(Action code) => _later.Enqueue(code); public void Remove(IHandler one) => Do(() => _all.Remove(one));", ".On(null);")]
    [InlineData("_all", "List<IHandler> _all = new();", "void Remove(IHandler one) => _all.Remove(one);", ".On(null);")]
    [InlineData("_all", "System.Collections.Concurrent.ConcurrentBag<IHandler> _all = new();", "public void Add(IHandler one) => _all.Add(one);", ".On(null);")]
    [InlineData("_all", "List<IHandler> _all = new(), _new = new();", "public void Add(IHandler one) => _new.Add(one);", ".On(null);")]
    public Task The_table_is_not_walked_while_it_changes(string walked, string table, string member, string dispatch) =>
        Holds("PAT0306", Native($"epoll_wait(1, events, 8, 100); foreach (var one in {walked}) one{dispatch}", table + member, dispatches: false));

    [Theory]
    [InlineData("-1", "public void Post(Action job) => [|_jobs.Enqueue(job)|];")]
    [InlineData("Timeout.Infinite", "public void Post(Action job) { lock (_jobs) [|_jobs.Enqueue(job)|]; }")]
    [InlineData("10", "public void Post(Action job) => _jobs.Enqueue(job);")]
    [InlineData("-1", "readonly Socket _wake = null; public void Post(Action job) { _jobs.Enqueue(job); _wake.Send(new byte[1]); }")]
    [InlineData("-1", "public Action Wake; public void Post(Action job) { _jobs.Enqueue(job); Wake(); }")]
    [InlineData("-1", "void Post(Action job) => _jobs.Enqueue(job);")]
    public Task Posting_wakes(string timeout, string post) => Holds("PAT0307", Native($"epoll_wait(1, events, 8, {timeout}); while (_jobs.TryDequeue(out var job)) job();", "private readonly Queue<Action> _jobs = new(); " + post));

    [Theory]
    [InlineData("[|close(_epoll)|]; _thread.Join();")]
    [InlineData("_thread.Join(); close(_epoll);")]
    [InlineData("close(_other); _thread.Join();")]
    [InlineData("close(_epoll);")]
    public Task Handles_are_closed_after_the_loop_has_ended(string stop) =>
        Holds("PAT0308", Native("epoll_wait(_epoll, events, 8, 10);", "int _epoll, _other; Thread _thread; [System.Runtime.InteropServices.DllImport(\"libc\")] static extern int close(int one); public void Stop() { " + stop + " }"));

    [Theory]
    [InlineData("~[|Loop|]() => Dispose(false); void Dispose(bool disposing) { RunOnce(); }")]
    [InlineData("~[|Loop|]() => uv_run(0, 1);")]
    [InlineData("~Loop() => Dispose(false); void Dispose(bool disposing) { if (disposing) RunOnce(); }")]
    [InlineData("public void Dispose() => RunOnce();")]
    public Task No_finalizer_drives_the_loop(string end) => Holds("PAT0308", $$"""
        class Loop { [System.Runtime.InteropServices.DllImport("uv")] static extern int uv_run(nint loop, int mode); public void Run() => uv_run(0, 0); public void RunOnce() => uv_run(0, 1); {{end}} }
        """);

    private static string Native(string turn, string members = "", bool dispatches = true) => $$"""
        class Poller
        {
            readonly long[] events = new long[8]; readonly Dictionary<long, IHandler> _table = new(); [System.Runtime.InteropServices.DllImport("libc")] static extern int epoll_wait(int d, long[] e, int n, int t); {{members}}
            public void Run() { while (true) { {{turn}} {{(dispatches ? "_table[events[0]].On(null);" : "")}} } }
        }
        """;

    [Theory]
    [InlineData("catch (SocketException) { [|continue;|] }", "")]
    [InlineData("catch (SocketException) { _ready.Clear(); continue; }", "")]
    [InlineData("catch (SocketException) { return; }", "")]
    [InlineData("catch (SocketException) { continue; } finally { _ready.Clear(); }", "")]
    public Task A_failed_wait_starts_afresh(string failure, string end) => Holds("PAT0305", $$"""
        class Poller
        {
            readonly List<Socket> _ready = new(); readonly Dictionary<Socket, IHandler> _all = new();
            public void Run() { while (true) { _ready.AddRange(_all.Keys); try { Socket.Select(_ready, null, null, 1); } {{failure}} foreach (var one in _ready) _all[one].On(one); _ready.Clear(); } }{{end}}
        }
        """);

    private static string Loop(string dispatch, string field = "volatile bool _stop;", string member = "") => $$"""
        class Poller
        {
            {{field}} readonly byte[] buffer = new byte[8]; readonly Dictionary<Socket, IHandler> _all = new(); {{member}}
            public void Run() { while (!_stop) { var ready = new List<Socket>(_all.Keys); Socket.Select(ready, null, null, 1000); foreach (var one in ready) if (_all.TryGetValue(one, out var handler)) { {{dispatch}} } } }
        }
        """;

    private static Task Holds(string id, string markup) => Verify<ReactorAnalyzer>.Reports(id, """
        using System; using System.Collections.Generic; using System.Net.Sockets; using System.Threading; using System.Threading.Tasks;
        public interface IHandler { void On(Socket socket); }

        """ + markup);
}
