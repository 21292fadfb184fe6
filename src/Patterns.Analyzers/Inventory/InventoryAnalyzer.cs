using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Inventory;

/// <summary>
/// Holds the recognised patterns against <see cref="PatternInventory.FileName"/>, where a project has that file: a change that introduces or loses
/// a pattern then shows in a file that people review.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InventoryAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a finding that holds the line to add.</summary>
    public const string LineProperty = "inventoryLine";

    internal static readonly DiagnosticDescriptor Missing = new(
        "PAT9001", "A recognised pattern is not in the inventory", "'{0}' is {1}, and " + PatternInventory.FileName + " has no line '{2}'",
        Rule.InventoryCategory, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "The inventory lists the types that show a pattern. A new one is a decision that a reviewer should see.", CatalogUrls.Document);

    internal static readonly DiagnosticDescriptor Stale = new(
        "PAT9002", "An inventory line no longer holds", "'{0}' is in the inventory as {1}, but {2}",
        Rule.InventoryCategory, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "A type of the inventory was removed, renamed, or changed so that it no longer shows the pattern.", CatalogUrls.Document);

    internal static readonly DiagnosticDescriptor Malformed = new(
        "PAT9003", "An inventory line cannot be used", "This line has no effect: {0}",
        Rule.InventoryCategory, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "A line of the inventory is a pattern's slug, a type's documentation id and, if wanted, a remark.", CatalogUrls.Document);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Missing, Stale, Malformed);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        var files = ListFile.Named(PatternInventory.FileName, context.Options, context.CancellationToken);
        if (files.IsEmpty) return;
        var inventory = new PatternInventory(files);
        var project = ProjectFacts.Of(context.Compilation);
        var reporting = new Reporting(context.Compilation, context.Options);
        context.RegisterSymbolAction(symbol => ReportMissing(symbol, project, reporting, inventory), SymbolKind.NamedType);
        context.RegisterAdditionalFileAction(file => ReportLines(file, project, reporting, inventory));
    }

    private static void ReportMissing(SymbolAnalysisContext context, ProjectFacts project, Reporting reporting, PatternInventory inventory)
    {
        if (project.Of((INamedTypeSymbol)context.Symbol) is not { } type) return;
        foreach (var pattern in AllPatterns.BySlug)
        {
            if (pattern.Value.Conclude(type) is not { } recognised || !reporting.Wants(recognised)) continue;
            var id = type.Symbol.GetDocumentationCommentId()!;
            if (inventory.Has(pattern.Key, id)) continue;
            var line = PatternInventory.Line(pattern.Key, id);
            context.ReportDiagnostic(Diagnostic.Create(
                Missing, type.Identifier, ImmutableDictionary<string, string?>.Empty.Add(LineProperty, line), type.Symbol.Name, recognised.Role.Noun, line));
        }
    }

    private static void ReportLines(AdditionalFileAnalysisContext context, ProjectFacts project, Reporting reporting, PatternInventory inventory)
    {
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
