using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.MiddlewareChain;

namespace Patterns.CodeFixes.MiddlewareChain;

/// <summary>PAT0804: makes a local of a private field that only the link's method uses, and always sets first.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RequestStateInLocalCodeFix))]
internal sealed class RequestStateInLocalCodeFix : RuleCodeFix<ExpressionSyntax>
{
    protected override string RuleId => MiddlewareChainRules.NoRequestState.Id;

    protected override string Title => "Keep it in a local";

    protected override bool CanFix(ExpressionSyntax node, Diagnostic diagnostic) => FieldOfOneMethod.Of(node) is not null;

    protected override async Task<Document> FixAsync(Document document, ExpressionSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var field = FieldOfOneMethod.Of(node)!;
        return document.WithSyntaxRoot(root!.ReplaceNode(field.Type, field.AsLocal()));
    }
}
