using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Patterns.Analyzers.Inventory;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Inventory;

public class OrderAnalyzerTests
{
    [Theory]
    [InlineData("app.UseExceptionHandler(); app.UseRouting(); app.UseAuthentication();")]
    [InlineData("app.UseExceptionHandler(); app.Use(new Authentication()); app.UseMiddleware<Audit>();")]
    [InlineData("app.UseAuthentication(); other.UseExceptionHandler();")]
    [InlineData("app.UseAuthentication(); app.Map(inner => inner.UseExceptionHandler());")]
    [InlineData("app.UseRouting(); app.UseCors();")]
    public Task As_agreed(string registrations) => Check("ExceptionHandler, Authentication", registrations);

    [Theory]
    [InlineData("app.UseAuthentication(); app.{|PAT9012:UseExceptionHandler|}();")]
    [InlineData("app.UseAuthentication(); app.UseRouting(); app.{|PAT9012:UseExceptionHandler|}();")]
    [InlineData("app.UseAuthentication().{|PAT9012:UseExceptionHandler|}();")]
    [InlineData("app.Use(new AuthenticationMiddleware()); app.{|PAT9012:UseMiddleware<ExceptionHandlerMiddleware>|}();")]
    [InlineData("app.Use(typeof(Authentication)); app.{|PAT9012:AddExceptionHandler|}();")]
    public Task Not_as_agreed(string registrations) => Check("ExceptionHandler, Authentication", registrations);

    [Theory]
    [InlineData("app.UseRouting(); app.{|PAT9012:UseAuthentication|}();", "Authentication, *")]
    [InlineData("app.UseAuthentication(); app.{|PAT9012:UseRouting|}();", "*, Authentication")]
    public Task The_star_stands_for_all_others(string registrations, string order) => Check(order, registrations);

    private static Task Check(string order, string registrations)
    {
        var source = $$"""
            class Chain { public dynamic x; } class Authentication { } class AuthenticationMiddleware { } class ExceptionHandlerMiddleware { } class Audit { }
            class Program { void Main(dynamic app, dynamic other) { {{registrations}} } }
            """;
        var test = new CSharpAnalyzerTest<OrderAnalyzer, DefaultVerifier> { TestCode = source, ReferenceAssemblies = References.None, CompilerDiagnostics = CompilerDiagnostics.None };
        test.TestState.AdditionalReferences.AddRange(References.Net);
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", $"root = true\n[*.cs]\npatterns.middleware-chain.order = {order}\n"));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
