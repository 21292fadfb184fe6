using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.PipelineDataflow;

namespace Patterns.CodeFixes.PipelineDataflow;

/// <summary>PAT0203: waits for room in the channel instead of dropping the item, where the code can wait. What to do with a block's refusal is the author's to
/// say.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitRoomCodeFix))]
internal sealed class AwaitRoomCodeFix : RuleCodeFix<InvocationExpressionSyntax>
{
    protected override string RuleId => PipelineRules.OffersAreObserved.Id;

    protected override string Title => "Wait for room in the channel";

    protected override bool CanFix(InvocationExpressionSyntax node, Diagnostic diagnostic) =>
        node is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TryWrite" }, Parent: ExpressionStatementSyntax }
        && AsyncCode.CanAwait(node);

    protected override async Task<Document> FixAsync(Document document, InvocationExpressionSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var access = (MemberAccessExpressionSyntax)node.Expression;
        var write = node.WithExpression(access.WithName(SyntaxFactory.IdentifierName("WriteAsync").WithTriviaFrom(access.Name))).WithoutLeadingTrivia();
        var wait = SyntaxFactory.AwaitExpression(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), write);
        return document.WithSyntaxRoot(root!.ReplaceNode(node, wait.WithLeadingTrivia(node.GetLeadingTrivia())));
    }
}
