using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Patterns.Analyzers.ContentAddressableStorage;

namespace Patterns.CodeFixes.ContentAddressableStorage;

/// <summary>PAT1307: flushes the staged file to the disk at the end of the block that writes it, where that block stands before the move.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DurableIngestCodeFix))]
internal sealed class DurableIngestCodeFix : RuleCodeFix<InvocationExpressionSyntax>
{
    protected override string RuleId => ContentStoreRules.DurableIngest.Id;

    protected override string Title => "Flush the staged file to the disk";

    protected override bool CanFix(InvocationExpressionSyntax node, Diagnostic diagnostic) => Writing(node) is not null;

    protected override async Task<Document> FixAsync(Document document, InvocationExpressionSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var (block, stream) = Writing(node)!.Value;
        if (block.Statements
            .Last() is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0,
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Flush", Expression: IdentifierNameSyntax name } } flush }
            && name.Identifier.ValueText == stream)
            return document.WithSyntaxRoot(root!.ReplaceNode(flush, flush.WithArgumentList(ToDisk(flush.ArgumentList))));
        var statement = SyntaxFactory.ParseStatement($"{stream}.Flush(flushToDisk: true);").WithAdditionalAnnotations(Formatter.Annotation);
        return document.WithSyntaxRoot(root!.InsertNodesAfter(block.Statements.Last(), new[] { statement.WithTrailingTrivia(SyntaxFactory.ElasticLineFeed) }));
    }

    private static ArgumentListSyntax ToDisk(ArgumentListSyntax list) => list.AddArguments(
        SyntaxFactory.Argument(SyntaxFactory.LiteralExpression(SyntaxKind.TrueLiteralExpression))
            .WithNameColon(SyntaxFactory.NameColon("flushToDisk").WithTrailingTrivia(SyntaxFactory.Space)));

    /// <summary>The block that writes the file which is moved, and the name of its stream.</summary>
    private static (BlockSyntax Block, string Stream)? Writing(InvocationExpressionSyntax move)
    {
        if (move.ArgumentList.Arguments.Count < 2 || move.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax scope } statement) return null;
        foreach (var writing in scope.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<UsingStatementSyntax>())
            if (writing.Span.End <= statement.SpanStart
                && writing is { Declaration: { Variables: [{ Initializer.Value: { } opened } file] } declaration,
                    Statement: BlockSyntax { Statements.Count: > 0 } block }
                && OpensFile(opened, declaration.Type, move.ArgumentList.Arguments[0].Expression) && !Leaves(block)) return (block, file.Identifier.ValueText);
        return null;
    }

    private static bool OpensFile(ExpressionSyntax opened, TypeSyntax type, ExpressionSyntax name) => opened switch
    {
        ObjectCreationExpressionSyntax { Type: var created, ArgumentList.Arguments: [{ Expression: var path }, ..] } =>
            created.ToString().EndsWith("FileStream", StringComparison.Ordinal) && path.IsEquivalentTo(name),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Create" or "OpenWrite" or "Open",
            Expression: var owner }, ArgumentList.Arguments: [{ Expression: var path }, ..] } =>
            owner.ToString().EndsWith("File", StringComparison.Ordinal) && path.IsEquivalentTo(name),
        _ => false,
    } && (type.IsVar || type.ToString().EndsWith("FileStream", StringComparison.Ordinal));

    /// <summary>True when the end of the block may not be reached.</summary>
    private static bool Leaves(BlockSyntax block) =>
        block.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Any(node => node is ReturnStatementSyntax or GotoStatementSyntax)
        || block.Statements.Last() is ThrowStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax;
}
