using Patterns.Analyzers.MiddlewareChain;
using Patterns.CodeFixes.MiddlewareChain;
using Patterns.Tests;

namespace Patterns.CodeFixes.Tests.MiddlewareChain;

public class RequestStateInLocalCodeFixTests
{
    [Fact]
    public Task The_field_becomes_a_local() => Fixes(
        "private string _path;",
        "{|PAT0804:_path = context.Request.Path|}; await next(context); Console.WriteLine(_path);",
        "string path = context.Request.Path; await next(context); Console.WriteLine(path);");

    [Fact]
    public Task Every_later_use_follows() => Fixes(
        "string _path = null;",
        "{|PAT0804:this._path = context.Request.Path|}; await next(context); {|PAT0804:_path = context.Request.PathBase|}; Action show = () => Console.WriteLine(this._path.Length); show();",
        "string path = context.Request.Path; await next(context); path = context.Request.PathBase; Action show = () => Console.WriteLine(path.Length); show();",
        test => (test.NumberOfIncrementalIterations, test.NumberOfFixAllIterations) = (1, 1));

    [Fact]
    public Task A_stopwatch_is_started_for_each_request() => Fixes(
        "readonly System.Diagnostics.Stopwatch _watch = new();",
        "{|PAT0804:_watch.Restart()|}; await next(context); Console.WriteLine(_watch.Elapsed);",
        "var watch = System.Diagnostics.Stopwatch.StartNew(); await next(context); Console.WriteLine(watch.Elapsed);");

    [Fact]
    public Task Comments_stay() => Fixes(
        "string _path;",
        """
        // where to
                {|PAT0804:_path = context.Request.Path|}; // from the request
                await next(context);
        """,
        """
        // where to
                string path = context.Request.Path; // from the request
                await next(context);
        """);

    [Theory]
    [InlineData("string _path; public string Last => _path;", "{|PAT0804:_path = context.Request.Path|}; await next(context);")]
    [InlineData("internal string _path;", "{|PAT0804:_path = context.Request.Path|}; await next(context);")]
    [InlineData("string _path; /* known */", "{|PAT0804:_path = context.Request.Path|}; await next(context);")]
    [InlineData("[NonSerialized] string _path;", "{|PAT0804:_path = context.Request.Path|}; await next(context);")]
    [InlineData("string _path, _other;", "_other = _path; {|PAT0804:_path = context.Request.Path|}; await next(context);")]
    [InlineData("string _path;", "Console.WriteLine(_path); {|PAT0804:_path = context.Request.Path|}; await next(context);")]
    [InlineData("string _path;", "{|PAT0804:_path = _path + context.Request.Path|}; await next(context);")]
    [InlineData("string _path;", "if (next is not null) { {|PAT0804:_path = context.Request.Path|}; } await next(context); Console.WriteLine(_path);")]
    [InlineData("string _path;", "var path = 1; {|PAT0804:_path = context.Request.Path|}; await next(context); Console.WriteLine(path);")]
    [InlineData("string _path;", "Show(); {|PAT0804:_path = context.Request.Path|}; await next(context); void Show() => Console.WriteLine(_path);")]
    [InlineData("string _path;", "{|PAT0804:_path = context.Request.Path|}; await next(context); Console.WriteLine(new Link { _path = null });")]
    [InlineData("string Path { get; set; }", "{|PAT0804:Path = context.Request.Path|}; await next(context);")]
    public Task No_offer_where_it_has_to_stay_a_field(string members, string body) =>
        Verify<MiddlewareChainAnalyzer>.Fixes<RequestStateInLocalCodeFix>("PAT0804", Middleware(members + "\n\n    ", body), Middleware(members + "\n\n    ", body), WithWeb);

    private static Task Fixes(string field, string body, string mended, Action<RuleFixTest<MiddlewareChainAnalyzer, RequestStateInLocalCodeFix>>? configure = null) =>
        Verify<MiddlewareChainAnalyzer>.Fixes<RequestStateInLocalCodeFix>("PAT0804", Middleware(field + "\n\n    ", body), Middleware("", mended), test =>
        {
            WithWeb(test);
            configure?.Invoke(test);
        });

    private static void WithWeb(RuleFixTest<MiddlewareChainAnalyzer, RequestStateInLocalCodeFix> test) => test.TestState.AdditionalReferences.AddRange(References.Web);

    private static string Middleware(string members, string body) => $$"""
        using Microsoft.AspNetCore.Http;

        class Link : IMiddleware
        {
            {{members}}public async Task InvokeAsync(HttpContext context, RequestDelegate next)
            {
                {{body}}
            }
        }
        """;
}
