using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.PipelineDataflow;

namespace Patterns.CodeFixes.PipelineDataflow;

/// <summary>PAT0205: cancels after the queue is completed and the loop has been waited for, where the three stand one after the other.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CancelLastCodeFix))]
internal sealed class CancelLastCodeFix : RuleCodeFix<ExpressionStatementSyntax>
{
    protected override string RuleId => PipelineRules.ShutDownFromHead.Id;

    protected override string Title => "Complete and wait before cancelling";

    protected override bool CanFix(ExpressionStatementSyntax node, Diagnostic diagnostic) =>
        node.Parent is BlockSyntax { Statements: var statements } && statements.IndexOf(node) is var index && index + 2 < statements.Count
        && diagnostic.AdditionalLocations.Count > 0 && statements[index + 1].Span.Contains(diagnostic.AdditionalLocations[0].SourceSpan)
        && statements[index + 2] is ExpressionStatementSyntax { Expression: AwaitExpressionSyntax }
        && !statements[index].ContainsDirectives && !statements[index + 1].ContainsDirectives && !statements[index + 2].ContainsDirectives;

    protected override async Task<Document> FixAsync(Document document, ExpressionStatementSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var block = (BlockSyntax)node.Parent!;
        var index = block.Statements.IndexOf(node);
        var statements = block.Statements.RemoveAt(index).Insert(index + 2, node);
        return document.WithSyntaxRoot(root!.ReplaceNode(block, block.WithStatements(statements)));
    }
}
