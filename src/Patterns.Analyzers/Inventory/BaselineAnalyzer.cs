using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Inventory;

/// <summary>Holds <see cref="PatternBaseline.FileName"/> against the code: what is mended must leave the file, so that it cannot come back unseen.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class BaselineAnalyzer() : ListFileAnalyzer(PatternBaseline.Format, Malformed)
{
    internal static readonly DiagnosticDescriptor Stale = new(
        "PAT9020", "A baseline line accepts nothing", "'{1}' does not break {0}: remove this line", Rule.InventoryCategory, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "The accepted finding was mended, or its member renamed or removed.", CatalogUrls.Document);

    internal static readonly DiagnosticDescriptor Malformed = new(
        "PAT9021", "A baseline line cannot be used", "This line has no effect: {0}", Rule.InventoryCategory, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "A line of the baseline is the id of a convention, a member's documentation id and, if wanted, a remark.", CatalogUrls.Document);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Stale, Malformed);

    /// <inheritdoc/>
    protected override IEnumerable<Diagnostic> Objections(ListFile file, AdditionalFileAnalysisContext context)
    {
        var project = ProjectFacts.Of(context.Compilation, context.Options, context.CancellationToken);
        foreach (var entry in file.Entries)
            if (!Broken(project, context.Options, PatternBaseline.PatternOf(entry.Key.Text)).Contains((entry.Key.Text, entry.Value.Text)))
                yield return Diagnostic.Create(Stale, file.At(entry.Span), entry.Key.Text, entry.Value.Text);
    }

    /// <summary>All that the project breaks of a pattern's conventions, accepted or not; computed only for a pattern that the baseline names.</summary>
    private static HashSet<(string Rule, string Symbol)> Broken(ProjectFacts project, AnalyzerOptions options, int pattern) =>
        project.GetOrAdd((typeof(BaselineAnalyzer), pattern), () =>
        {
            var broken = new HashSet<(string, string)>();
            if (AllPatterns.BySlug.Values.FirstOrDefault(candidate => candidate.Pattern.Number == pattern) is not { } analyzer) return broken;
            var reporting = new Reporting(project, options);
            foreach (var symbol in project.Types)
                if (project.Of(symbol) is { } type && analyzer.Conclude(type) is { } recognised && reporting.Wants(recognised))
                    analyzer.Check(type, options, finding => broken.Add((finding.Id, finding.Properties[FindingProperties.Symbol] ?? "")));
            return broken;
        });
}
