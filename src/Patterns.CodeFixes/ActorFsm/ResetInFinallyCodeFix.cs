using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.ActorFsm;

namespace Patterns.CodeFixes.ActorFsm;

/// <summary>PAT1105: turns the flag of a pump off in a <c>finally</c>, where that is what the statement behind the loop does. A loop without a flag needs a
/// decision.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ResetInFinallyCodeFix))]
internal sealed class ResetInFinallyCodeFix : RuleCodeFix<ExpressionStatementSyntax>
{
    protected override string RuleId => ActorFsmRules.PumpSurvives.Id;

    protected override string Title => "Reset the flag in a finally";

    protected override bool CanFix(ExpressionStatementSyntax node, Diagnostic diagnostic) =>
        node.Expression.Span == diagnostic.Location.SourceSpan && !node.ContainsDirectives && LoopBefore(node) is { ContainsDirectives: false };

    protected override async Task<Document> FixAsync(Document document, ExpressionStatementSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var block = (BlockSyntax)node.Parent!;
        var reset = block.Statements.IndexOf(node);
        return document.WithSyntaxRoot(root!.ReplaceNode(block, Finally.In(block, reset - 1, reset, reset + 1)));
    }

    private static StatementSyntax? LoopBefore(ExpressionStatementSyntax reset) =>
        reset.Parent is BlockSyntax { Statements: var statements } && statements.IndexOf(reset) is > 0 and var index
        && statements[index - 1] is WhileStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or DoStatementSyntax
            ? ((BlockSyntax)reset.Parent).Statements[index - 1] : null;
}
