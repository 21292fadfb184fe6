using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.Sidecar;

namespace Patterns.CodeFixes.Sidecar;

/// <summary>PAT1406: has the process raise the event that somebody listens to. A process that nobody watches is left to the author: what is due then is not to
/// be guessed.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RaiseExitedCodeFix))]
internal sealed class RaiseExitedCodeFix : RuleCodeFix<AssignmentExpressionSyntax>
{
    protected override string RuleId => SidecarRules.CrashIsNoticed.Id;

    protected override string Title => "Set EnableRaisingEvents";

    protected override bool CanFix(AssignmentExpressionSyntax node, Diagnostic diagnostic) =>
        node.IsKind(SyntaxKind.AddAssignmentExpression)
        && node is { Left: MemberAccessExpressionSyntax, Parent: ExpressionStatementSyntax { Parent: BlockSyntax } }
        && diagnostic.Location.SourceSpan == node.Span;

    protected override async Task<Document> FixAsync(Document document, AssignmentExpressionSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var statement = (ExpressionStatementSyntax)node.Parent!;
        var process = ((MemberAccessExpressionSyntax)node.Left).Expression.WithoutTrivia();
        return document.WithSyntaxRoot(root!.WithBefore(statement, $"{process}.EnableRaisingEvents = true;"));
    }
}
