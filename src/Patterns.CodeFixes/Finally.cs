using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Patterns.CodeFixes;

/// <summary>A <c>try</c> whose <c>finally</c> does what stood behind it, so that it is done also when the code before it fails.</summary>
internal static class Finally
{
    /// <summary>The block with neighbouring statements of its own in a <c>try</c>, and those right behind them in the <c>finally</c>. Comments stay with what
    /// they stand above.</summary>
    /// <param name="block">The block.</param>
    /// <param name="start">The first statement that is tried.</param>
    /// <param name="cleanUp">The first that goes to the <c>finally</c>.</param>
    /// <param name="end">The first behind them.</param>
    public static BlockSyntax In(BlockSyntax block, int start, int cleanUp, int end)
    {
        var tried = block.Statements.Skip(start).Take(cleanUp - start).Select((statement, index) => index == 0 ? statement.WithoutLeadingTrivia() : statement);
        var cleanUps = block.Statements.Skip(cleanUp).Take(end - cleanUp).Select(WithoutBlankLine);
        var guarded = SyntaxFactory.TryStatement(SyntaxFactory.Block(tried), default, SyntaxFactory.FinallyClause(SyntaxFactory.Block(cleanUps)))
            .WithLeadingTrivia(block.Statements[start].GetLeadingTrivia())
            .WithTrailingTrivia(block.Statements[end - 1].GetTrailingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)))
            .WithAdditionalAnnotations(Formatter.Annotation);
        return block.WithStatements(SyntaxFactory.List(block.Statements.Take(start).Append(guarded).Concat(block.Statements.Skip(end))));
    }

    /// <summary>True where the statement cannot leave the block early, past what then stands in the <c>finally</c>.</summary>
    public static bool StaysInBlock(StatementSyntax statement) =>
        !statement.DescendantNodesAndSelf(inner => inner is not AnonymousFunctionExpressionSyntax).Any(inner =>
        inner is ReturnStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax or GotoStatementSyntax or YieldStatementSyntax);

    private static StatementSyntax WithoutBlankLine(StatementSyntax statement) =>
        statement.WithLeadingTrivia(statement.GetLeadingTrivia().SkipWhile(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)));
}
