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
