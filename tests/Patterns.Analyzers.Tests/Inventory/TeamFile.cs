using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Patterns.Analyzers.Tests.Inventory;

/// <summary>A list file of a team, read as the compiler reads it; without text it cannot be read at all.</summary>
internal sealed class TeamFile(string path, string? text) : AdditionalText
{
    private readonly SourceText? content = text is null ? null : SourceText.From(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    public override string Path => path;

    /// <summary>What the build says, by the name of the property.</summary>
    public IReadOnlyDictionary<string, string> Build { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Further files of the project.</summary>
    public ImmutableArray<AdditionalText> Beside { get; init; } = [];

    public override SourceText? GetText(CancellationToken cancellationToken = default) => content;

    /// <summary>The findings in a project that has this file, each as "PAT9003 2,1: message" with line and column from 1, those of the code last.</summary>
    public async Task<string[]> Findings(CSharpCompilation compilation, params DiagnosticAnalyzer[] analyzers)
    {
        var options = new CompilationWithAnalyzersOptions(new([this, .. Beside], new BuildSettings(Build)), (exception, _, _) => throw exception, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        var found = await compilation.WithAnalyzers([.. analyzers], options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.OrderBy(finding => finding.Location.IsInSource).ThenBy(finding => finding.Location.SourceSpan.Start).ThenBy(finding => finding.Id).Select(Describe)];
    }

    private static string Describe(Diagnostic finding)
    {
        var start = finding.Location.GetLineSpan().StartLinePosition;
        return $"{finding.Id} {start.Line + 1},{start.Character + 1}: {finding.GetMessage()}";
    }
}

/// <summary>Properties of the build, and no other settings.</summary>
file sealed class BuildSettings(IReadOnlyDictionary<string, string> properties) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(properties);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options(ImmutableDictionary<string, string>.Empty);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(ImmutableDictionary<string, string>.Empty);

    private sealed class Options(IReadOnlyDictionary<string, string> properties) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            const string Prefix = "build_property.";
            value = key.StartsWith(Prefix, StringComparison.Ordinal) && properties.TryGetValue(key[Prefix.Length..], out var found) ? found : null;
            return value is not null;
        }
    }
}
