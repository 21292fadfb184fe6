using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using Patterns.Analyzers.Mvcc;

namespace Patterns.CodeFixes.Mvcc;

/// <summary>PAT0705: raises the counter with the atomic operation that the rest of the code uses.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AtomicCounterCodeFix))]
internal sealed class AtomicCounterCodeFix : RuleCodeFix<ExpressionSyntax>
{
    protected override string RuleId => MvccRules.AtomicCounter.Id;

    protected override string Title => "Raise the counter atomically";

    protected override bool CanFix(ExpressionSyntax node, Diagnostic diagnostic) =>
        node.Span == diagnostic.Location.SourceSpan && diagnostic.Properties.ContainsKey(AtomicCounter.Atomic) && Operand(node) is { } operand
        && !operand.ContainsDirectives;

    protected override async Task<Document> FixAsync(Document document, ExpressionSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var reference = SyntaxFactory.Argument(Operand(node)!.WithoutTrivia())
            .WithRefKindKeyword(SyntaxFactory.Token(SyntaxKind.RefKeyword).WithTrailingTrivia(SyntaxFactory.Space));
        ExpressionSyntax raised = SyntaxFactory.InvocationExpression(
            SyntaxFactory.ParseExpression("global::System.Threading.Interlocked.Increment").WithAdditionalAnnotations(Simplifier.Annotation),
            SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(reference)));
        // The atomic operation gives the number after the step, the postfix operator the one before it.
        if (node is PostfixUnaryExpressionSyntax && !IsDiscarded(node)) raised = Before(raised);
        return document.WithSyntaxRoot(root!.ReplaceNode(node, raised.WithTriviaFrom(node)));
    }

    private static ExpressionSyntax Before(ExpressionSyntax raised)
    {
        var difference = SyntaxFactory.BinaryExpression(
            SyntaxKind.SubtractExpression,
            raised.WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.Token(SyntaxKind.MinusToken).WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(1)));
        return SyntaxFactory.ParenthesizedExpression(difference).WithAdditionalAnnotations(Simplifier.Annotation);
    }

    private static bool IsDiscarded(ExpressionSyntax node) => node.Parent is ExpressionStatementSyntax or ForStatementSyntax;

    private static ExpressionSyntax? Operand(ExpressionSyntax node) => node switch
    {
        PrefixUnaryExpressionSyntax prefix => prefix.Operand,
        PostfixUnaryExpressionSyntax postfix => postfix.Operand,
        _ => null,
    };
}
