using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Catalog;

namespace Patterns.Analyzers.Recognition;

/// <summary>The analyzer of one pattern, as those see it who deal with all patterns alike.</summary>
internal abstract class PatternAnalyzer : DiagnosticAnalyzer
{
    private readonly Lazy<ImmutableArray<Role>> roles;

    protected PatternAnalyzer() => roles = new(FindRoles);

    /// <summary>The pattern's entry in the catalog.</summary>
    internal abstract CatalogEntry Pattern { get; }

    /// <summary>The roles that its types can play: those declared as static fields or properties in the pattern's folder.</summary>
    internal IEnumerable<Role> Roles => roles.Value;

    /// <summary>What the type is by its own structure, by what the team taught or for what it asked, as far as it wants to hear of it; or null.</summary>
    internal abstract Recognised? Conclude(TypeFacts type, Reporting reporting);

    /// <summary>Where a type that shows the pattern breaks a convention.</summary>
    internal abstract void Check(TypeFacts type, AnalyzerOptions options, Action<Diagnostic> report);

    private ImmutableArray<Role> FindRoles() => GetType().Assembly.GetTypes()
        .Where(type => type.Namespace == GetType().Namespace)
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(member => member.FieldType == typeof(Role))
        .Select(member => (Role)member.GetValue(null))
        .ToImmutableArray();
}

/// <summary>
/// Recognises one pattern and checks its conventions, type by type and live in the editor. A pattern states its signature, its rules and what they
/// look at; all ceremony is here.
/// </summary>
/// <typeparam name="TModel">What the pattern's signature concludes, and its conventions consume.</typeparam>
internal abstract class PatternAnalyzer<TModel> : PatternAnalyzer where TModel : Recognised
{
    protected abstract CatalogEntry Entry { get; }

    protected abstract DiagnosticDescriptor RecognitionRule { get; }

    protected abstract ImmutableArray<DiagnosticDescriptor> ConventionRules { get; }

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => ConventionRules.Insert(0, RecognitionRule).AddRange(GateRules.All);

    /// <summary>Whether it is worth asking for the signature: only words, symbols and slots, nothing that binds a body.</summary>
    protected abstract bool MayMatch(TypeFacts type);

    /// <summary>What the type is, or null. <see cref="Confidence.Low"/> is kept for conventions and not reported.</summary>
    protected abstract TModel? Recognise(TypeFacts type);

    /// <summary>The setting that asks for <see cref="RecogniseOnRequest"/>; null for a pattern all of whose types are worth a finding.</summary>
    protected virtual string? Request => null;

    /// <summary>What the type is, where it plays a part too common to be told unasked, or null.</summary>
    protected virtual TModel? RecogniseOnRequest(TypeFacts type) => null;

    /// <summary>Reports where a recognised type breaks what makes the pattern work.</summary>
    protected abstract void CheckConventions(TModel model, ConventionContext context);

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            var project = ProjectFacts.Of(start.Compilation, start.Options, start.CancellationToken);
            var reporting = new Reporting(project, start.Options);
            var gate = new Gate(project, start.Options, start.CancellationToken);
            start.RegisterSymbolAction(symbol => Analyze(symbol, project, reporting, gate), SymbolKind.NamedType);
        });
    }

    /// <inheritdoc/>
    internal sealed override CatalogEntry Pattern => Entry;

    /// <inheritdoc/>
    internal sealed override Recognised? Conclude(TypeFacts type, Reporting reporting)
    {
        var recognised = Conclusion(type) is { } model && model.Confidence > Confidence.Low ? model
            : type.Project.Taught.Conclude(type, Entry)
            ?? (Request is { } setting && reporting.IsAsked(setting, type) ? RecogniseOnRequest(type) : null);
        return recognised is not null && reporting.Wants(recognised) ? recognised : null;
    }

    /// <inheritdoc/>
    internal sealed override void Check(TypeFacts type, AnalyzerOptions options, Action<Diagnostic> report)
    {
        if (Conclusion(type) is { } model) CheckConventions(model, new(Entry, model, options, report));
    }

    private TModel? Conclusion(TypeFacts type) =>
        type.Symbol is { TypeKind: TypeKind.Class or TypeKind.Struct, IsImplicitlyDeclared: false } && MayMatch(type) ? type.Conclusion(Recognise) : null;

    private void Analyze(SymbolAnalysisContext context, ProjectFacts project, Reporting reporting, Gate gate)
    {
        if (project.Of((INamedTypeSymbol)context.Symbol) is not { } type || Conclude(type, reporting) is not { } recognised) return;
        context.ReportDiagnostic(Finding.Recognition(RecognitionRule, Entry, recognised));
        foreach (var departure in gate.Departures(Entry, recognised)) context.ReportDiagnostic(departure);
        context.CancellationToken.ThrowIfCancellationRequested();
        Check(type, context.Options, finding =>
        {
            foreach (var judged in gate.Judge(finding)) context.ReportDiagnostic(judged);
        });
    }
}
