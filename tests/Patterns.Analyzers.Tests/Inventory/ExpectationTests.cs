using Microsoft.CodeAnalysis.Testing;
using Patterns.Analyzers.MiddlewareChain;
using Patterns.Analyzers.Recognition;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Inventory;

public class ExpectationTests
{
    private static readonly DiagnosticResult Name = new DiagnosticResult(GateRules.WrongName).WithSpan(4, 7, 4, 14);
    private static readonly DiagnosticResult Place = new DiagnosticResult(GateRules.WrongPlace).WithSpan(4, 7, 4, 14);

    [Theory]
    [InlineData("naming.link = Trac*")]
    [InlineData("naming.link = *Handler, Tracing")]
    [InlineData("naming.link =")]
    [InlineData("naming.builder = *Builder")]
    public Task A_name_that_is_as_agreed_is_silent(string setting) => Check(GateRules.WrongName, setting);

    [Fact]
    public Task Another_name_is_reported() => Check(GateRules.WrongName, "naming.link = *Handler", Name.WithArguments("Tracing", "a link of a middleware chain", "*Handler"));

    [Fact]
    public Task A_setting_for_other_files_says_nothing() => Check(GateRules.WrongName, "naming.link = *\n[Other.cs]\npatterns.middleware-chain.naming.link = *Handler");

    [Theory]
    [InlineData("namespace.link = Shop.Pipeline")]
    [InlineData("namespace.link = *.Pipeline")]
    [InlineData("namespace.coordinator = *.Other")]
    public Task A_place_that_is_as_agreed_is_silent(string setting) => Check(GateRules.WrongPlace, setting);

    [Fact]
    public Task Another_place_is_reported() =>
        Check(GateRules.WrongPlace, "namespace.link = *.Web", Place.WithArguments("Tracing", "a link of a middleware chain", "*.Web", "Shop.Pipeline"));

    private static Task Check(Microsoft.CodeAnalysis.DiagnosticDescriptor rule, string setting, params DiagnosticResult[] expected) => Verify<MiddlewareChainAnalyzer>.Reports(
        rule.Id,
        """
        using System.Net.Http;
        namespace Shop.Pipeline;

        class Tracing : DelegatingHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token) => base.SendAsync(request, token);
        }
        """,
        test =>
        {
            test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", $"root = true\n[*.cs]\npatterns.middleware-chain.{setting}\n"));
            test.ExpectedDiagnostics.AddRange(expected);
        });
}
