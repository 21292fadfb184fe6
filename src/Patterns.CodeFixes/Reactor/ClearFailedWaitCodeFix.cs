using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.Reactor;

namespace Patterns.CodeFixes.Reactor;

/// <summary>PAT0305: clears, before the loop goes on, what is cleared where the wait does not fail.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ClearFailedWaitCodeFix))]
internal sealed class ClearFailedWaitCodeFix : RuleCodeFix<ContinueStatementSyntax>
{
    protected override string RuleId => ReactorRules.FailedWaits.Id;

    protected override string Title => "Clear the lists of the failed wait";

    protected override bool CanFix(ContinueStatementSyntax node, Diagnostic diagnostic) =>
        node.Parent is BlockSyntax { ContainsDirectives: false } && Clearings(node, diagnostic).Any();

    protected override async Task<Document> FixAsync(Document document, ContinueStatementSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var block = (BlockSyntax)node.Parent!;
        var clearings = Clearings(node, diagnostic).Select(clearing => SyntaxFactory.ExpressionStatement(clearing.WithoutTrivia())
            .WithLeadingTrivia(node.GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Take(1))
            .WithTrailingTrivia(node.GetTrailingTrivia().Where(trivia => !IsComment(trivia))));
        var statements = block.Statements.InsertRange(block.Statements.IndexOf(node), clearings);
        return document.WithSyntaxRoot(root!.ReplaceNode(block, block.WithStatements(statements)));
    }

    private static IEnumerable<ExpressionSyntax> Clearings(SyntaxNode node, Diagnostic diagnostic) => diagnostic.AdditionalLocations
        .Where(location => location.SourceTree == node.SyntaxTree)
        .Select(location => node.SyntaxTree.GetRoot().FindNode(location.SourceSpan).FirstAncestorOrSelf<InvocationExpressionSyntax>())
        .OfType<ExpressionSyntax>();

    private static bool IsComment(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);
}
