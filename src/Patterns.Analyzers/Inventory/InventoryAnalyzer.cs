using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Inventory;

/// <summary>
/// Holds the lines of <see cref="PatternInventory.FileName"/> against the code; <see cref="Gate"/> holds the code against the lines. So a change
/// that introduces or loses a pattern shows in a file that people review.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InventoryAnalyzer() : ListFileAnalyzer(PatternInventory.Format, Malformed)
{
    internal static readonly DiagnosticDescriptor Stale = new(
        "PAT9002", "An inventory line no longer holds", "'{0}' is in the inventory as {1}, but {2}{3}",
        Rule.InventoryCategory, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "A type of the inventory was removed, renamed, or changed so that it no longer shows the pattern.", CatalogUrls.Document);

    internal static readonly DiagnosticDescriptor Malformed = new(
        "PAT9003", "An inventory line cannot be used", "This line has no effect: {0}",
        Rule.InventoryCategory, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "A line of the inventory is a pattern's slug, a type's documentation id and, if wanted, a remark.", CatalogUrls.Document);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Stale, Malformed);

    /// <inheritdoc/>
    protected override Diagnostic? Objection(ListEntry entry, ListFile file, Reporting reporting, string where) =>
        WhyStale(entry, reporting) is { } reason ? Diagnostic.Create(Stale, file.At(entry.Span), entry.Value.Text, entry.Key.Text, reason, where) : null;

    /// <summary>True when the code bears the entry out.</summary>
    internal static bool Holds(ListEntry entry, Reporting reporting) => WhyStale(entry, reporting) is null;

    private static string? WhyStale(ListEntry entry, Reporting reporting)
    {
        if (reporting.Project.TypeOf(entry.Value.Text) is not { } symbol || reporting.Project.Of(symbol) is not { } type)
            return "this project has no such type";
        return AllPatterns.BySlug[entry.Key.Text].Conclude(type, reporting) is null ? "the type does not show it" : null;
    }
}
