using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Patterns.CodeFixes;

/// <summary>A fix for one rule: finds what it repairs, offers it, and repairs it. All ceremony is here.</summary>
/// <typeparam name="TNode">The syntax that the finding stands on, or the nearest such syntax around it.</typeparam>
internal abstract class RuleCodeFix<TNode> : CodeFixProvider where TNode : SyntaxNode
{
    protected abstract string RuleId { get; }

    /// <summary>What the light bulb says.</summary>
    protected abstract string Title { get; }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleId);

    /// <summary>Batch fixing by default; a fix that a person should review returns null.</summary>
    public override FixAllProvider? GetFixAllProvider() => RuleFixAllProvider.Instance;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root) return;
        foreach (var diagnostic in context.Diagnostics)
        {
            var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<TNode>();
            if (node is null || !CanFix(node, diagnostic)) continue;
            context.RegisterCodeFix(
                CodeAction.Create(Title, token => FixAsync(context.Document, node, diagnostic, token), equivalenceKey: RuleId), diagnostic);
        }
    }

    /// <summary>Whether the repair keeps all other behaviour here; decided from syntax and the finding's properties.</summary>
    protected virtual bool CanFix(TNode node, Diagnostic diagnostic) => true;

    /// <summary>The document with the repair.</summary>
    protected abstract Task<Document> FixAsync(Document document, TNode node, Diagnostic diagnostic, CancellationToken cancellationToken);
}
