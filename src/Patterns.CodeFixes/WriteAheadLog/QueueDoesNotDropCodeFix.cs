using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.WriteAheadLog;
using Patterns.Analyzers.WriteAheadLog.Conventions;

namespace Patterns.CodeFixes.WriteAheadLog;

/// <summary>PAT0407: waits for room in the queue, in a member that can wait.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(QueueDoesNotDropCodeFix))]
internal sealed class QueueDoesNotDropCodeFix : RuleCodeFix<InvocationExpressionSyntax>
{
    protected override string RuleId => WriteAheadLogRules.QueueDoesNotDrop.Id;

    protected override string Title => "Wait for room in the queue";

    protected override bool CanFix(InvocationExpressionSyntax node, Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(QueueDoesNotDrop.InAsync, out var inAsync) && inAsync == bool.TrueString
        && node is { Expression: MemberAccessExpressionSyntax, Parent: ExpressionStatementSyntax };

    protected override async Task<Document> FixAsync(Document document, InvocationExpressionSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var access = (MemberAccessExpressionSyntax)node.Expression;
        var waiting = node.WithExpression(access.WithName(SyntaxFactory.IdentifierName("WriteAsync"))).WithoutLeadingTrivia();
        var awaited = SyntaxFactory.AwaitExpression(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), waiting);
        return document.WithSyntaxRoot(root!.ReplaceNode(node, awaited.WithLeadingTrivia(node.GetLeadingTrivia())));
    }
}
