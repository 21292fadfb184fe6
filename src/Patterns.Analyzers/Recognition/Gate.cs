using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Catalog;

namespace Patterns.Analyzers.Recognition;

/// <summary>What a team agreed on about its patterns, held against each recognition and each broken convention at the moment of its report.</summary>
internal sealed class Gate(ProjectFacts project, AnalyzerOptions options, CancellationToken cancellationToken)
{
    private readonly string? framework = PatternOptions.FrameworkOf(options);
    private readonly ImmutableArray<ListFile> inventory = PatternInventory.Format.Among(options, cancellationToken);
    private readonly ImmutableArray<ListFile> baseline = PatternBaseline.Format.Among(options, cancellationToken);

    /// <summary>A broken convention as the team wants to hear of it: not at all when it is accepted; with the line that would accept it.</summary>
    public IEnumerable<Diagnostic> Judge(Diagnostic finding)
    {
        var id = finding.Properties[FindingProperties.Symbol];
        var line = id is null ? null : ListFormat.LineOf(finding.Id, id);
        if (line is not null && baseline.Any(file => file.Says(line, framework))) yield break;
        yield return finding;
        if (line is not null && !IsOff(finding))
            yield return Diagnostic.Create(GateRules.NotInBaseline, finding.Location, Property(GateRules.Line, line), finding.Id, line);
    }

    /// <summary>Where the recognition departs from inventory, name or namespace.</summary>
    public IEnumerable<Diagnostic> Departures(CatalogEntry entry, Recognised recognised)
    {
        var (symbol, noun, site) = (recognised.Type.Symbol, recognised.Role.Noun, recognised.Site);
        if (!inventory.IsEmpty && symbol.GetDocumentationCommentId() is { } id && ListFormat.LineOf(entry.Slug, id) is var line
            && !inventory.Any(file => file.Says(line, framework)))
            yield return Diagnostic.Create(GateRules.NotInInventory, site, Property(GateRules.Line, line), symbol.Name, noun, line);

        var settings = PatternOptions.For(options, site.SourceTree!);
        if (PatternOptions.Expectation(settings, entry.Slug, PatternOptions.Naming, recognised.Role) is { } naming && !naming.Matches(symbol.Name))
            yield return Diagnostic.Create(GateRules.WrongName, site, Property(GateRules.NewName, naming.Complete(symbol.Name)), symbol.Name, noun,
                naming.Text);

        var space = symbol.ContainingNamespace.IsGlobalNamespace ? "" : symbol.ContainingNamespace.ToDisplayString();
        if (PatternOptions.Expectation(settings, entry.Slug, PatternOptions.Namespace, recognised.Role) is { } place && !place.Matches(space))
            yield return Diagnostic.Create(GateRules.WrongPlace, site, symbol.Name, noun, place.Text, space);
    }

    /// <summary>True when the team has switched the rule off there.</summary>
    private bool IsOff(Diagnostic finding)
    {
        var settings = project.Compilation.Options;
        return settings.SpecificDiagnosticOptions.TryGetValue(finding.Id, out var level) && level == ReportDiagnostic.Suppress
            || finding.Location.SourceTree is { } tree && settings.SyntaxTreeOptionsProvider is { } provider
                && (provider.TryGetDiagnosticValue(tree, finding.Id, cancellationToken, out level)
                    || provider.TryGetGlobalDiagnosticValue(finding.Id, cancellationToken, out level))
                && level == ReportDiagnostic.Suppress;
    }

    private static ImmutableDictionary<string, string?> Property(string key, string? value) => ImmutableDictionary<string, string?>.Empty.Add(key, value);
}
