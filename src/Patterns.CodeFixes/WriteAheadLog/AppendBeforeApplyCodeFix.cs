using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.WriteAheadLog;

namespace Patterns.CodeFixes.WriteAheadLog;

/// <summary>PAT0401: swaps the change and the append when one directly follows the other.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AppendBeforeApplyCodeFix))]
internal sealed class AppendBeforeApplyCodeFix : RuleCodeFix<StatementSyntax>
{
    protected override string RuleId => WriteAheadLogRules.AppendBeforeApply.Id;

    protected override string Title => "Append before the change";

    protected override bool CanFix(StatementSyntax node, Diagnostic diagnostic) => Append(node, diagnostic) is not null;

    protected override async Task<Document> FixAsync(Document document, StatementSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var append = Append(node, diagnostic)!;
        var swapped = root!.ReplaceNodes(new StatementSyntax[] { node, append }, (original, _) => original == node ? append.WithTriviaFrom(node) : node.WithTriviaFrom(append));
        return document.WithSyntaxRoot(swapped);
    }

    /// <summary>The append as a statement of its own, right behind the change; null otherwise.</summary>
    private static ExpressionStatementSyntax? Append(StatementSyntax change, Diagnostic diagnostic)
    {
        if (change is not ExpressionStatementSyntax || change.Parent is not BlockSyntax block || diagnostic.AdditionalLocations.Count == 0) return null;
        var index = block.Statements.IndexOf(change) + 1;
        return index < block.Statements.Count && block.Statements[index] is ExpressionStatementSyntax next && next.Span.Contains(diagnostic.AdditionalLocations[0].SourceSpan) ? next : null;
    }
}
