using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Patterns.Analyzers.MiddlewareChain;
using Patterns.Analyzers.MiddlewareChain.Conventions;

namespace Patterns.CodeFixes.MiddlewareChain;

/// <summary>PAT0803: returns the dropped task instead of a completed one, in a method that cannot await.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReturnNextCodeFix))]
internal sealed class ReturnNextCodeFix : RuleCodeFix<ExpressionStatementSyntax>
{
    protected override string RuleId => MiddlewareChainRules.AwaitNext.Id;

    protected override string Title => "Return what the rest of the chain gives";

    protected override bool CanFix(ExpressionStatementSyntax node, Diagnostic diagnostic) =>
        diagnostic.Properties.ContainsKey(AwaitNext.CanReturn) && !node.Parent!.ContainsDirectives && CompletedReturn(node) is not null;

    protected override async Task<Document> FixAsync(Document document, ExpressionStatementSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var completed = CompletedReturn(node)!;
        var result = SyntaxFactory.ReturnStatement(node.Expression.WithoutTrivia())
            .WithLeadingTrivia(node.GetLeadingTrivia().AddRange(CommentsBetween(node, completed)))
            .WithTrailingTrivia(completed.GetTrailingTrivia())
            .WithAdditionalAnnotations(Formatter.Annotation);
        var block = (BlockSyntax)node.Parent!;
        var statements = block.Statements.Replace(node, result);
        return document.WithSyntaxRoot(root!.ReplaceNode(block, block.WithStatements(statements.RemoveAt(block.Statements.IndexOf(completed)))));
    }

    /// <summary>The <c>return Task.CompletedTask;</c> that follows the call at once; null where anything else does.</summary>
    private static ReturnStatementSyntax? CompletedReturn(ExpressionStatementSyntax call)
    {
        if (call.Parent is not BlockSyntax block) return null;
        var next = block.Statements.IndexOf(call) + 1;
        return next < block.Statements.Count
            && block.Statements[next]
                is ReturnStatementSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompletedTask" } } completed ? completed
            : null;
    }

    private static IEnumerable<SyntaxTrivia> CommentsBetween(SyntaxNode first, SyntaxNode second)
    {
        var between = first.GetTrailingTrivia().AddRange(second.GetLeadingTrivia());
        return between.Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
            ? between.SkipWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia))
            : Enumerable.Empty<SyntaxTrivia>();
    }
}
