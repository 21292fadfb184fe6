using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Inventory;

/// <summary>Says once in a compilation that the analyzers ran. Hidden, until a team raises it to tell a clean build from one without analyzers.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ProofOfLifeAnalyzer : DiagnosticAnalyzer
{
    internal static readonly DiagnosticDescriptor Ran = new(
        "PAT9900", "The pattern analyzers ran", "Patterns.Analyzers {0} looked for {1}", Rule.InventoryCategory, DiagnosticSeverity.Hidden,
        isEnabledByDefault: true,
        "Raised to a warning, it tells a build without findings from a build in which the analyzers did not load.", CatalogUrls.Document,
        WellKnownDiagnosticTags.CompilationEnd);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Ran);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationAction(compilation => compilation.ReportDiagnostic(Diagnostic.Create(Ran, Location.None, Version, Patterns)));
    }

    private static string Version =>
        typeof(ProofOfLifeAnalyzer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    private static string Patterns => string.Join(", ", AllPatterns.BySlug.Keys);
}
