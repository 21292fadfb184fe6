using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;

namespace Patterns.Analyzers.Recognition;

/// <summary>Makes descriptors: the one place for categories, help links and default severities.</summary>
internal static class Rule
{
    public const string RecognitionCategory = "PatternRecognition";
    public const string ConventionCategory = "PatternConvention";
    public const string InventoryCategory = "PatternInventory";

    /// <summary>The rule that reports a type showing the pattern.</summary>
    public static DiagnosticDescriptor Recognition(string id, CatalogEntry entry) => new(
        id, entry.Title, "'{0}' is {1}: {2}. {3}.", RecognitionCategory, DiagnosticSeverity.Info, isEnabledByDefault: true,
        description: entry.Intent, helpLinkUri: entry.Url);

    /// <summary>A rule that makes the pattern work. Info unless measurement on public code shows that it is never wrong.</summary>
    public static DiagnosticDescriptor Convention(
        string id, CatalogEntry entry, string title, string message, string description, DiagnosticSeverity severity = DiagnosticSeverity.Info) => new(
        id, title, message, ConventionCategory, severity, isEnabledByDefault: true, description, entry.Url);
}
