using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Testing;
using Patterns.Analyzers.MiddlewareChain;
using Patterns.CodeFixes.MiddlewareChain;
using Patterns.Tests;

namespace Patterns.CodeFixes.Tests.MiddlewareChain;

public class MiddlewareChainCodeFixTests
{
    [Fact]
    public Task The_task_is_awaited() => Fixes<AwaitNextCodeFix>(
        "PAT0803", "{|PAT0803:next(context);|}", "await next(context);");

    [Fact]
    public Task The_token_is_handed_on() => Verify<MiddlewareChainAnalyzer>.Fixes<ForwardTokenCodeFix>("PAT0807", Handler("{|PAT0807:default|}"), Handler("token"));

    [Fact]
    public Task The_failure_is_thrown_again() => Fixes<NoSwallowedFailureCodeFix>(
        "PAT0808",
        """
        try { await next(context); }
                {|PAT0808:catch|} (Exception)
                {
                    Console.WriteLine();
                }
        """,
        """
        try { await next(context); }
                catch (Exception)
                {
                    Console.WriteLine();
                    throw;
                }
        """);

    [Fact]
    public Task The_response_is_asked_first() => Fixes<NoWriteAfterNextCodeFix>(
        "PAT0806",
        "await next(context); {|PAT0806:context.Response.StatusCode = 401|};",
        "await next(context); if (!context.Response.HasStarted) context.Response.StatusCode = 401;");

    [Fact]
    public Task A_method_that_cannot_await_gets_no_offer() => Verify<MiddlewareChainAnalyzer>.Fixes<AwaitNextCodeFix>("PAT0803", Synchronous, Synchronous, WithWeb);

    private const string Synchronous = """
        using Microsoft.AspNetCore.Http;

        class Link : IMiddleware
        {
            public Task InvokeAsync(HttpContext context, RequestDelegate next) { {|PAT0803:next(context);|} return Task.CompletedTask; }
        }
        """;

    private static string Handler(string token) => $$"""
        using System.Net.Http;

        class Link : DelegatingHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token) => base.SendAsync(request, {{token}});
        }
        """;

    private static Task Fixes<TFix>(string id, string body, string mended) where TFix : CodeFixProvider, new() =>
        Verify<MiddlewareChainAnalyzer>.Fixes<TFix>(id, Middleware(body), Middleware(mended), WithWeb);

    private static string Middleware(string body) => $$"""
        using Microsoft.AspNetCore.Http;

        class Link : IMiddleware
        {
            public async Task InvokeAsync(HttpContext context, RequestDelegate next)
            {
                {{body}}
            }
        }
        """;

    private static void WithWeb<TFix>(RuleFixTest<MiddlewareChainAnalyzer, TFix> test) where TFix : CodeFixProvider, new() =>
        test.TestState.AdditionalReferences.AddRange(References.Web);
}
