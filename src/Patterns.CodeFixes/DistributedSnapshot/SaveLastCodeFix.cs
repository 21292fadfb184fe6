using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.DistributedSnapshot;

namespace Patterns.CodeFixes.DistributedSnapshot;

/// <summary>Swaps the save of a position with the statement that follows it, which has to come first.</summary>
internal abstract class SaveLastCodeFix : RuleCodeFix<ExpressionStatementSyntax>
{
    protected override bool CanFix(ExpressionStatementSyntax node, Diagnostic diagnostic) => First(node, diagnostic) is not null;

    protected override async Task<Document> FixAsync(Document document, ExpressionStatementSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var first = First(node, diagnostic)!;
        return document.WithSyntaxRoot(root!.ReplaceNodes(
            new StatementSyntax[] { node, first }, (original, _) => original == node ? first.WithTriviaFrom(node) : node.WithTriviaFrom(first)));
    }

    /// <summary>What has to come first, as a statement of its own right behind the save; null otherwise.</summary>
    private static ExpressionStatementSyntax? First(ExpressionStatementSyntax save, Diagnostic diagnostic)
    {
        if (save.Parent is not BlockSyntax block || diagnostic.AdditionalLocations.Count == 0) return null;
        var index = block.Statements.IndexOf(save) + 1;
        return index < block.Statements.Count && block.Statements[index] is ExpressionStatementSyntax next && next.Span.Contains(diagnostic.AdditionalLocations[0].SourceSpan) ? next : null;
    }
}

/// <summary>PAT1201.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CommitAfterProcessingCodeFix))]
internal sealed class CommitAfterProcessingCodeFix : SaveLastCodeFix
{
    protected override string RuleId => SnapshotRules.CommitAfterProcessing.Id;

    protected override string Title => "Save the position after the processing";
}

/// <summary>PAT1202.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StateBeforePositionCodeFix))]
internal sealed class StateBeforePositionCodeFix : SaveLastCodeFix
{
    protected override string RuleId => SnapshotRules.StateBeforePosition.Id;

    protected override string Title => "Save the position last";
}
