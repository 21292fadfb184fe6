using Patterns.Analyzers.Reactor;
using Patterns.CodeFixes.Reactor;
using Patterns.Tests;

namespace Patterns.CodeFixes.Tests.Reactor;

public sealed class ReactorCodeFixTests
{
    [Theory]
    [InlineData("private bool [|_stop|];", "private volatile bool _stop;")]
    [InlineData("/* ends it */ bool [|_stop|] = false; // set by Stop", "/* ends it */ volatile bool _stop = false; // set by Stop")]
    [InlineData("[NonSerialized] internal bool [|_stop|];", "[NonSerialized] internal volatile bool _stop;")]
    public Task The_flag_becomes_volatile(string before, string after) => Verify<ReactorAnalyzer>.Fixes<VolatileStopFlagCodeFix>("PAT0303", Loop(before), Loop(after));

    [Fact]
    public Task Fields_that_are_declared_together_are_left_to_the_author() => Verify<ReactorAnalyzer>.OffersNoFix<VolatileStopFlagCodeFix>("PAT0303", Loop("bool _other, [|_stop|];"));

    [Theory]
    [InlineData("void Failed(Exception error) { }", "Failed(exception);")]
    [InlineData("readonly Action<Exception> _failed;", "_failed?.Invoke(exception);")]
    public Task What_a_handler_throws_goes_to_the_hook(string hook, string call) => Verify<ReactorAnalyzer>.Fixes<IsolateHandlerCodeFix>("PAT0301",
        Poller(hook, "// told of it\n                [|_all[one].On(one)|];"),
        Poller(hook, $"// told of it\n                try\n                {{\n                    _all[one].On(one);\n                }}\n                catch (Exception exception)\n                {{\n                    {call}\n                }}"));

    [Theory]
    [InlineData("", "[|_all[one].On(one)|];")]
    [InlineData("void Failed(Exception error) { }", "try { [|_all[one].On(one)|]; } catch (TimeoutException) { }")]
    public Task Without_a_hook_or_inside_a_catch_of_something_the_author_decides(string hook, string dispatch) => Verify<ReactorAnalyzer>.OffersNoFix<IsolateHandlerCodeFix>("PAT0301", Poller(hook, dispatch));

    [Theory]
    [InlineData("if ([|span.Milliseconds|] /* left */ > 0) _all[one].On(one);", "if (span.TotalMilliseconds /* left */ > 0) _all[one].On(one);")]
    [InlineData("if (Native.poll(0, 1, [|span.Milliseconds|]) > 0) _all[one].On(one);", "if (Native.poll(0, 1, (int)span.TotalMilliseconds) > 0) _all[one].On(one);")]
    public Task The_whole_duration_is_taken(string before, string after) => Verify<ReactorAnalyzer>.Fixes<WholeDurationCodeFix>("PAT0302", Poller("TimeSpan span = default;", before), Poller("TimeSpan span = default;", after));

    [Fact]
    public Task The_flag_is_set_before_the_start() => Verify<ReactorAnalyzer>.Fixes<SetBeforeStartCodeFix>("PAT0304",
        Poller("volatile bool _stop; public void Start()\n    {\n        // runs Run\n        new Thread(Run).Start();\n        [|_stop = false|]; // goes on\n    }", "if (_stop) return; _all[one].On(one);"),
        Poller("volatile bool _stop; public void Start()\n    {\n        _stop = false; // goes on\n        // runs Run\n        new Thread(Run).Start();\n    }", "if (_stop) return; _all[one].On(one);"));

    [Fact]
    public Task A_flag_that_is_used_between_stays_where_it_is() => Verify<ReactorAnalyzer>.OffersNoFix<SetBeforeStartCodeFix>("PAT0304",
        Poller("volatile bool _stop; public void Start() { new Thread(Run).Start(); if (_stop) return; [|_stop = false|]; }", "if (_stop) return; _all[one].On(one);"));

    [Fact]
    public Task The_running_flag_is_taken_back_in_a_finally() => Verify<ReactorAnalyzer>.Fixes<RestoreInFinallyCodeFix>("PAT0304",
        Poller("bool _runs; public void Enter()\n    {\n        if (_runs) return;\n        _runs = true;\n        Run(); // serves\n        [|_runs = false|];\n        _runs.ToString();\n    }", "_all[one].On(one);"),
        Poller("bool _runs; public void Enter()\n    {\n        if (_runs) return;\n        _runs = true;\n        try\n        {\n            Run(); // serves\n        }\n        finally\n        {\n            _runs = false;\n        }\n        _runs.ToString();\n    }", "_all[one].On(one);"));

    [Fact]
    public Task A_way_out_that_keeps_the_flag_is_left_to_the_author() => Verify<ReactorAnalyzer>.OffersNoFix<RestoreInFinallyCodeFix>("PAT0304",
        Poller("bool _runs; public void Enter() { if (_runs) return; _runs = true; Run(); if (_all.Count > 0) return; [|_runs = false|]; }", "_all[one].On(one);"));

    [Theory]
    [InlineData("{ [|continue;|] }", "{ _ready.Clear(); continue; }")]
    [InlineData("\n            {\n                // again\n                [|continue;|]\n            }", "\n            {\n                _ready.Clear();\n                // again\n                continue;\n            }")]
    public Task The_lists_of_a_failed_wait_are_cleared(string before, string after) => Verify<ReactorAnalyzer>.Fixes<ClearFailedWaitCodeFix>("PAT0305", Waits(before), Waits(after));

    private static string Waits(string failure) => $$"""
        using System; using System.Collections.Generic; using System.Net.Sockets;
        public interface IHandler { void On(Socket socket); }
        class Poller
        {
            readonly List<Socket> _ready = new(); readonly Dictionary<Socket, IHandler> _all = new();
            public void Run()
            {
                while (true)
                {
                    _ready.AddRange(_all.Keys);
                    try { Socket.Select(_ready, null, null, 1); }
                    catch (SocketException) {{failure}}
                    foreach (var one in _ready) _all[one].On(one);
                    _ready.Clear();
                }
            }
        }
        """;

    private static string Poller(string members, string dispatch) => $$"""
        using System; using System.Collections.Generic; using System.Net.Sockets; using System.Runtime.InteropServices; using System.Threading;
        public interface IHandler { void On(Socket socket); }
        static class Native { [DllImport("libc")] public static extern int poll(nint all, int count, int timeout); }
        class Poller
        {
            {{members}}
            readonly Dictionary<Socket, IHandler> _all = new();
            public void Run()
            {
                while (true)
                {
                    var ready = new List<Socket>(_all.Keys);
                    Socket.Select(ready, null, null, 1000);
                    foreach (var one in ready)
                    {
                        {{dispatch}}
                    }
                }
            }
        }
        """;

    private static string Loop(string field) => $$"""
        using System; using System.Collections.Generic; using System.Net.Sockets;
        public interface IHandler { void On(Socket socket); }
        class Poller
        {
            {{field}}
            readonly Dictionary<Socket, IHandler> _all = new();
            public void Stop() => _stop = true;
            public void Run() { while (!_stop) { var ready = new List<Socket>(_all.Keys); Socket.Select(ready, null, null, 1000); foreach (var one in ready) _all[one].On(one); } }
        }
        """;
}
