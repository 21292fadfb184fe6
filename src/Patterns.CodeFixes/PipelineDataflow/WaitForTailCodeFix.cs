using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.PipelineDataflow;
using Patterns.Analyzers.PipelineDataflow.Conventions;

namespace Patterns.CodeFixes.PipelineDataflow;

/// <summary>PAT0206: waits for the last block of the line.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WaitForTailCodeFix))]
internal sealed class WaitForTailCodeFix : RuleCodeFix<ExpressionSyntax>
{
    protected override string RuleId => PipelineRules.WaitForTail.Id;

    protected override string Title => "Wait for the last block";

    protected override bool CanFix(ExpressionSyntax node, Diagnostic diagnostic) =>
        Block(node) is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }
        && diagnostic.Properties.ContainsKey(WaitForTail.TailKey);

    protected override async Task<Document> FixAsync(Document document, ExpressionSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var block = Block(node);
        var tail = SyntaxFactory.IdentifierName(diagnostic.Properties[WaitForTail.TailKey]!);
        ExpressionSyntax last = block is MemberAccessExpressionSyntax access ? access.WithName(tail) : tail;
        return document.WithSyntaxRoot(root!.ReplaceNode(block, last.WithTriviaFrom(block)));
    }

    /// <summary>A name may be the last part of <c>this.name</c>.</summary>
    private static ExpressionSyntax Block(ExpressionSyntax node) =>
        node.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } whole && whole.Name == node ? whole : node;
}
