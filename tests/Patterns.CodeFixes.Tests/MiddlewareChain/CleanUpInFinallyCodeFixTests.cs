using Patterns.Analyzers.MiddlewareChain;
using Patterns.CodeFixes.MiddlewareChain;
using Patterns.Tests;

namespace Patterns.CodeFixes.Tests.MiddlewareChain;

public class CleanUpInFinallyCodeFixTests
{
    [Fact]
    public Task The_clean_up_moves_into_a_finally() => Fixes(
        """
        await _gate.WaitAsync();
                await next(context);
                {|PAT0805:_gate.Release()|};
        """,
        """
        await _gate.WaitAsync();
                try
                {
                    await next(context);
                }
                finally
                {
                    _gate.Release();
                }
        """);

    [Fact]
    public Task What_was_replaced_is_put_back_in_the_finally() => Fixes(
        """
        var path = context.Request.Path;
                context.Request.Path = "/";
                await next(context);
                {|PAT0805:context.Request.Path = path|};
        """,
        """
        var path = context.Request.Path;
                context.Request.Path = "/";
                try
                {
                    await next(context);
                }
                finally
                {
                    context.Request.Path = path;
                }
        """);

    [Fact]
    public Task What_stands_between_moves_into_the_try() => Fixes(
        """
        await _gate.WaitAsync();
                await next(context);
                var length = context.Request.ContentLength;
                Console.WriteLine(length);

                {|PAT0805:_gate.Release()|};
                Console.WriteLine();
        """,
        """
        await _gate.WaitAsync();
                try
                {
                    await next(context);
                    var length = context.Request.ContentLength;
                    Console.WriteLine(length);
                }
                finally
                {
                    _gate.Release();
                }
                Console.WriteLine();
        """);

    [Fact]
    public Task Comments_stay_where_they_belong() => Fixes(
        """
        await _gate.WaitAsync();

                // one at a time
                await next(context); // the rest
                // open again
                {|PAT0805:_gate.Release()|}; // for the next one
        """,
        """
        await _gate.WaitAsync();

                // one at a time
                try
                {
                    await next(context); // the rest
                }
                finally
                {
                    // open again
                    _gate.Release(); // for the next one
                }
        """);

    [Fact]
    public Task Clean_ups_that_stand_together_move_together() => Fixes(
        """
        await _gate.WaitAsync();
                var buffer = new MemoryStream();
                await next(context);
                await {|PAT0805:buffer.DisposeAsync()|};
                {|PAT0805:_gate.Release()|};
        """,
        """
        await _gate.WaitAsync();
                var buffer = new MemoryStream();
                try
                {
                    await next(context);
                }
                finally
                {
                    await buffer.DisposeAsync();
                    _gate.Release();
                }
        """,
        test => (test.NumberOfIncrementalIterations, test.NumberOfFixAllIterations) = (1, 1));

    [Fact]
    public Task Each_block_gets_its_own() => Fixes(
        """
        if (context.Items.Count > 0)
                {
                    _gate.Wait();
                    await next(context);
                    {|PAT0805:_gate.Release()|};
                }
                else
                {
                    _gate.Wait();
                    await next(context);
                    {|PAT0805:_gate.Release(1)|};
                }
        """,
        """
        if (context.Items.Count > 0)
                {
                    _gate.Wait();
                    try
                    {
                        await next(context);
                    }
                    finally
                    {
                        _gate.Release();
                    }
                }
                else
                {
                    _gate.Wait();
                    try
                    {
                        await next(context);
                    }
                    finally
                    {
                        _gate.Release(1);
                    }
                }
        """);

    [Theory]
    [InlineData("await next(context); var length = context.Items.Count; {|PAT0805:_gate.Release()|}; Console.WriteLine(length);")]
    [InlineData("await next(context); if (!context.Items.TryGetValue(0, out var item)) item = 1; {|PAT0805:_gate.Release()|}; Console.WriteLine(item);")]
    [InlineData("await next(context); var count = 1; {|PAT0805:_gate.Release(count)|};")]
    [InlineData("await next(context); if (context.Items.Count > 0) return; {|PAT0805:_gate.Release()|};")]
    [InlineData("await next(context); if (context.Items.Count > 0) { _gate.Release(); throw new Exception(); } {|PAT0805:_gate.Release()|};")]
    [InlineData("await next(context); using var buffer = new MemoryStream(); {|PAT0805:_gate.Release()|};")]
    [InlineData("Open(); await next(context); void Open() => Console.WriteLine(); {|PAT0805:_gate.Release()|}; Open();")]
    public Task No_offer_where_a_move_could_change_more(string body) => Fixes("await _gate.WaitAsync(); " + body, "await _gate.WaitAsync(); " + body);

    private static Task Fixes(string body, string mended, Action<RuleFixTest<MiddlewareChainAnalyzer, CleanUpInFinallyCodeFix>>? configure = null) =>
        Verify<MiddlewareChainAnalyzer>.Fixes<CleanUpInFinallyCodeFix>("PAT0805", Middleware(body), Middleware(mended), test =>
        {
            test.TestState.AdditionalReferences.AddRange(References.Web);
            configure?.Invoke(test);
        });

    private static string Middleware(string body) => $$"""
        using Microsoft.AspNetCore.Http;

        class Link : IMiddleware
        {
            readonly SemaphoreSlim _gate = new(1);

            public async Task InvokeAsync(HttpContext context, RequestDelegate next)
            {
                {{body}}
            }
        }
        """;
}
