using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using Patterns.Analyzers.Reactor;

namespace Patterns.CodeFixes.Reactor;

/// <summary>PAT0302: takes the whole duration where a component of it was taken.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WholeDurationCodeFix))]
internal sealed class WholeDurationCodeFix : RuleCodeFix<MemberAccessExpressionSyntax>
{
    protected override string RuleId => ReactorRules.LoopNeverBlocks.Id;

    protected override string Title => "Take the whole duration";

    protected override bool CanFix(MemberAccessExpressionSyntax node, Diagnostic diagnostic) =>
        node.Span == diagnostic.Location.SourceSpan && diagnostic.Properties.ContainsKey(ReactorRules.WholeDurationProperty);

    protected override async Task<Document> FixAsync(Document document, MemberAccessExpressionSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        ExpressionSyntax whole = node.WithName(SyntaxFactory.IdentifierName(nameof(TimeSpan.TotalMilliseconds)).WithTriviaFrom(node.Name));
        if (diagnostic.Properties[ReactorRules.WholeDurationProperty] == "int")
            whole = SyntaxFactory.CastExpression(SyntaxFactory.PredefinedType(SyntaxFactory.Token(SyntaxKind.IntKeyword)), whole.WithoutLeadingTrivia())
                .WithLeadingTrivia(node.GetLeadingTrivia());
        return document.WithSyntaxRoot(root!.ReplaceNode(node, whole));
    }
}
