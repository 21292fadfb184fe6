using Patterns.Analyzers.MiddlewareChain;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.MiddlewareChain;

public class FrameworkMarkTests
{
    private const string Id = "PAT0800";

    [Fact]
    public Task A_delegating_handler_is_a_link() => Verify<MiddlewareChainAnalyzer>.Reports(Id, """
        using System.Net.Http;

        class [|Tracing|] : DelegatingHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token) => base.SendAsync(request, token);
        }
        """);

    [Theory]
    [InlineData("")]
    [InlineData("protected override void Dispose(bool disposing) { base.Dispose(disposing); }")]
    public async Task A_handler_hands_on_what_is_sent_not_its_end(string first) => Assert.Contains("'SendAsync' hands", Assert.Single(await Finds.In<MiddlewareChainAnalyzer>($$"""
        using System.Net.Http;
        class Tracing : DelegatingHandler { {{first}} protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token) => base.SendAsync(request, token); }
        """)).Message);

    [Fact]
    public async Task A_missing_contract_counts_where_its_namespace_is_in_scope()
    {
        var found = await Finds.In<MiddlewareChainAnalyzer>("""
            namespace Orleans.Runtime
            {
                class Filter : IIncomingGrainCallFilter
                {
                    public Task Invoke(IIncomingGrainCallContext context) { Console.WriteLine(); return context.Invoke(); }
                }
            }
            """);
        Assert.Equal("Envoy", Assert.Single(found).Closest);
    }

    private const string Libraries = """
        namespace Microsoft.Owin { public abstract class OwinMiddleware { protected OwinMiddleware Next { get; } public abstract Task Invoke(object context); } }
        namespace Castle.DynamicProxy { public interface IInvocation { void Proceed(); } public interface IInterceptor { void Intercept(IInvocation call); } }
        """;

    [Theory]
    [InlineData("class [|Guard|] : Microsoft.Owin.OwinMiddleware { public override async Task Invoke(object c) { await Next.Invoke(c); Console.WriteLine(); } }")]
    [InlineData("class [|Trace|] : Castle.DynamicProxy.IInterceptor { public void Intercept(Castle.DynamicProxy.IInvocation call) { Console.WriteLine(); call.Proceed(); } }")]
    [InlineData("interface IInvocation { void Proceed(); } class Trace { public void Intercept(IInvocation call) { Console.WriteLine(); call.Proceed(); } }")]
    public Task A_link_of_a_framework_hands_on_by_its_base_class_or_its_call(string type) => Verify<MiddlewareChainAnalyzer>.Reports(Id, Libraries + type);

    [Theory]
    [InlineData("[|Gate|]", "Func<IDictionary<string, object>, Task>", "IDictionary<string, object>")]
    [InlineData("Gate", "Func<IDictionary<string, string>, Task>", "IDictionary<string, string>")]
    public Task The_application_function_of_a_server_is_the_rest_of_a_chain(string type, string function, string environment) =>
        Verify<MiddlewareChainAnalyzer>.Reports(Id, $$"""
        class {{type}}({{function}} next)
        {
            public Task Invoke({{environment}} environment) => environment.Count == 0 ? Task.CompletedTask : next(environment);
        }
        """);

    [Fact]
    public async Task A_missing_library_s_link_hands_on_to_the_one_that_it_holds() => Assert.Contains("'_next.Process'", Assert.Single(await Finds.In<MiddlewareChainAnalyzer>("""
        using Microsoft.ApplicationInsights.Extensibility;
        class Filter : ITelemetryProcessor
        {
            readonly ITelemetryProcessor _next;
            public Filter(ITelemetryProcessor next) => _next = next;
            public void Process(ITelemetry item) { if (item is null) return; _next.Process(item); }
        }
        """)).Message);
}
