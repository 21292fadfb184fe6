using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Inventory;

/// <summary>Says which of this package's settings are unknown or malformed, so that a slip of the pen does not switch a gate off in silence.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class OptionsAnalyzer : DiagnosticAnalyzer
{
    internal static readonly DiagnosticDescriptor InvalidOption = new(
        "PAT9030", "A setting of the pattern rules is wrong", "The setting '{0} = {1}' has no effect: {2}", Rule.InventoryCategory, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, "Options of this package begin with 'patterns.'; one that is misspelt or has a value of the wrong form is ignored.",
        CatalogUrls.Document,
        WellKnownDiagnosticTags.CompilationEnd);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(InvalidOption);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationAction(Check);
    }

    private static void Check(CompilationAnalysisContext context)
    {
        var provider = context.Options.AnalyzerConfigOptionsProvider;
        var settings = new SortedSet<(string Key, string Value)>();
        Read(provider.GlobalOptions, settings);
        foreach (var tree in context.Compilation.SyntaxTrees) Read(provider.GetOptions(tree), settings);
        foreach (var file in context.Options.AdditionalFiles) Read(provider.GetOptions(file), settings);
        foreach (var (key, value) in settings)
            if (PatternOptions.Mistake(key, value) is { } mistake)
                context.ReportDiagnostic(Diagnostic.Create(InvalidOption, Location.None, key, value, mistake));
    }

    private static void Read(AnalyzerConfigOptions options, SortedSet<(string, string)> settings)
    {
        foreach (var key in options.Keys)
            if (key.StartsWith(PatternOptions.Prefix, StringComparison.OrdinalIgnoreCase) && options.TryGetValue(key, out var value))
                settings.Add((key, value));
    }
}
