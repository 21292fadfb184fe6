using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Patterns.CodeFixes;

/// <summary>
/// Batch fixing for a fix that has one action. <c>dotnet format</c> asks for the action's key with any finding of the run; where that is another rule's, or one
/// that cannot be fixed, it comes without a key, and the batch would find nothing to do.
/// </summary>
internal sealed class RuleFixAllProvider : FixAllProvider
{
    public static readonly RuleFixAllProvider Instance = new();

    /// <inheritdoc/>
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => WellKnownFixAllProviders.BatchFixer.GetSupportedFixAllScopes();

    /// <inheritdoc/>
    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) =>
        WellKnownFixAllProviders.BatchFixer.GetFixAsync(fixAllContext.CodeActionEquivalenceKey is null ? WithKey(fixAllContext) : fixAllContext);

    private static FixAllContext WithKey(FixAllContext context)
    {
        var key = context.CodeFixProvider.FixableDiagnosticIds.Single();
        var findings = new Findings(context);
        return context.Document is { } document
            ? new(document, context.CodeFixProvider, context.Scope, key, context.DiagnosticIds, findings, context.CancellationToken)
            : new(context.Project, context.CodeFixProvider, context.Scope, key, context.DiagnosticIds, findings, context.CancellationToken);
    }

    /// <summary>The findings of the context without a key.</summary>
    private sealed class Findings(FixAllContext context) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);

        public override async Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await context.GetProjectDiagnosticsAsync(project).ConfigureAwait(false);
    }
}
