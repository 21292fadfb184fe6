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

    /// <summary>What the code says against the file.</summary>
    protected abstract IEnumerable<Diagnostic> Objections(ListFile file, AdditionalFileAnalysisContext context);

    private void Check(AdditionalFileAnalysisContext context)
    {
        if (format.Open(context.AdditionalFile, context.CancellationToken) is not { } file) return;
        foreach (var mistake in file.Mistakes) context.ReportDiagnostic(Diagnostic.Create(malformed, file.At(mistake.Span), mistake.Reason));
        foreach (var objection in Objections(file, context))
        {
            context.ReportDiagnostic(objection);
            context.CancellationToken.ThrowIfCancellationRequested();
        }
    }
}
