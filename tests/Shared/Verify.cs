using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Patterns.Tests;

/// <summary>Assertions about the findings and fixes of an analyzer. Expected spans are marked <c>[|like this|]</c>.</summary>
internal static class Verify<TAnalyzer> where TAnalyzer : DiagnosticAnalyzer, new()
{
    /// <summary>The rule reports the marked spans and nothing else; source without marks means that it is silent.</summary>
    /// <param name="id">The rule; the analyzer's others are off.</param>
    /// <param name="markup">The source with its marks.</param>
    /// <param name="configure">Adds sources, references or an <c>.editorconfig</c> where a test needs them.</param>
    public static Task Reports(string id, string markup, Action<RuleTest<TAnalyzer>>? configure = null)
    {
        var test = new RuleTest<TAnalyzer>(id, markup);
        configure?.Invoke(test);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The fix turns the marked source into the other, alone and as Fix All, and leaves no finding.</summary>
    public static Task Fixes<TFix>(string id, string markup, string fixedCode, Action<RuleFixTest<TAnalyzer, TFix>>? configure = null)
        where TFix : CodeFixProvider, new()
    {
        var test = new RuleFixTest<TAnalyzer, TFix>(id, markup, fixedCode);
        configure?.Invoke(test);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The rule reports the marked spans, and no fix is offered for them.</summary>
    public static Task OffersNoFix<TFix>(string id, string markup) where TFix : CodeFixProvider, new() => Fixes<TFix>(id, markup, markup);
}
