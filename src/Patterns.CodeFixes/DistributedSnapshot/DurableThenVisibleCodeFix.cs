using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.DistributedSnapshot;

namespace Patterns.CodeFixes.DistributedSnapshot;

/// <summary>PAT1205: makes the flush before the rename wait for the disk.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DurableThenVisibleCodeFix))]
internal sealed class DurableThenVisibleCodeFix : RuleCodeFix<InvocationExpressionSyntax>
{
    protected override string RuleId => SnapshotRules.DurableThenVisible.Id;

    protected override string Title => "Flush the checkpoint to the disk";

    protected override bool CanFix(InvocationExpressionSyntax node, Diagnostic diagnostic) => node.Span == diagnostic.Location.SourceSpan
        && node is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Flush" }, ArgumentList.Arguments.Count: 0 };

    protected override async Task<Document> FixAsync(Document document, InvocationExpressionSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var argument = SyntaxFactory.Argument(SyntaxFactory.LiteralExpression(SyntaxKind.TrueLiteralExpression))
            .WithNameColon(SyntaxFactory.NameColon("flushToDisk").WithTrailingTrivia(SyntaxFactory.Space));
        return document.WithSyntaxRoot(root!.ReplaceNode(node, node.WithArgumentList(node.ArgumentList.AddArguments(argument))));
    }
}
