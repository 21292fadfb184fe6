using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.MSBuild;

namespace Patterns.Package.Tests;

/// <summary>The findings of our rules in a project that a workspace opens.</summary>
internal static class ProjectAnalysis
{
    /// <summary>For each framework <c>file(line): level rule</c>, in the words of the log.</summary>
    public static async Task<IReadOnlyList<string[]>> RunAsync(string path)
    {
        using var workspace = MSBuildWorkspace.Create();
        await workspace.OpenProjectAsync(path);
        var findings = new List<string[]>();
        foreach (var project in workspace.CurrentSolution.Projects)
        {
            findings.Add([.. (await FindAsync(project)).Select(Brief).Order(StringComparer.Ordinal)]);
        }

        return findings;
    }

    private static async Task<IEnumerable<Diagnostic>> FindAsync(Project project)
    {
        var compilation = (await project.GetCompilationAsync())!;
        var analyzers = project.AnalyzerReferences.SelectMany(reference => reference.GetAnalyzers(LanguageNames.CSharp)).Where(analyzer => analyzer.SupportedDiagnostics.Any(IsOurs));
        var findings = await compilation.WithAnalyzers([.. analyzers], project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync();
        return findings.Where(finding => IsOurs(finding.Descriptor) && !finding.IsSuppressed);
    }

    private static bool IsOurs(DiagnosticDescriptor rule) => rule.Id.StartsWith("PAT", StringComparison.Ordinal);

    private static string Brief(Diagnostic finding)
    {
        var place = finding.Location.GetLineSpan();
        var line = place.IsValid ? place.StartLinePosition.Line + 1 : 0;
        return $"{Path.GetFileName(place.Path)}({line}): {(finding.Severity is DiagnosticSeverity.Warning ? "warning" : "note")} {finding.Id}";
    }
}
