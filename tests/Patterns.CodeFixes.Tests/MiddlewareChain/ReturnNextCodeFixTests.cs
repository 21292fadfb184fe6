using Patterns.Analyzers.MiddlewareChain;
using Patterns.CodeFixes.MiddlewareChain;
using Patterns.Tests;

namespace Patterns.CodeFixes.Tests.MiddlewareChain;

public class ReturnNextCodeFixTests
{
    [Fact]
    public Task The_task_is_returned() => Fixes(
        """
        {|PAT0803:next(context);|}
                return Task.CompletedTask;
        """,
        "return next(context);");

    [Fact]
    public Task Each_branch_returns_its_own() => Fixes(
        """
        if (context.Items.Count > 0)
                {
                    {|PAT0803:next(context);|}
                    return Task.CompletedTask;
                }
                {|PAT0803:next.Invoke(context);|}
                return Task.CompletedTask;
        """,
        """
        if (context.Items.Count > 0)
                {
                    return next(context);
                }
                return next.Invoke(context);
        """);

    [Fact]
    public Task Comments_stay() => Fixes(
        """
        // the rest
                {|PAT0803:next(context);|} // goes on
                // nothing to wait for
                return Task.CompletedTask; // done
        """,
        """
        // the rest
                // goes on
                // nothing to wait for
                return next(context); // done
        """);

    [Theory]
    [InlineData("{|PAT0803:next(context);|} Console.WriteLine(); return Task.CompletedTask;")]
    [InlineData("{|PAT0803:next(context).ConfigureAwait(false);|} return Task.CompletedTask;")]
    [InlineData("{|PAT0803:next(context);|} return Task.Delay(1);")]
    [InlineData("try { {|PAT0803:next(context);|} } finally { Console.WriteLine(); } return Task.CompletedTask;")]
    public Task No_offer_where_more_would_change(string body) => Fixes(body, body);

    private static Task Fixes(string body, string mended) =>
        Verify<MiddlewareChainAnalyzer>.Fixes<ReturnNextCodeFix>("PAT0803", Middleware(body), Middleware(mended), test => test.TestState.AdditionalReferences.AddRange(References.Web));

    private static string Middleware(string body) => $$"""
        using Microsoft.AspNetCore.Http;

        class Link : IMiddleware
        {
            public Task InvokeAsync(HttpContext context, RequestDelegate next)
            {
                {{body}}
            }
        }
        """;
}
