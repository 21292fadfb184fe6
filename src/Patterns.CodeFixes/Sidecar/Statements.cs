using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Patterns.CodeFixes.Sidecar;

/// <summary>Adds a statement on a line of its own; comments and directives above stay above both.</summary>
internal static class Statements
{
    public static SyntaxNode WithBefore(this SyntaxNode root, StatementSyntax statement, string added)
    {
        var endOfLine = root.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        var first = SyntaxFactory.ParseStatement(added).WithLeadingTrivia(statement.GetLeadingTrivia())
            .WithTrailingTrivia(endOfLine.IsKind(SyntaxKind.EndOfLineTrivia) ? endOfLine : SyntaxFactory.ElasticCarriageReturnLineFeed);
        var indent = statement.GetLeadingTrivia().LastOrDefault(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia));
        var second = statement.WithLeadingTrivia(indent.IsKind(SyntaxKind.WhitespaceTrivia) ? SyntaxFactory.TriviaList(indent) : SyntaxFactory.TriviaList());
        return root.ReplaceNode(statement, new SyntaxNode[] { first, second });
    }
}
