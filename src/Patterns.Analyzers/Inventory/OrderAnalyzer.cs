using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Inventory;

/// <summary>Holds the registrations of a chain against the order that a team's setting <see cref="PatternOptions.Order"/> states.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class OrderAnalyzer : DiagnosticAnalyzer
{
    internal static readonly DiagnosticDescriptor WrongOrder = new(
        "PAT9012", "Links are registered in another order than agreed", "'{0}' is registered after '{1}', but the agreed order is {2}",
        Rule.InventoryCategory, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "The first link registered is the outermost: it sees a request first and a response last.", PatternCatalog.MiddlewareChain.Url);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(WrongOrder);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Check, SymbolKind.NamedType);
    }

    private static void Check(SymbolAnalysisContext context)
    {
        if (!context.Symbol.Locations.Any(location => location.SourceTree is { } tree && OrderIn(tree, context) is not null)) return;
        if (ProjectFacts.Of(context.Compilation, context.Options, context.CancellationToken).Of((INamedTypeSymbol)context.Symbol) is not { } type) return;
        foreach (var body in type.Bodies)
        {
            if (OrderIn(body.Declaration.SyntaxTree, context) is not { } order) continue;
            foreach (var chain in Registration.In(body.Declaration).GroupBy(registration => registration.Chain, StringComparer.Ordinal))
                Check(chain, order, context);
        }
    }

    private static AgreedOrder? OrderIn(SyntaxTree tree, SymbolAnalysisContext context) => PatternOptions.OrderIn(PatternOptions.For(context.Options, tree));

    private static void Check(IEnumerable<Registration> chain, AgreedOrder order, SymbolAnalysisContext context)
    {
        (string Name, int Place)? innermost = null;
        foreach (var registration in chain)
        {
            if (order.PlaceOf(registration.Name) is not { } place) continue;
            if (innermost is { } before && place < before.Place)
                context.ReportDiagnostic(Diagnostic.Create(WrongOrder, registration.Location, registration.Name, before.Name, order.Text));
            else innermost = (registration.Name, place);
        }
    }
}
