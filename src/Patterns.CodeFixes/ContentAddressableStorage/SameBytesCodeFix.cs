using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.ContentAddressableStorage;

namespace Patterns.CodeFixes.ContentAddressableStorage;

/// <summary>PAT1301: stores what was hashed, where it is kept in a local that is at hand. It changes what is stored, so a person should look at each.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SameBytesCodeFix))]
internal sealed class SameBytesCodeFix : RuleCodeFix<SyntaxNode>
{
    protected override string RuleId => ContentStoreRules.SameBytes.Id;

    protected override string Title => "Store what was hashed";

    public override FixAllProvider? GetFixAllProvider() => null;

    protected override bool CanFix(SyntaxNode node, Diagnostic diagnostic) => Find(node, diagnostic) is not null;

    protected override async Task<Document> FixAsync(Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var (hashed, stored) = Find(node, diagnostic)!.Value;
        return document.WithSyntaxRoot(root!.ReplaceNode(stored, SyntaxFactory.IdentifierName(hashed.Identifier.WithoutTrivia()).WithTriviaFrom(stored)));
    }

    /// <summary>The local that keeps what was hashed, and the second call of the same method that it can stand for; null where there is no such
    /// local.</summary>
    private static (VariableDeclaratorSyntax Hashed, InvocationExpressionSyntax Stored)? Find(SyntaxNode node, Diagnostic diagnostic)
    {
        if (diagnostic.AdditionalLocations.Count < 2 || diagnostic.AdditionalLocations[1].SourceTree != node.SyntaxTree) return null;
        if (Call(node, diagnostic.AdditionalLocations[0]) is not { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax local } } hashed
            || Call(node, diagnostic.AdditionalLocations[1]) is not { } stored) return null;
        if (!hashed.Expression.IsEquivalentTo(stored.Expression) || local.Parent?.Parent is not LocalDeclarationStatementSyntax { Parent: BlockSyntax block })
            return null;
        return block.Span.Contains(stored.Span) && stored.Parent is not ExpressionStatementSyntax && stored.SpanStart > local.Span.End
            && !IsChanged(block, local.Identifier.ValueText) && !IsInStaticFunction(stored, block) ? (local, stored) : null;
    }

    private static InvocationExpressionSyntax? Call(SyntaxNode node, Location location) =>
        node.SyntaxTree.GetRoot().FindNode(location.SourceSpan, getInnermostNodeForTie: true) as InvocationExpressionSyntax;

    private static bool IsChanged(BlockSyntax block, string name) => block.DescendantNodes().Any(node => node switch
    {
        AssignmentExpressionSyntax assignment => Root(assignment.Left) == name,
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) && Root(argument.Expression) == name,
        _ => false,
    });

    private static string? Root(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        ElementAccessExpressionSyntax element => Root(element.Expression),
        _ => null,
    };

    private static bool IsInStaticFunction(SyntaxNode node, SyntaxNode block) => node.Ancestors().TakeWhile(outer => outer != block).Any(outer => outer switch
    {
        LocalFunctionStatementSyntax function => function.Modifiers.Any(SyntaxKind.StaticKeyword),
        AnonymousFunctionExpressionSyntax function => function.Modifiers.Any(SyntaxKind.StaticKeyword),
        _ => false,
    });
}
