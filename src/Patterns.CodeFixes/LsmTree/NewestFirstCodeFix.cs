using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using Patterns.Analyzers.LsmTree;

namespace Patterns.CodeFixes.LsmTree;

/// <summary>PAT0501: goes through the runs from the newest to the oldest.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NewestFirstCodeFix))]
internal sealed class NewestFirstCodeFix : RuleCodeFix<ForEachStatementSyntax>
{
    protected override string RuleId => LsmTreeRules.NewestFirst.Id;

    protected override string Title => "Search from the newest to the oldest";

    protected override async Task<Document> FixAsync(Document document, ForEachStatementSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        // Called as a method, not as an extension: lists and arrays have a Reverse of their own, which changes them.
        var reversed = SyntaxFactory.InvocationExpression(
            SyntaxFactory.ParseExpression("global::System.Linq.Enumerable.Reverse").WithAdditionalAnnotations(Simplifier.Annotation),
            SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(node.Expression.WithoutTrivia()))));
        return document.WithSyntaxRoot(root!.ReplaceNode(node.Expression, reversed.WithTriviaFrom(node.Expression)));
    }
}
