using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Catalog;

namespace Patterns.Analyzers.Recognition;

/// <summary>Where a convention reports what it found in one recognised type.</summary>
internal sealed class ConventionContext(CatalogEntry entry, Recognised recognised, AnalyzerOptions options, Action<Diagnostic> report)
{
    /// <summary>The severity-independent options of the file that the type stands in, for conventions that an option steers.</summary>
    public AnalyzerConfigOptions Options => PatternOptions.For(options, recognised.Site.SourceTree!);

    /// <summary>What the build says about the project.</summary>
    public AnalyzerConfigOptions GlobalOptions => options.AnalyzerConfigOptionsProvider.GlobalOptions;

    /// <summary>Reports a broken convention.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="location">What the reader should look at first; the code fix starts there.</param>
    /// <param name="arguments">The arguments of the rule's message.</param>
    public void Report(DiagnosticDescriptor rule, Location location, params object?[] arguments) =>
        Report(rule, location, ImmutableArray<Location>.Empty, null, arguments);

    /// <inheritdoc cref="Report(DiagnosticDescriptor, Location, object?[])"/>
    /// <param name="evidence">The other places that prove it.</param>
    /// <param name="forFix">What the code fix needs to know and could not work out from the location.</param>
    public void Report(
        DiagnosticDescriptor rule, Location location, ImmutableArray<Location> evidence, ImmutableDictionary<string, string?>? forFix,
        params object?[] arguments) =>
        report(Finding.Convention(rule, entry, recognised, location, evidence, forFix, arguments));
}
