using Patterns.Analyzers.ActorFsm;
using Patterns.CodeFixes.ActorFsm;
using Patterns.Tests;

namespace Patterns.CodeFixes.Tests.ActorFsm;

public class AwaitInHandlerCodeFixTests
{
    [Theory]
    [InlineData("{|PAT1101:Thread.Sleep(9)|};", "await Task.Delay(9);")]
    [InlineData("{|PAT1101:System.Threading.Thread.Sleep(9)|};", "await System.Threading.Tasks.Task.Delay(9);")]
    [InlineData("{|PAT1101:Load().Wait()|};", "await Load();")]
    [InlineData("var a = {|PAT1101:Load().Result|};", "var a = await Load();")]
    [InlineData("var a = {|PAT1101:Load().Result|}.ToString();", "var a = (await Load()).ToString();")]
    [InlineData("var a = {|PAT1101:Load().GetAwaiter().GetResult()|};", "var a = await Load();")]
    [InlineData("{|PAT1101:gate.Wait()|};", "await gate.WaitAsync();")]
    [InlineData("if (!{|PAT1101:gate.Wait(9)|}) return;", "if (!await gate.WaitAsync(9)) return;")]
    [InlineData("{|PAT1101:Task.WaitAll(Load(), Load())|};", "await Task.WhenAll(Load(), Load());")]
    [InlineData("/* now */ {|PAT1101:Load().Wait()|}; // done", "/* now */ await Load(); // done")]
    public Task A_blocking_wait_becomes_an_await(string statement, string mended) =>
        Verify<ActorFsmAnalyzer>.Fixes<AwaitInHandlerCodeFix>("PAT1101", Handler("async Task", statement), Handler("async Task", mended));

    [Theory]
    [InlineData("async Task", "lock (this) { {|PAT1101:Load().Wait()|}; }")]
    [InlineData("async Task", "try { {|PAT1101:Load().Wait()|}; } catch (AggregateException) { }")]
    [InlineData("async Task", "{|PAT1101:Load().Wait(9)|};")]
    [InlineData("async Task", "{|PAT1101:Task.WaitAll(new Task[] { Load() }, 9)|};")]
    [InlineData("void", "{|PAT1101:Load().Wait()|};")]
    public Task No_offer_where_more_would_change(string returns, string statement) =>
        Verify<ActorFsmAnalyzer>.OffersNoFix<AwaitInHandlerCodeFix>("PAT1101", Handler(returns, statement));

    private static string Handler(string returns, string statement) => $$"""
        namespace Akka.Actor { public class UntypedActor { } }
        class A : Akka.Actor.UntypedActor
        {
            readonly SemaphoreSlim gate = new(1);
            Task<int> Load() => Task.FromResult(1);
            {{returns}} OnReceive(object message)
            {
                {{statement}}
            }
        }
        """;
}
