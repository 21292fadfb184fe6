using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.Reactor;

namespace Patterns.CodeFixes.Reactor;

/// <summary>PAT0304: sets the state before the thread that uses it is started, where both stand in one block and nothing between them uses the state.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SetBeforeStartCodeFix))]
internal sealed class SetBeforeStartCodeFix : RuleCodeFix<ExpressionStatementSyntax>
{
    protected override string RuleId => ReactorRules.StateBeforeStart.Id;

    protected override string Title => "Set it before the thread is started";

    protected override bool CanFix(ExpressionStatementSyntax node, Diagnostic diagnostic) => Place(node, diagnostic) is var (block, start, end)
        && !block.ContainsDirectives && node.Expression is AssignmentExpressionSyntax { Right: LiteralExpressionSyntax, Left: var target }
        && !block.Statements.Skip(start).Take(end - start).Any(statement => Names(statement).Contains(NameOf(target)));

    protected override async Task<Document> FixAsync(Document document, ExpressionStatementSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var (block, start, end) = Place(node, diagnostic)!.Value;
        var moved = node.WithLeadingTrivia(node.GetLeadingTrivia().SkipWhile(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)));
        return document.WithSyntaxRoot(root!.ReplaceNode(block, block.WithStatements(block.Statements.RemoveAt(end).Insert(start, moved))));
    }

    /// <summary>The block, and where in it the thread is started and the state is set.</summary>
    private static (BlockSyntax Block, int Start, int End)? Place(StatementSyntax node, Diagnostic diagnostic)
    {
        if (diagnostic.Properties.TryGetValue(ReactorRules.OrderProperty, out var order) && order != "start" || diagnostic.AdditionalLocations.Count == 0
            || node.Parent is not BlockSyntax block) return null;
        var start = block.Statements.IndexOf(statement => statement.Span.Contains(diagnostic.AdditionalLocations[0].SourceSpan));
        return start < 0 ? null : (block, start, block.Statements.IndexOf(node));
    }

    private static string NameOf(ExpressionSyntax target) =>
        target is MemberAccessExpressionSyntax access ? access.Name.Identifier.ValueText : target.ToString();

    private static IEnumerable<string> Names(StatementSyntax statement) =>
        statement.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText);
}
