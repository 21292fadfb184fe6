using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Patterns.CodeFixes.ContentAddressableStorage;

/// <summary>The move of a staged file to the name that its digest gives it.</summary>
internal static class Moves
{
    /// <summary>The statement that moves, where both names can be said again without doing anything; null elsewhere.</summary>
    public static ExpressionStatementSyntax? Statement(SyntaxNode node) =>
        node.FirstAncestorOrSelf<StatementSyntax>()
            is ExpressionStatementSyntax
                { Expression: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 1 } arguments,
                    Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Move" } } } statement
        && IsName(arguments[0]) && IsName(arguments[1]) && !HasDirective(statement) ? statement : null;

    /// <summary>The move without overwriting, in a <c>try</c>: a name that is there already means that the content is stored, and the staged file
    /// goes.</summary>
    public static TryStatementSyntax Tolerant(ExpressionStatementSyntax statement)
    {
        var move = (InvocationExpressionSyntax)statement.Expression;
        var (staged, path) = (move.ArgumentList.Arguments[0].Expression.ToString(), move.ArgumentList.Arguments[1].Expression.ToString());
        var only = SyntaxFactory.SeparatedList(move.ArgumentList.Arguments.Take(2), move.ArgumentList.Arguments.GetSeparators().Take(1));
        var handler = SyntaxFactory.CatchClause()
            .WithDeclaration(SyntaxFactory.CatchDeclaration(SyntaxFactory.ParseTypeName("System.IO.IOException")
                .WithAdditionalAnnotations(Simplifier.Annotation)))
            .WithFilter(SyntaxFactory.CatchFilterClause(SyntaxFactory.ParseExpression($"System.IO.File.Exists({path})")
                .WithAdditionalAnnotations(Simplifier.Annotation)))
            .WithBlock(SyntaxFactory.Block(SyntaxFactory.ParseStatement($"System.IO.File.Delete({staged});").WithAdditionalAnnotations(Simplifier.Annotation)));
        var body = SyntaxFactory.Block(statement.WithExpression(move.WithArgumentList(move.ArgumentList.WithArguments(only))).WithoutTrivia());
        return SyntaxFactory.TryStatement(body, SyntaxFactory.SingletonList(handler), null)
            .WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation)
            .WithTriviaFrom(statement);
    }

    private static bool IsName(ArgumentSyntax argument) =>
        argument.NameColon is null && argument.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax };

    private static bool HasDirective(SyntaxNode node) =>
        node.DescendantTrivia(descendIntoTrivia: false)
            .Any(trivia => trivia.IsDirective
                || !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia) && !node.GetLeadingTrivia().Contains(trivia)
                    && !node.GetTrailingTrivia().Contains(trivia));
}
