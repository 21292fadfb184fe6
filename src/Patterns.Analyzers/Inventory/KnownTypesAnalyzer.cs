using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Inventory;

/// <summary>Says which lines of <see cref="PatternKnownTypes.FileName"/> teach nothing, so that a slip of the pen does not leave a type unrecognised in
/// silence.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class KnownTypesAnalyzer() : ListFileAnalyzer(PatternKnownTypes.Format, Unusable)
{
    internal static readonly DiagnosticDescriptor Unusable = new(
        "PAT9031", "A known type cannot be used", "This line teaches nothing: {0}", Rule.InventoryCategory, DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A line of the known types is a type or member of the team's own framework in brackets, an equals sign, and the role that it stands for.",
        CatalogUrls.Document);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Unusable);

    /// <inheritdoc/>
    protected override Diagnostic? Objection(ListEntry entry, ListFile file, Reporting reporting, string where)
    {
        var compilation = reporting.Project.Compilation;
        if (TaughtRoles.SymbolsOf(entry, compilation).Any()) return null;
        var type = PatternKnownTypes.TypeOf(entry);
        return PatternKnownTypes.MemberOf(entry) is { } member && compilation.GetTypesByMetadataName(type.Text).Length > 0
            ? Diagnostic.Create(Unusable, file.At(member.Span), $"'{type.Text}' has no member '{member.Text}'")
            : Diagnostic.Create(Unusable, file.At(type.Span), $"this project knows no type '{type.Text}'");
    }
}
