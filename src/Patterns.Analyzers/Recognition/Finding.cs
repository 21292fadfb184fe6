using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;

namespace Patterns.Analyzers.Recognition;

/// <summary>Turns conclusions into diagnostics: the one contract for the editor, SARIF, tools and tests.</summary>
internal static class Finding
{
    private const int SeeAlso = 2;

    public static Diagnostic Recognition(DiagnosticDescriptor rule, CatalogEntry entry, Recognised recognised)
    {
        var type = recognised.Type.Symbol;
        var likely = recognised.Confidence == Confidence.Medium ? "likely " : "";
        var because = string.Join("; ", recognised.Because.Select(evidence => evidence.Phrase).Where(phrase => phrase.Length > 0));
        return Diagnostic.Create(
            rule,
            recognised.Site,
            Own(recognised, recognised.Because.Select(evidence => evidence.Location)),
            Properties("recognition", entry, recognised),
            type.Name,
            likely + recognised.Role.Noun,
            because,
            Comparison(entry, recognised.Closest));
    }

    public static Diagnostic Convention(
        DiagnosticDescriptor rule, CatalogEntry entry, Recognised recognised, Location location,
        ImmutableArray<Location> evidence, ImmutableDictionary<string, string?>? forFix, object?[] arguments)
    {
        var properties = Properties("convention", entry, recognised).Add(FindingProperties.Symbol,
            recognised.Type.Project.MemberAt(location)?.GetDocumentationCommentId());
        return Diagnostic.Create(rule, location, Own(recognised, evidence), forFix is null ? properties : properties.AddRange(forFix), arguments);
    }

    /// <summary>A place in another project's code, which is at hand in an editor, is no place that a finding of this one may point at.</summary>
    private static IEnumerable<Location> Own(Recognised recognised, IEnumerable<Location> places) =>
        places.Where(place => place.SourceTree is { } tree && recognised.Type.Project.Owns(tree));

    private static ImmutableDictionary<string, string?> Properties(string kind, CatalogEntry entry, Recognised recognised) =>
        ImmutableDictionary.CreateRange(new KeyValuePair<string, string?>[]
        {
            new(FindingProperties.Kind, kind),
            new(FindingProperties.Pattern, entry.Slug),
            new(FindingProperties.Role, recognised.Role.Id),
            new(FindingProperties.Confidence, recognised.Confidence.ToString().ToLowerInvariant()),
            new(FindingProperties.Closest, recognised.Closest?.Name),
            new(FindingProperties.References, string.Join(", ", Others(entry, recognised.Closest).Select(project => project.Name))),
            new(FindingProperties.Catalog, entry.Url),
        });

    private static string Comparison(CatalogEntry entry, ReferenceProject? closest)
    {
        if (closest is null) return "No project of the catalog is known to do it this way";
        var others = Others(entry, closest).Take(SeeAlso).ToList();
        return others.Count == 0 ? $"Closest: {closest}" : $"Closest: {closest} (see also {string.Join(", ", others)})";
    }

    private static IEnumerable<ReferenceProject> Others(CatalogEntry entry, ReferenceProject? closest) =>
        entry.Rows.Select(row => row.Project).Where(project => project != closest);
}
