using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Patterns.Tests;

/// <summary>One finding, for assertions about its properties and message.</summary>
internal sealed record Found(Diagnostic Diagnostic)
{
    public string Id => Diagnostic.Id;

    public string Message => Diagnostic.GetMessage();

    public string? Role => this["role"];

    public string? Confidence => this["confidence"];

    public string? Closest => this["closest"];

    /// <summary>The source text that the finding underlines.</summary>
    public string Text => Diagnostic.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(Diagnostic.Location.SourceSpan);

    /// <summary>A property of the finding, by the names of the contract.</summary>
    public string? this[string property] => Diagnostic.Properties.GetValueOrDefault(property);

    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Text}: {Message}";
}

/// <summary>Runs analyzers over sources and returns all that they find. An exception in an analyzer fails the test.</summary>
internal static class Finds
{
    public static Task<ImmutableArray<Found>> In<TAnalyzer>(params string[] sources) where TAnalyzer : DiagnosticAnalyzer, new() =>
        In<TAnalyzer>(Source.Compile(sources));

    public static Task<ImmutableArray<Found>> In<TAnalyzer>(CSharpCompilation compilation) where TAnalyzer : DiagnosticAnalyzer, new() =>
        In(compilation, new TAnalyzer());

    public static async Task<ImmutableArray<Found>> In(CSharpCompilation compilation, params DiagnosticAnalyzer[] analyzers)
    {
        Exception? failure = null;
        var options = new CompilationWithAnalyzersOptions(
            new([]), (exception, _, _) => failure ??= exception, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        var diagnostics = await compilation.WithAnalyzers([.. analyzers], options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        if (failure is not null) throw new InvalidOperationException("An analyzer threw.", failure);
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
            .Select(diagnostic => new Found(diagnostic))];
    }
}
