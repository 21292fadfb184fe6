using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Patterns.Analyzers.Sidecar;
using Patterns.Analyzers.Sidecar.Conventions;

namespace Patterns.CodeFixes.Sidecar;

/// <summary>PAT1407: disposes of what was made for a connect that fails, and lets the failure through. Offered where the connect is a statement of its
/// own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DisposeFailedConnectCodeFix))]
internal sealed class DisposeFailedConnectCodeFix : RuleCodeFix<InvocationExpressionSyntax>
{
    protected override string RuleId => SidecarRules.FailedConnectsCleanUp.Id;

    protected override string Title => "Dispose of the connection that failed";

    protected override bool CanFix(InvocationExpressionSyntax node, Diagnostic diagnostic) =>
        diagnostic.Properties.ContainsKey(FailedConnectsCleanUp.LocalName)
        && node.FirstAncestorOrSelf<StatementSyntax>() is ExpressionStatementSyntax { Parent: BlockSyntax };

    protected override async Task<Document> FixAsync(Document document, InvocationExpressionSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var statement = node.FirstAncestorOrSelf<ExpressionStatementSyntax>()!;
        var cleanUp = SyntaxFactory.Block(SyntaxFactory.ParseStatement($"{diagnostic.Properties[FailedConnectsCleanUp.LocalName]}.Dispose();"),
            SyntaxFactory.ThrowStatement());
        var isolated = SyntaxFactory.TryStatement(SyntaxFactory.Block(statement.WithoutTrivia()),
            SyntaxFactory.SingletonList(SyntaxFactory.CatchClause().WithBlock(cleanUp)), null)
            .WithTriviaFrom(statement).WithAdditionalAnnotations(Formatter.Annotation);
        return document.WithSyntaxRoot(root!.ReplaceNode(statement, isolated));
    }
}
