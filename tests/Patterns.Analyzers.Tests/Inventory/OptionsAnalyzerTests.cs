using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Patterns.Analyzers.Inventory;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Inventory;

public class OptionsAnalyzerTests
{
    [Theory]
    [InlineData("patterns.minimum_confidence", "high")]
    [InlineData("patterns.minimum_confidence", "Medium")]
    [InlineData("patterns.include_test_projects", "true")]
    [InlineData("patterns.baseline_entries", "12")]
    [InlineData("patterns.dependency-injection.report_consumers", "true")]
    [InlineData("pattern.minimum_confidence", "certain")]
    public Task Nothing_is_said_of(string key, string value) => Check(key, value);

    [Theory]
    [InlineData("patterns.minimum_confidence", "low", "high or medium is expected")]
    [InlineData("patterns.minimum_confidence", "", "high or medium is expected")]
    [InlineData("patterns.include_test_projects", "yes", "true or false is expected")]
    [InlineData("patterns.dependency-injection.report_consumers", "1", "true or false is expected")]
    [InlineData("patterns.raft.report_consumers", "true", "there is no such option")]
    [InlineData("patterns.baseline_entries", "-1", "a whole number from 0 on is expected")]
    [InlineData("patterns.minimum_confidance", "high", "there is no such option")]
    [InlineData("patterns.middleware-chain.order", "Authentication, Authentication", "a name stands there twice")]
    [InlineData("patterns.middleware-chain.order", "*", "at least one name is expected")]
    [InlineData("patterns.no-such.naming.link", "*Link", "there is no pattern 'no-such'")]
    public Task Is_said(string key, string value, string mistake) =>
        Check(key, value, new DiagnosticResult(OptionsAnalyzer.InvalidOption).WithArguments(key, value, mistake));

    private static Task Check(string key, string value, params DiagnosticResult[] expected)
    {
        var test = new CSharpAnalyzerTest<OptionsAnalyzer, DefaultVerifier> { TestCode = "class C { }", ReferenceAssemblies = References.None };
        test.TestState.AdditionalReferences.AddRange(References.Net);
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", $"root = true\n[*.cs]\n{key} = {value}\n"));
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
