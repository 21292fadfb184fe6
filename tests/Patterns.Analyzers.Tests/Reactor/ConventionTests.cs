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
    [InlineData("[|Thread.Sleep(10)|];")]
    [InlineData("[|Task.Delay(10).Wait()|];")]
    [InlineData("var bytes = [|one.ReceiveAsync(buffer).Result|];")]
    [InlineData("var bytes = [|one.ReceiveAsync(buffer).GetAwaiter().GetResult()|];")]
    [InlineData("Nap();")]
    [InlineData("Thread.Sleep(0);")]
    [InlineData("_ = Task.Run(() => Thread.Sleep(10));")]
    public Task The_loop_thread_never_blocks(string code) =>
        Holds("PAT0302", Loop("handler.On(one); " + code, member: code == "Nap();" ? "void Nap() { [|Thread.Sleep(5)|]; }" : ""));

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
