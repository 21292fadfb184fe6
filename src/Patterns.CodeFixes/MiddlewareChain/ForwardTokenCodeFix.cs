using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.MiddlewareChain;
using Patterns.Analyzers.MiddlewareChain.Conventions;

namespace Patterns.CodeFixes.MiddlewareChain;

/// <summary>PAT0807: hands on the token that the link has.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ForwardTokenCodeFix))]
internal sealed class ForwardTokenCodeFix : RuleCodeFix<ArgumentSyntax>
{
    protected override string RuleId => MiddlewareChainRules.ForwardToken.Id;

    protected override string Title => "Hand the token on";

    protected override async Task<Document> FixAsync(Document document, ArgumentSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var token = SyntaxFactory.IdentifierName(diagnostic.Properties[ForwardToken.TokenName]!).WithTriviaFrom(node.Expression);
        return document.WithSyntaxRoot(root!.ReplaceNode(node.Expression, token));
    }
}
