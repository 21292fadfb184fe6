using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using Patterns.Analyzers.DependencyInjection;

namespace Patterns.CodeFixes.DependencyInjection;

/// <summary>PAT1507: walks what was made from the last to the first.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DisposeInReverseCodeFix))]
internal sealed class DisposeInReverseCodeFix : RuleCodeFix<ForEachStatementSyntax>
{
    /// <inheritdoc/>
    protected override string RuleId => DependencyInjectionRules.MadeOnce.Id;

    /// <inheritdoc/>
    protected override string Title => "Dispose in reverse order";

    /// <inheritdoc/>
    protected override bool CanFix(ForEachStatementSyntax node, Diagnostic diagnostic) => node.Expression.Span == diagnostic.Location.SourceSpan;

    /// <inheritdoc/>
    protected override async Task<Document> FixAsync(Document document, ForEachStatementSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var enumerable = SyntaxFactory.ParseExpression("global::System.Linq.Enumerable").WithAdditionalAnnotations(Simplifier.Annotation);
        var reverse = SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, enumerable, SyntaxFactory.IdentifierName("Reverse"));
        var reversed = SyntaxFactory.InvocationExpression(reverse)
            .AddArgumentListArguments(SyntaxFactory.Argument(node.Expression.WithoutTrivia())).WithTriviaFrom(node.Expression);
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return document.WithSyntaxRoot(root!.ReplaceNode(node.Expression, reversed));
    }
}
