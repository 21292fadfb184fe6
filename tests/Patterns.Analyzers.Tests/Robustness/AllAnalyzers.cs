using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Recognition;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Robustness;

/// <summary>Every analyzer of the package over any source, in the order and at the speed of a build.</summary>
internal static class AllAnalyzers
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> All =
    [
        .. typeof(ProjectFacts).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>The findings that are not hidden, as "id path:line message"; a crash of an analyzer is thrown.</summary>
    public static async Task<string[]> Over(IEnumerable<(string Path, string Source)> files, OutputKind kind = OutputKind.DynamicallyLinkedLibrary, IEnumerable<MetadataReference>? references = null)
    {
        var trees = files.Select(file => CSharpSyntaxTree.ParseText(file.Source, path: file.Path));
        var compilation = CSharpCompilation.Create("Test", trees, references ?? References.Net, new CSharpCompilationOptions(kind, allowUnsafe: true));
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: (exception, analyzer, _) => throw new InvalidOperationException(analyzer.ToString(), exception), concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        var findings = await compilation.WithAnalyzers(All, options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. findings.Where(finding => finding.Severity != DiagnosticSeverity.Hidden).Select(finding => $"{finding.Id} {finding.Location.GetLineSpan().Path}:{finding.Location.GetLineSpan().StartLinePosition.Line} {finding.GetMessage()}").Order(StringComparer.Ordinal)];
    }

    public static Task<string[]> Over(string source, OutputKind kind = OutputKind.DynamicallyLinkedLibrary) => Over([("a.cs", source)], kind);

    /// <summary>The C# files below a folder of this repository.</summary>
    public static IEnumerable<(string Path, string Source)> Files(string folder) => Directory
        .EnumerateFiles(Path.Combine(References.RepositoryRoot, folder), "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
        .Order(StringComparer.Ordinal)
        .Select(path => (path, File.ReadAllText(path)));
}
