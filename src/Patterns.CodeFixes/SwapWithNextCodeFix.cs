using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Patterns.CodeFixes;

/// <summary>Swaps the statement that came too early with the one that the finding's evidence names, where that follows directly.</summary>
internal abstract class SwapWithNextCodeFix : RuleCodeFix<ExpressionStatementSyntax>
{
    protected sealed override bool CanFix(ExpressionStatementSyntax node, Diagnostic diagnostic) => First(node, diagnostic) is not null;

    protected sealed override async Task<Document> FixAsync(Document document, ExpressionStatementSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var first = First(node, diagnostic)!;
        return document.WithSyntaxRoot(root!.ReplaceNodes(
            new StatementSyntax[] { node, first }, (original, _) => original == node ? first.WithTriviaFrom(node) : node.WithTriviaFrom(first)));
    }

    /// <summary>What has to come first, as a statement of its own right behind the other; null otherwise.</summary>
    private static ExpressionStatementSyntax? First(ExpressionStatementSyntax early, Diagnostic diagnostic)
    {
        if (early.Parent is not BlockSyntax block || diagnostic.AdditionalLocations.Count == 0) return null;
        var index = block.Statements.IndexOf(early) + 1;
        return index < block.Statements.Count && block.Statements[index] is ExpressionStatementSyntax next
            && next.Span.Contains(diagnostic.AdditionalLocations[0].SourceSpan) ? next : null;
    }
}
