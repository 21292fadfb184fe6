using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Patterns.Analyzers.Inventory;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Inventory;

/// <summary>The ratchet: the baseline may only shrink.</summary>
public class BaselineSizeTests
{
    private const string Path = "/PatternBaseline.txt";

    [Theory]
    [InlineData("[*.cs]\npatterns.baseline_entries = 2")]
    [InlineData("[*.cs]\npatterns.minimum_confidence = high")]
    [InlineData("[*.cs]\npatterns.baseline_entries = two")]
    [InlineData("[*.cs]\npatterns.baseline_entries = -1")]
    public Task A_baseline_of_the_agreed_size_is_silent(string settings) => Check(settings);

    [Theory]
    [InlineData("[*.cs]")]
    [InlineData("[*]")]
    [InlineData("[PatternBaseline.txt]")]
    public Task The_first_entry_too_many_is_reported(string section) => Check(
        $"{section}\npatterns.baseline_entries = 1", Wrong(1, "mend what is new instead of accepting it").WithSpan(Path, 4, 2, 4, 15));

    [Fact]
    public Task A_smaller_baseline_lowers_the_limit() => Check(
        "[*.cs]\npatterns.baseline_entries = 3", Wrong(3, "lower the setting, so that nothing comes back").WithSpan(Path, 1, 1, 1, 1));

    private static DiagnosticResult Wrong(int agreed, string advice) => new DiagnosticResult(BaselineAnalyzer.WrongSize).WithArguments(2, agreed, advice);

    private static Task Check(string settings, params DiagnosticResult[] expected)
    {
        var test = new CSharpAnalyzerTest<BaselineAnalyzer, DefaultVerifier> { TestCode = "class C { }", ReferenceAssemblies = References.None };
        test.TestState.AdditionalReferences.AddRange(References.Net);
        test.TestState.AdditionalFiles.Add((Path, "# ours\nPAT0402 M:C.A\nPAT0402\n PAT0402 M:C.B  later\nPAT0402 M:C.A\n"));
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", $"root = true\n{settings}\n"));
        test.DisabledDiagnostics.AddRange(["PAT9020", "PAT9021"]);
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
