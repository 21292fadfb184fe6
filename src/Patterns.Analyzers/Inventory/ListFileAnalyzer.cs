using System.Collections.Immutable;
using System.IO;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Inventory;

/// <summary>Reports the lines of one kind of list file that cannot be used, and those that the code does not bear out.</summary>
internal abstract class ListFileAnalyzer(ListFormat format, DiagnosticDescriptor malformed) : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterAdditionalFileAction(Check);
    }

    /// <summary>What the code says against an entry, or null.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="file">Where it stands.</param>
    /// <param name="reporting">The code, as it is reported.</param>
    /// <param name="where">" for net8.0", where the project is built for other frameworks too; else nothing.</param>
    protected abstract Diagnostic? Objection(ListEntry entry, ListFile file, Reporting reporting, string where);

    /// <summary>What there is to say against the file as a whole, or null.</summary>
    protected virtual Diagnostic? Objection(ListFile file, AdditionalFileAnalysisContext context) => null;

    private void Check(AdditionalFileAnalysisContext context)
    {
        if (format.Open(context.AdditionalFile, context.CancellationToken) is not { } file || !IsFirst(context)) return;
        foreach (var mistake in file.Mistakes) context.ReportDiagnostic(Diagnostic.Create(malformed, file.At(mistake.Span), mistake.Reason));
        var reporting = new Reporting(ProjectFacts.Of(context.Compilation, context.Options, context.CancellationToken), context.Options);
        var (framework, frameworks) = (PatternOptions.FrameworkOf(context.Options), PatternOptions.FrameworksOf(context.Options));
        var where = frameworks.Length > 1 && framework is not null ? " for " + framework : "";
        foreach (var entry in file.Entries)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (Unknown(entry, frameworks) is { } unknown)
                context.ReportDiagnostic(Diagnostic.Create(malformed, file.At(entry.Scope!.Value.Span), $"this project is not built for '{unknown}'"));
            else if (entry.IsFor(framework) && Objection(entry, file, reporting, where) is { } objection) context.ReportDiagnostic(objection);
        }
        if (Objection(file, context) is { } general) context.ReportDiagnostic(general);
    }

    /// <summary>A project may name one file twice, in its own words and in those of a file that it imports.</summary>
    private static bool IsFirst(AdditionalFileAnalysisContext context) =>
        context.Options.AdditionalFiles.First(file => Path.GetFullPath(file.Path) == Path.GetFullPath(context.AdditionalFile.Path)) == context.AdditionalFile;

    private static string? Unknown(ListEntry entry, ImmutableArray<string> frameworks) =>
        frameworks.IsEmpty ? null : entry.Frameworks.FirstOrDefault(named => !frameworks.Contains(named, StringComparer.OrdinalIgnoreCase));
}
