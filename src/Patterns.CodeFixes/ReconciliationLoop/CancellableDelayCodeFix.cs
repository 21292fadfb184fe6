using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.ReconciliationLoop;
using Patterns.Analyzers.ReconciliationLoop.Conventions;

namespace Patterns.CodeFixes.ReconciliationLoop;

/// <summary>PAT1008: hands the token that is in scope to the delay.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CancellableDelayCodeFix))]
internal sealed class CancellableDelayCodeFix : RuleCodeFix<InvocationExpressionSyntax>
{
    protected override string RuleId => ReconciliationLoopRules.CancellableDelays.Id;

    protected override string Title => "Let the token end the delay";

    /// <summary>The rule also speaks of failures that do not wait; where they should wait is no matter of an argument.</summary>
    protected override bool CanFix(InvocationExpressionSyntax node, Diagnostic diagnostic) => diagnostic.Properties.ContainsKey(CancellableDelays.TokenName);

    protected override async Task<Document> FixAsync(Document document, InvocationExpressionSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var token = SyntaxFactory.Argument(SyntaxFactory.ParseExpression(diagnostic.Properties[CancellableDelays.TokenName]!));
        var arguments = node.ArgumentList.Arguments;
        var separator = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        var extended = SyntaxFactory.SeparatedList(new[] { arguments[0], token }, new[] { separator });
        return document.WithSyntaxRoot(root!.ReplaceNode(node, node.WithArgumentList(node.ArgumentList.WithArguments(extended))));
    }
}
