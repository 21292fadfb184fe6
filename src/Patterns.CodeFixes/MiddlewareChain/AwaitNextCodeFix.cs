using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.MiddlewareChain;

namespace Patterns.CodeFixes.MiddlewareChain;

/// <summary>PAT0803: awaits the dropped task in a method that can.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitNextCodeFix))]
internal sealed class AwaitNextCodeFix : RuleCodeFix<ExpressionStatementSyntax>
{
    protected override string RuleId => MiddlewareChainRules.AwaitNext.Id;

    protected override string Title => "Await the rest of the chain";

    protected override bool CanFix(ExpressionStatementSyntax node, Diagnostic diagnostic) =>
        node.Span == diagnostic.Location.SourceSpan && node.Expression is not ConditionalAccessExpressionSyntax && IsAsync(node);

    protected override async Task<Document> FixAsync(Document document, ExpressionStatementSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var awaited = SyntaxFactory.AwaitExpression(
            SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithLeadingTrivia(node.Expression.GetLeadingTrivia()).WithTrailingTrivia(SyntaxFactory.Space),
            node.Expression.WithoutLeadingTrivia());
        return document.WithSyntaxRoot(root!.ReplaceNode(node, node.WithExpression(awaited)));
    }

    private static bool IsAsync(SyntaxNode node)
    {
        foreach (var outer in node.Ancestors())
        {
            switch (outer)
            {
                case AnonymousFunctionExpressionSyntax function: return function.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword);
                case LocalFunctionStatementSyntax function: return function.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case MethodDeclarationSyntax method: return method.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case LockStatementSyntax: return false;
            }
        }
        return false;
    }
}
