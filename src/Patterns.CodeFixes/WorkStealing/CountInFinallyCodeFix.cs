using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.WorkStealing;

namespace Patterns.CodeFixes.WorkStealing;

/// <summary>PAT0904: counts an item also when it fails. What becomes of its exception stays the author's to decide, so the finding stays until it is
/// caught.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CountInFinallyCodeFix))]
internal sealed class CountInFinallyCodeFix : RuleCodeFix<ExpressionStatementSyntax>
{
    protected override string RuleId => WorkStealingRules.FailingItemsId;

    protected override string Title => "Count in a finally";

    protected override bool CanFix(ExpressionStatementSyntax node, Diagnostic diagnostic) =>
        Place(node, diagnostic) is var (block, _) && !block.ContainsDirectives;

    protected override async Task<Document> FixAsync(Document document, ExpressionStatementSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var (block, index) = Place(node, diagnostic)!.Value;
        return document.WithSyntaxRoot(root!.ReplaceNode(block, Finally.In(block, index, index + 1, index + 2)));
    }

    /// <summary>The block, and where in it the item is run and, right behind, counted.</summary>
    private static (BlockSyntax Block, int Index)? Place(ExpressionStatementSyntax node, Diagnostic diagnostic)
    {
        if (diagnostic.AdditionalLocations.Count == 0 || node.Parent is not BlockSyntax block) return null;
        var index = block.Statements.IndexOf(node);
        return index + 1 < block.Statements.Count && block.Statements[index + 1].Span.Contains(diagnostic.AdditionalLocations[0].SourceSpan) ? (block, index)
            : null;
    }
}
