using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using Patterns.Analyzers.ContentAddressableStorage;

namespace Patterns.CodeFixes.ContentAddressableStorage;

/// <summary>PAT1304: gives the staged file a name of its own, or takes a lost race for what it is. A write straight to the final name has no local
/// repair.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AtomicIngestCodeFix))]
internal sealed class AtomicIngestCodeFix : RuleCodeFix<ExpressionSyntax>
{
    protected override string RuleId => ContentStoreRules.AtomicIngest.Id;

    protected override string Title => "Let several writers store the same content";

    protected override bool CanFix(ExpressionSyntax node, Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(AtomicIngestConvention.Fault, out var fault) && fault switch
    {
        AtomicIngestConvention.SharedName =>
            node is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression, Right: LiteralExpressionSyntax { Token.Value: string } },
        AtomicIngestConvention.LostRace => Moves.Statement(node) is not null,
        _ => false,
    };

    protected override async Task<Document> FixAsync(Document document, ExpressionSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return document.WithSyntaxRoot(diagnostic.Properties[AtomicIngestConvention.Fault] == AtomicIngestConvention.SharedName
            ? root!.ReplaceNode(node, Unique((BinaryExpressionSyntax)node))
            : root!.ReplaceNode((SyntaxNode)Moves.Statement(node)!, Moves.Tolerant(Moves.Statement(node)!)));
    }

    /// <summary><c>path + ".tmp"</c> becomes <c>path + "." + Guid.NewGuid() + ".tmp"</c>: clean-ups go by the ending.</summary>
    private static BinaryExpressionSyntax Unique(BinaryExpressionSyntax name)
    {
        var unique = SyntaxFactory.InvocationExpression(SyntaxFactory.ParseExpression("System.Guid.NewGuid").WithAdditionalAnnotations(Simplifier.Annotation));
        var dotted = Sum(name.Left, SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(".")), name.OperatorToken);
        return Sum(Sum(dotted.WithTrailingTrivia(SyntaxFactory.Space), unique, name.OperatorToken).WithTrailingTrivia(SyntaxFactory.Space), name.Right,
            name.OperatorToken);
    }

    private static BinaryExpressionSyntax Sum(ExpressionSyntax left, ExpressionSyntax right, SyntaxToken plus) =>
        SyntaxFactory.BinaryExpression(SyntaxKind.AddExpression, left, plus, right);
}
