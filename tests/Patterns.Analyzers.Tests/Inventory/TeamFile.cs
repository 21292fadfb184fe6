using System.Collections.Immutable;
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

    public override SourceText? GetText(CancellationToken cancellationToken = default) => content;

    /// <summary>The findings in a project that has this file, each as "PAT9003 2,1: message" with line and column from 1, those of the code last.</summary>
    public async Task<string[]> Findings(CSharpCompilation compilation, params DiagnosticAnalyzer[] analyzers)
    {
        var options = new CompilationWithAnalyzersOptions(new([this]), (exception, _, _) => throw exception, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        var found = await compilation.WithAnalyzers([.. analyzers], options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.OrderBy(finding => finding.Location.IsInSource).ThenBy(finding => finding.Location.SourceSpan.Start).ThenBy(finding => finding.Id).Select(Describe)];
    }

    private static string Describe(Diagnostic finding)
    {
        var start = finding.Location.GetLineSpan().StartLinePosition;
        return $"{finding.Id} {start.Line + 1},{start.Character + 1}: {finding.GetMessage()}";
    }
}
