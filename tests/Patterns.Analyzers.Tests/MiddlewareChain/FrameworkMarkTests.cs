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
}
