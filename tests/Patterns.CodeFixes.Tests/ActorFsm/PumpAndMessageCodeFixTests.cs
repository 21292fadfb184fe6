using Patterns.Analyzers.ActorFsm;
using Patterns.CodeFixes.ActorFsm;
using Patterns.Tests;

namespace Patterns.CodeFixes.Tests.ActorFsm;

public class PumpAndMessageCodeFixTests
{
    [Theory]
    [InlineData("{|PAT1105:Volatile.Write(ref running, 0)|};", "Volatile.Write(ref running, 0);")]
    [InlineData("{|PAT1105:running = 0|}; // off", "running = 0; // off")]
    public Task The_flag_is_turned_off_in_any_case(string reset, string kept) => Verify<ActorFsmAnalyzer>.Fixes<ResetInFinallyCodeFix>(
        "PAT1105",
        Pump($$"""
                    // all of them
                    while (queue.TryDequeue(out var message)) consumer(message);
                    {{reset}}
            """),
        Pump($$"""
                    // all of them
                    try
                    {
                        while (queue.TryDequeue(out var message)) consumer(message);
                    }
                    finally
                    {
                        {{kept}}
                    }
            """));

    [Fact]
    public Task Something_between_loop_and_flag_is_left_to_the_author() =>
        Verify<ActorFsmAnalyzer>.OffersNoFix<ResetInFinallyCodeFix>("PAT1105", Pump("while (queue.TryDequeue(out var message)) consumer(message); Console.Write(1); {|PAT1105:running = 0|};"));

    [Theory]
    [InlineData("internal class Put { public int Value { get; set; /* once */ } public string? Key { get; set; } }", "internal class Put { public int Value { get; init; /* once */ } public string? Key { get; init; } }")]
    [InlineData("internal record Put { public required int Value { get; set; } }", "internal record Put { public required int Value { get; init; } }")]
    public Task What_only_initialisers_set_only_initialisers_can_set(string message, string mended) =>
        Verify<ActorFsmAnalyzer>.Fixes<InitOnlyMessageCodeFix>("PAT1104", Actor("{|PAT1104:Put put|}", message), Actor("Put put", mended));

    [Fact]
    public Task The_message_may_be_declared_elsewhere() => Verify<ActorFsmAnalyzer>.Fixes<InitOnlyMessageCodeFix>(
        "PAT1104", Actor("{|PAT1104:Put put|}", ""), Actor("Put put", ""), test =>
        {
            test.TestState.Sources.Add("class Put { public int Value { get; set; } }");
            test.FixedState.Sources.Add("class Put { public int Value { get; init; } }");
        });

    [Theory]
    [InlineData("public class Put { public int Value { get; set; } }")]
    [InlineData("class Put { public int Value { get; set; } } static class Later { static void Do(Put p) => p.Value = 2; }")]
    [InlineData("class Put { public int Value { get; set; } } class Whole { public Put Part = new(); static Whole Make() => new() { Part = { Value = 2 } }; }")]
    [InlineData("class Put { public int Value; }")]
    [InlineData("interface IPut { int Value { get; set; } } class Put : IPut { public int Value { get; set; } }")]
    [InlineData("class Put(List<int> all) { public int Value => Values.Count; public List<int> Values { get; } = all; } class Sender { readonly List<int> _all = new(); Put Make() => new(_all); }")]
    public Task A_message_that_others_may_set_is_left_to_the_author(string message) =>
        Verify<ActorFsmAnalyzer>.OffersNoFix<InitOnlyMessageCodeFix>("PAT1104", Actor("{|PAT1104:Put put|}", message));

    private static string Pump(string drain) => $$"""
        using System.Collections.Concurrent;
        class M
        {
            readonly ConcurrentQueue<object> queue = new();
            readonly Action<object> consumer = null!;
            int running;
            public void Publish(object message)
            {
                queue.Enqueue(message);
                if (Interlocked.CompareExchange(ref running, 1, 0) == 0) ThreadPool.QueueUserWorkItem(_ => Drain());
            }
            void Drain()
            {
        {{drain}}
            }
        }
        """;

    private static string Actor(string pattern, string message) => $$"""
        namespace Akka.Actor { public class UntypedActor { } }
        class A : Akka.Actor.UntypedActor
        {
            int level;
            void OnReceive(object message) { switch (message) { case {{pattern}}: level = put.Value; break; case string: level = 0; break; } }
        }
        {{message}}
        """;
}
