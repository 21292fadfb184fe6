using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Patterns.Analyzers.MiddlewareChain;

namespace Patterns.CodeFixes.MiddlewareChain;

/// <summary>PAT0808: throws again at the end of the catch. It changes who sees the failure, so it is offered one by one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NoSwallowedFailureCodeFix))]
internal sealed class NoSwallowedFailureCodeFix : RuleCodeFix<CatchClauseSyntax>
{
    protected override string RuleId => MiddlewareChainRules.NoSwallowedFailure.Id;

    protected override string Title => "Throw again";

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    protected override bool CanFix(CatchClauseSyntax node, Diagnostic diagnostic) => !node.Block.Statements.OfType<ReturnStatementSyntax>().Any();

    protected override async Task<Document> FixAsync(Document document, CatchClauseSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var again = SyntaxFactory.ThrowStatement().WithAdditionalAnnotations(Formatter.Annotation);
        return document.WithSyntaxRoot(root!.ReplaceNode(node.Block, node.Block.AddStatements(again).WithAdditionalAnnotations(Formatter.Annotation)));
    }
}
