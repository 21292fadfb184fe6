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
        "PAT9020", "A baseline line accepts nothing", "'{1}' does not break {0}{2}: remove this line", Rule.InventoryCategory, DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The accepted finding was mended, or its member renamed or removed.", CatalogUrls.Document);

    internal static readonly DiagnosticDescriptor Malformed = new(
        "PAT9021", "A baseline line cannot be used", "This line has no effect: {0}", Rule.InventoryCategory, DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A line of the baseline is the id of a convention, a member's documentation id and, if wanted, a remark.", CatalogUrls.Document);

    internal static readonly DiagnosticDescriptor WrongSize = new(
        "PAT9023", "The baseline has another size than agreed", "The baseline accepts {0}, and " + PatternOptions.BaselineEntries + " is {1}: {2}",
        Rule.InventoryCategory, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "Where the setting " + PatternOptions.BaselineEntries + " is given, the baseline may only shrink.", CatalogUrls.Document);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Stale, Malformed, WrongSize);

    /// <inheritdoc/>
    protected override Diagnostic? Objection(ListEntry entry, ListFile file, Reporting reporting, string where) =>
        Holds(entry, reporting) ? null : Diagnostic.Create(Stale, file.At(entry.Span), entry.Key.Text, entry.Value.Text, where);

    /// <inheritdoc/>
    protected override Diagnostic? Objection(ListFile file, AdditionalFileAnalysisContext context)
    {
        if (PatternOptions.BaselineEntriesIn(context.Options, context.AdditionalFile, context.Compilation) is not { } agreed || agreed == file.Entries.Length)
            return null;
        var (place, advice) = file.Entries.Length > agreed
            ? (file.Entries[agreed].Span, "mend what is new instead of accepting it")
            : (default, "lower the setting, so that nothing comes back");
        return Diagnostic.Create(WrongSize, file.At(place), file.Entries.Length, agreed, advice);
    }

    /// <summary>True when the code breaks what the entry accepts.</summary>
    internal static bool Holds(ListEntry entry, Reporting reporting) => Broken(reporting, PatternBaseline.PatternOf(entry.Key.Text)).Contains(entry.ToString());

    /// <summary>The lines for all that the project breaks of a pattern's conventions, accepted or not; computed only for a pattern that the baseline
    /// names.</summary>
    private static HashSet<string> Broken(Reporting reporting, int pattern) =>
        reporting.Project.GetOrAdd((typeof(BaselineAnalyzer), pattern), () =>
        {
            var broken = new HashSet<string>(StringComparer.Ordinal);
            if (AllPatterns.BySlug.Values.FirstOrDefault(candidate => candidate.Pattern.Number == pattern) is not { } analyzer) return broken;
            foreach (var symbol in reporting.Project.Types)
                if (reporting.Project.Of(symbol) is { } type && analyzer.Conclude(type, reporting) is not null)
                    analyzer.Check(type, reporting.Options,
                        finding => broken.Add(ListFormat.LineOf(finding.Id, finding.Properties[FindingProperties.Symbol] ?? "")));
            return broken;
        });
}
