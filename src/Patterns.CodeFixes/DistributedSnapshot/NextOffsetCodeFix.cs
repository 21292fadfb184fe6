using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.DistributedSnapshot;

namespace Patterns.CodeFixes.DistributedSnapshot;

/// <summary>PAT1203: commits the next offset: adds one, or hands over the message itself where the client does that.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NextOffsetCodeFix))]
internal sealed class NextOffsetCodeFix : RuleCodeFix<MemberAccessExpressionSyntax>
{
    protected override string RuleId => SnapshotRules.NextOffset.Id;

    protected override string Title => "Commit the next offset";

    protected override bool CanFix(MemberAccessExpressionSyntax node, Diagnostic diagnostic) =>
        node.Span == diagnostic.Location.SourceSpan && Next(node) is not null;

    protected override async Task<Document> FixAsync(Document document, MemberAccessExpressionSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return document.WithSyntaxRoot(root!.ReplaceNode(node, Next(node)!.WithTriviaFrom(node)));
    }

    private static ExpressionSyntax? Next(MemberAccessExpressionSyntax node) => node switch
    {
        { Name.Identifier.ValueText: "Offset", Parent: ArgumentSyntax } => SyntaxFactory.BinaryExpression(
            SyntaxKind.AddExpression, node.WithoutTrivia(),
            SyntaxFactory.Token(SyntaxKind.PlusToken).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(1))),
        { Name.Identifier.ValueText: "TopicPartitionOffset",
        Parent: ArgumentSyntax { Parent: ArgumentListSyntax { Arguments.Count: 1,
            Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "StoreOffset" } } } } } =>
            node.Expression,
        _ => null,
    };
}
