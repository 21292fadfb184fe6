using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.LsmTree;

namespace Patterns.CodeFixes.LsmTree;

/// <summary>PAT0503: makes the flush that ends a run wait for the disk. The asynchronous flush has no form that does.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DurableRunCodeFix))]
internal sealed class DurableRunCodeFix : RuleCodeFix<InvocationExpressionSyntax>
{
    protected override string RuleId => LsmTreeRules.DurableRun.Id;

    protected override string Title => "Flush the run to the disk";

    protected override bool CanFix(InvocationExpressionSyntax node, Diagnostic diagnostic) =>
        node.Span == diagnostic.Location.SourceSpan
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
