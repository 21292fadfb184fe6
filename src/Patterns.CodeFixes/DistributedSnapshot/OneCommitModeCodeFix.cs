using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.DistributedSnapshot;

namespace Patterns.CodeFixes.DistributedSnapshot;

/// <summary>PAT1210: switches the automatic commit off.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(OneCommitModeCodeFix))]
internal sealed class OneCommitModeCodeFix : RuleCodeFix<AssignmentExpressionSyntax>
{
    protected override string RuleId => SnapshotRules.OneCommitMode.Id;

    protected override string Title => "Commit by hand only";

    protected override bool CanFix(AssignmentExpressionSyntax node, Diagnostic diagnostic) => node.Right.IsKind(SyntaxKind.TrueLiteralExpression);

    protected override async Task<Document> FixAsync(Document document, AssignmentExpressionSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return document.WithSyntaxRoot(root!.ReplaceNode(node.Right,
            SyntaxFactory.LiteralExpression(SyntaxKind.FalseLiteralExpression).WithTriviaFrom(node.Right)));
    }
}
