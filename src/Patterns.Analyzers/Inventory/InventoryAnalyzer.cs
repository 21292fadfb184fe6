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
internal sealed class InventoryAnalyzer : DiagnosticAnalyzer
{
    internal static readonly DiagnosticDescriptor Stale = new(
        "PAT9002", "An inventory line no longer holds", "'{0}' is in the inventory as {1}, but {2}",
        Rule.InventoryCategory, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "A type of the inventory was removed, renamed, or changed so that it no longer shows the pattern.", CatalogUrls.Document);

    internal static readonly DiagnosticDescriptor Malformed = new(
        "PAT9003", "An inventory line cannot be used", "This line has no effect: {0}",
        Rule.InventoryCategory, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "A line of the inventory is a pattern's slug, a type's documentation id and, if wanted, a remark.", CatalogUrls.Document);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Stale, Malformed);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterAdditionalFileAction(Check);
    }

    private static void Check(AdditionalFileAnalysisContext context)
    {
        var project = ProjectFacts.Of(context.Compilation);
        if (PatternInventory.Of(project, context.Options, context.CancellationToken) is not { } inventory) return;
        var reporting = new Reporting(context.Compilation, context.Options);
        var path = context.AdditionalFile.Path;
        foreach (var (location, mistake) in inventory.Mistakes)
            if (location.GetLineSpan().Path == path) context.ReportDiagnostic(Diagnostic.Create(Malformed, location, mistake));
        foreach (var entry in inventory.Entries)
        {
            if (entry.Value.GetLineSpan().Path != path) continue;
            context.CancellationToken.ThrowIfCancellationRequested();
            var (slug, id) = entry.Key;
            if (WhyStale(project, reporting, slug, id) is { } reason) context.ReportDiagnostic(Diagnostic.Create(Stale, entry.Value, id, slug, reason));
        }
    }

    private static string? WhyStale(ProjectFacts project, Reporting reporting, string slug, string id)
    {
        if (DocumentationCommentId.GetFirstSymbolForDeclarationId(id, project.Compilation) is not INamedTypeSymbol symbol || project.Of(symbol) is not { } type)
            return "this project has no such type";
        return AllPatterns.BySlug[slug].Conclude(type) is { } recognised && reporting.Wants(recognised) ? null : "the type does not show it";
    }
}
