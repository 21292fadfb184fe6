using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Patterns.CodeFixes;

/// <summary>Moves an assignment that came too early below the action that the finding's evidence names, where nothing on the way names what is
/// assigned.</summary>
internal abstract class AssignAfterCodeFix : RuleCodeFix<ExpressionStatementSyntax>
{
    /// <summary>Two assignments before one action would be moved over each other.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    protected sealed override bool CanFix(ExpressionStatementSyntax node, Diagnostic diagnostic) => Action(node, diagnostic) is not null;

    protected sealed override async Task<Document> FixAsync(Document document, ExpressionStatementSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var block = (BlockSyntax)node.Parent!;
        var action = block.Statements.IndexOf(Action(node, diagnostic)!);
        var statements = block.Statements.Insert(action + 1, node).RemoveAt(block.Statements.IndexOf(node));
        return document.WithSyntaxRoot(root!.ReplaceNode(block, block.WithStatements(statements)));
    }

    /// <summary>The statement that acts, further down in the same block; null where the repair is not that simple.</summary>
    private static StatementSyntax? Action(ExpressionStatementSyntax assignment, Diagnostic diagnostic)
    {
        if (assignment is not { Parent: BlockSyntax block, Expression: AssignmentExpressionSyntax { Left: var left, Right: var right } }
            || diagnostic.AdditionalLocations.Count == 0) return null;
        var names = left.DescendantNodesAndSelf().Concat(right.DescendantNodesAndSelf()).OfType<IdentifierNameSyntax>()
            .Select(name => name.Identifier.ValueText).ToList();
        var stored = (left is ElementAccessExpressionSyntax element ? element.Expression : left) switch { MemberAccessExpressionSyntax access =>
            access.Name.Identifier.ValueText, IdentifierNameSyntax name => name.Identifier.ValueText, _ => null };
        if (stored is null || HasDirective(assignment)) return null;
        for (var next = block.Statements.IndexOf(assignment) + 1; next < block.Statements.Count; next++)
        {
            var statement = block.Statements[next];
            if (statement is not ExpressionStatementSyntax and not LocalDeclarationStatementSyntax || Names(statement, stored) || Assigns(statement, names))
                return null;
            if (statement.Span.Contains(diagnostic.AdditionalLocations[0].SourceSpan))
                return statement is ExpressionStatementSyntax && !HasDirective(statement) ? statement : null;
        }
        return null;
    }

    private static bool Names(SyntaxNode statement, string name) =>
        statement.DescendantNodes().Any(node => node is IdentifierNameSyntax { Identifier.ValueText: var text } && text == name);

    private static bool Assigns(SyntaxNode statement, List<string> names) =>
        statement.DescendantNodesAndSelf().OfType<AssignmentExpressionSyntax>()
            .Any(assignment => names.Any(name => Names(assignment, name) && assignment.Left.ToString().Contains(name)));

    private static bool HasDirective(SyntaxNode node) => node.DescendantTrivia().Any(trivia => trivia.IsDirective);
}
