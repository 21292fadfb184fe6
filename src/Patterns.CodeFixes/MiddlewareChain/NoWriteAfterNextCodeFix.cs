using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Patterns.Analyzers.MiddlewareChain;

namespace Patterns.CodeFixes.MiddlewareChain;

/// <summary>PAT0806: asks whether the response has started before it is changed.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NoWriteAfterNextCodeFix))]
internal sealed class NoWriteAfterNextCodeFix : RuleCodeFix<ExpressionStatementSyntax>
{
    protected override string RuleId => MiddlewareChainRules.NoWriteAfterNext.Id;

    protected override string Title => "Ask whether the response has started";

    protected override bool CanFix(ExpressionStatementSyntax node, Diagnostic diagnostic) => Response(node) is not null;

    protected override async Task<Document> FixAsync(Document document, ExpressionStatementSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var guard = (IfStatementSyntax)SyntaxFactory.ParseStatement($"if (!{Response(node)}.HasStarted) {node.WithoutTrivia()}");
        return document.WithSyntaxRoot(root!.ReplaceNode(node, guard.WithTriviaFrom(node).WithAdditionalAnnotations(Formatter.Annotation)));
    }

    /// <summary>The text of the response that the statement changes.</summary>
    private static string? Response(ExpressionStatementSyntax statement) => statement.Expression switch
    {
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax access } => access.Expression.WithoutTrivia().ToString(),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Expression.WithoutTrivia().ToString(),
        _ => null,
    };
}
