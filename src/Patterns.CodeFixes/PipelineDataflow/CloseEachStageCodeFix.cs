using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.PipelineDataflow;

namespace Patterns.CodeFixes.PipelineDataflow;

/// <summary>PAT0209: puts the call that closes a stage into a <c>try</c>. Where to keep a loop's task, and what to do with its failure, is the author's to
/// say.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CloseEachStageCodeFix))]
internal sealed class CloseEachStageCodeFix : RuleCodeFix<StatementSyntax>
{
    protected override string RuleId => PipelineRules.FaultsAreVisible.Id;

    protected override string Title => "Catch what fails when a stage is closed";

    protected override bool CanFix(StatementSyntax node, Diagnostic diagnostic) =>
        node is ExpressionStatementSyntax { ContainsDirectives: false } && node.FirstAncestorOrSelf<CommonForEachStatementSyntax>() is not null
        && Closes(node, diagnostic);

    protected override async Task<Document> FixAsync(Document document, StatementSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var scope = node.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? (SyntaxNode)node;
        var guarded = Isolation.Around(new SyntaxList<StatementSyntax>(node.WithoutTrivia()), scope).WithTriviaFrom(node);
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return document.WithSyntaxRoot(root!.ReplaceNode(node, guarded));
    }

    /// <summary>The finding stands on the call that closes, not on one that starts a loop.</summary>
    private static bool Closes(StatementSyntax node, Diagnostic diagnostic) =>
        node.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is InvocationExpressionSyntax call
        && (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText is "Dispose" or "DisposeAsync";
}
