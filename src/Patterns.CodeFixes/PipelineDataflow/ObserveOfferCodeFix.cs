using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using Patterns.Analyzers.PipelineDataflow;

namespace Patterns.CodeFixes.PipelineDataflow;

/// <summary>PAT0203: waits until a block has taken the item and throws when it refuses, where the code can wait. Whether a refusal is an error a person should
/// review.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ObserveOfferCodeFix))]
internal sealed class ObserveOfferCodeFix : RuleCodeFix<ExpressionStatementSyntax>
{
    protected override string RuleId => PipelineRules.OffersAreObserved.Id;

    protected override string Title => "Wait for the answer and throw when the item is refused";

    public override FixAllProvider? GetFixAllProvider() => null;

    protected override bool CanFix(ExpressionStatementSyntax node, Diagnostic diagnostic) => Offer(node) is not null && AsyncCode.CanAwait(node);

    protected override async Task<Document> FixAsync(Document document, ExpressionStatementSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var (offer, block, configured) = Offer(node)!.Value;
        var access = (MemberAccessExpressionSyntax)offer.Expression;
        var sent = offer.WithExpression(access.WithName(SyntaxFactory.IdentifierName("SendAsync").WithTriviaFrom(access.Name))).WithoutTrivia();
        var refused =
            (IfStatementSyntax)SyntaxFactory.ParseStatement($"if (!await {sent}{configured}) throw new System.InvalidOperationException(\"'{block}' takes no more items.\");");
        var thrown = refused.DescendantNodes().OfType<QualifiedNameSyntax>().First();
        refused = refused.ReplaceNode(thrown, thrown.WithAdditionalAnnotations(Simplifier.Annotation));
        return document.WithSyntaxRoot(root!.ReplaceNode(node, refused.WithTriviaFrom(node).WithAdditionalAnnotations(Formatter.Annotation)));
    }

    /// <summary>The offer that the statement makes, by <c>Post</c> or <c>SendAsync</c>, awaited or not.</summary>
    private static (InvocationExpressionSyntax Offer, string Block, string Configured)? Offer(ExpressionStatementSyntax statement)
    {
        var expression = statement.Expression is AwaitExpressionSyntax { Expression: var awaited } ? awaited : statement.Expression;
        var configured = "";
        if (expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait",
            Expression: var task } } configure)
            (expression, configured) = (task, ".ConfigureAwait" + configure.ArgumentList);
        return expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Post" or "SendAsync",
            Expression: var block } } offer && NameOf(block) is { } name
            ? (offer, name, configured)
            : null;
    }

    private static string? NameOf(ExpressionSyntax block) => block switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };
}
