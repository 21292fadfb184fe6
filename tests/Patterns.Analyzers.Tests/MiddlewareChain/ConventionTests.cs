using Patterns.Analyzers.MiddlewareChain;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.MiddlewareChain;

public class ConventionTests
{
    [Theory]
    [InlineData("if (c.X) await next(c); await {|PAT0801:next(c)|};")]
    [InlineData("await next(c); await Task.Yield(); await {|PAT0801:next(c)|};")]
    public Task Handing_on_twice_on_one_path(string body) => Reports("PAT0801", body);

    [Theory]
    [InlineData("if (c.X) await next(c); else await next(c);")]
    [InlineData("if (c.X) { await next(c); return; } await next(c);")]
    [InlineData("try { await next(c); } catch (TimeoutException) { await next(c); }")]
    [InlineData("for (var i = 0; i < 3; i++) await next(c);")]
    [InlineData("var done = false; if (c.X) { await next(c); done = true; } if (!done) await next(c);")]
    [InlineData("GC.KeepAlive(next); await next(c);")]
    public Task Branches_and_retries_hand_on_once(string body) => Reports("PAT0801", body);

    [Theory]
    [InlineData("{|PAT0803:next(c);|} await Task.Yield();")]
    [InlineData("{|PAT0803:next.Invoke(c);|} await Task.Yield();")]
    public Task A_dropped_task(string body) => Reports("PAT0803", body);

    [Theory]
    [InlineData("using (request.Open()) { return [|next(request)|]; }")]
    [InlineData("using var scope = request.Open(); return [|next(request)|];")]
    [InlineData("try { return [|next(request)|]; } catch (TimeoutException) { return Task.CompletedTask; }")]
    [InlineData("try { request.Open(); } catch (TimeoutException) { } return next(request);")]
    [InlineData("using (request.Open()) { } return next(request);")]
    [InlineData("using (request.Open()) { var rest = next(request); rest.Wait(); return rest; }")]
    public Task A_task_that_leaves_what_stands_around_it(string code) => Verify<MiddlewareChainAnalyzer>.Reports("PAT0803", $$"""
        public class Request { public IDisposable Open() => new MemoryStream(); }
        public interface IStep { Task Run(Request request, Func<Request, Task> next); }
        public class One : IStep { public Task Run(Request request, Func<Request, Task> next) { {{code}} } }
        public class Two : IStep { public async Task Run(Request request, Func<Request, Task> next) { using (request.Open()) await next(request); } }
        """);

    [Theory]
    [InlineData("_ = next(c); await Task.Yield();")]
    [InlineData("var rest = next(c); await rest;")]
    [InlineData("await next(c).ConfigureAwait(false);")]
    public Task A_task_that_is_kept_or_discarded_on_purpose(string body) => Reports("PAT0803", body);

    [Theory]
    [InlineData("{|PAT0804:_last = c|}; await next(c);")]
    [InlineData("{|PAT0804:_watch.Restart()|}; await next(c);")]
    [InlineData("{|PAT0804:_count--|}; await next(c);")]
    public Task Request_state_in_a_field(string body) => Reports("PAT0804", body);

    [Theory]
    [InlineData("_count++; await next(c);")]
    [InlineData("lock (_gate) { _last = c; } await next(c);")]
    [InlineData("if (_last is null) _last = c; await next(c);")]
    [InlineData("_count--; await next(c); _count++;")]
    public Task Shared_state_that_is_meant(string body) => Reports("PAT0804", body);

    [Theory]
    [InlineData("await _gate.WaitAsync(); await next(c); {|PAT0805:_gate.Release()|};")]
    [InlineData("var s = new MemoryStream(); await next(c); {|PAT0805:s.Dispose()|};")]
    [InlineData("var s = System.Diagnostics.Stopwatch.StartNew(); await next(c); {|PAT0805:s.Stop()|};")]
    [InlineData("var old = c.Error; c.Error = null; await next(c); {|PAT0805:c.Error = old|};")]
    [InlineData("var view = c; var old = view.Error; view.Error = null; await next(c); {|PAT0805:view.Error = old|};")]
    [InlineData("await _gate.WaitAsync(); if (c.X) { await next(c); } {|PAT0805:_gate.Release()|};")]
    public Task Clean_up_that_a_failure_skips(string body) => Reports("PAT0805", body);

    [Theory]
    [InlineData("await _gate.WaitAsync(); try { await next(c); } finally { _gate.Release(); }")]
    [InlineData("using var s = new MemoryStream(); await next(c);")]
    [InlineData("await next(c); _gate.Release();")]
    [InlineData("var old = c.Error; c.Error = null; try { await next(c); } finally { c.Error = old; }")]
    [InlineData("var old = c.Error; await next(c); c.Error = old;")]
    [InlineData("var mine = new Request(); var old = mine.Error; mine.Error = null; await next(c); mine.Error = old;")]
    public Task Clean_up_that_a_failure_does_not_skip(string body) => Reports("PAT0805", body);

    [Theory]
    [InlineData("try { await next(c); } {|PAT0808:catch|} { }")]
    [InlineData("try { await next(c); } {|PAT0808:catch|} (Exception e) { _log.Write(e.Message); }")]
    public Task A_swallowed_failure(string body) => Reports("PAT0808", body);

    [Theory]
    [InlineData("try { await next(c); } catch (TimeoutException) { }")]
    [InlineData("try { await next(c); } catch (Exception e) { c.Error = e; }")]
    [InlineData("try { await next(c); } catch (Exception e) { _log.Write(e.Message); throw; }")]
    [InlineData("try { await next(c); } catch (Exception) when (c.X) { }")]
    public Task A_failure_that_is_answered(string body) => Reports("PAT0808", body);

    [Theory]
    [InlineData("Console.WriteLine({|PAT0810:next.Target|}); await next(c);")]
    [InlineData("Console.WriteLine({|PAT0810:next.GetType()|}); await next(c);")]
    public Task Looking_into_the_next_link(string body) => Reports("PAT0810", body);

    [Theory]
    [InlineData("app.Run(c => Task.CompletedTask); [|app.Use(Link)|];")]
    [InlineData("app.Run(c => Task.CompletedTask); [|app.Use(Link)|].Use(Link);")]
    [InlineData("app.Use(Link); app.Run(c => Task.CompletedTask);")]
    [InlineData("if (app is null) app.Run(c => Task.CompletedTask); app.Use(Link);")]
    [InlineData("other.Run(c => Task.CompletedTask); app.Use(Link);")]
    public Task A_link_behind_the_end(string code) => Verify<MiddlewareChainAnalyzer>.Reports("PAT0810", $$"""
        using Microsoft.AspNetCore.Builder;
        namespace Microsoft.AspNetCore.Builder { public class Context; public interface IApplicationBuilder { IApplicationBuilder Use(Func<Context, Func<Task>, Task> link); }
            public static class RunExtensions { public static void Run(this IApplicationBuilder app, Func<Context, Task> end) { } } }
        class Startup { Task Link(Context c, Func<Task> next) => next();
            public void Configure(IApplicationBuilder app, IApplicationBuilder other) { app.Use(async (c, next) => { Console.WriteLine(c); await next(); }); {{code}} } }
        """);

    [Fact]
    public Task A_null_test_looks_into_nothing() => Reports("PAT0810", "if (next is not null) await next(c);");

    [Fact]
    public Task A_token_that_is_not_handed_on() => Verify<MiddlewareChainAnalyzer>.Reports("PAT0807", """
        using System.Net.Http;

        class L : DelegatingHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token) => base.SendAsync(request, [|CancellationToken.None|]);
        }
        """);

    [Fact]
    public Task A_position_that_all_calls_share() => Verify<MiddlewareChainAnalyzer>.Reports("PAT0802", """
        interface IStep { Task Process(object request, Func<Task> next); }

        class Runner(List<IStep> steps)
        {
            public Task Run(object request)
            {
                var index = 0;
                Task Next() => index == steps.Count ? Task.CompletedTask : steps[[|index++|]].Process(request, Next);
                return Next();
            }
        }
        """);

    [Fact]
    public Task A_position_that_each_call_has_for_itself() => Verify<MiddlewareChainAnalyzer>.Reports("PAT0802", """
        interface IStep { Task Process(object request, Func<Task> next); }

        class Runner(List<IStep> steps)
        {
            public Task Run(object request) => Next(request, 0);

            Task Next(object request, int index) => index == steps.Count ? Task.CompletedTask : steps[index].Process(request, () => Next(request, index + 1));
        }
        """);

    [Theory]
    [InlineData("context.Response.StatusCode = 401", true)]
    [InlineData("if (!context.Response.HasStarted) context.Response.StatusCode = 401", false)]
    [InlineData("_ = context.Response.StatusCode", false)]
    public Task A_response_that_may_have_started(string statement, bool isWrong) => Verify<MiddlewareChainAnalyzer>.Reports("PAT0806", $$"""
        using Microsoft.AspNetCore.Http;

        class L : IMiddleware
        {
            public async Task InvokeAsync(HttpContext context, RequestDelegate next)
            {
                await next(context);
                {{(isWrong ? $"[|{statement}|]" : statement)}};
            }
        }
        """, test => test.TestState.AdditionalReferences.AddRange(References.Web));

    [Theory]
    [InlineData("InvokeAsync", "_count++; return Task.CompletedTask;", false)]
    [InlineData("InvokeAsync", "context.Response.StatusCode = 404; return Task.CompletedTask;", true)]
    [InlineData("InvokeAsync", "throw new NotSupportedException();", true)]
    [InlineData("InvokeAsync", "return next(context);", true)]
    public Task A_request_that_ends_without_an_answer(string name, string body, bool isRight) => Verify<MiddlewareChainAnalyzer>.Reports("PAT0809", $$"""
        using Microsoft.AspNetCore.Http;

        class L : IMiddleware
        {
            int _count;
            public Task {{(isRight ? name : $"[|{name}|]")}}(HttpContext context, RequestDelegate next) { {{body}} }
        }
        """, test => test.TestState.AdditionalReferences.AddRange(References.Web));

    private static Task Reports(string id, string body) => Verify<MiddlewareChainAnalyzer>.Reports(id, $$"""
        class Request { public bool X; public Exception Error; }
        delegate Task Rest(Request request);
        interface ILink { Task Handle(Request c, Rest next); }
        class Log { public void Write(string s) { } }

        class First : ILink
        {
            Request _last; int _count; readonly SemaphoreSlim _gate = new(1); readonly System.Diagnostics.Stopwatch _watch = new(); readonly Log _log = new();
            public async Task Handle(Request c, Rest next) { {{body}} }
        }

        class Builder
        {
            public Rest Build(List<ILink> links)
            {
                Rest chain = _ => Task.CompletedTask;
                foreach (var link in links) { var next = chain; chain = c => link.Handle(c, next); }
                return chain;
            }
        }
        """, test => test.CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None);
}
