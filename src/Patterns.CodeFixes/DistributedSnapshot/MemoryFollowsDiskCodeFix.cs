using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.DistributedSnapshot;

namespace Patterns.CodeFixes.DistributedSnapshot;

/// <summary>PAT1206: moves the assignment below the write, where nothing on the way looks at what is assigned.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MemoryFollowsDiskCodeFix))]
internal sealed class MemoryFollowsDiskCodeFix : RuleCodeFix<ExpressionStatementSyntax>
{
    protected override string RuleId => SnapshotRules.MemoryFollowsDisk.Id;

    protected override string Title => "Advance the position after the write";

    /// <summary>Two assignments before one write would be moved over each other.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    protected override bool CanFix(ExpressionStatementSyntax node, Diagnostic diagnostic) => Write(node, diagnostic) is not null;

    protected override async Task<Document> FixAsync(Document document, ExpressionStatementSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var block = (BlockSyntax)node.Parent!;
        var write = block.Statements.IndexOf(Write(node, diagnostic)!);
        var statements = block.Statements.Insert(write + 1, node).RemoveAt(block.Statements.IndexOf(node));
        return document.WithSyntaxRoot(root!.ReplaceNode(block, block.WithStatements(statements)));
    }

    /// <summary>The statement that writes, further down in the same block; null where the repair is not that simple.</summary>
    private static StatementSyntax? Write(ExpressionStatementSyntax assignment, Diagnostic diagnostic)
    {
        if (assignment is not { Parent: BlockSyntax block, Expression: AssignmentExpressionSyntax { Left: var left } } || diagnostic.AdditionalLocations.Count == 0) return null;
        var name = left is MemberAccessExpressionSyntax access ? access.Name.Identifier.ValueText : (left as IdentifierNameSyntax)?.Identifier.ValueText;
        for (var next = block.Statements.IndexOf(assignment) + 1; next < block.Statements.Count; next++)
        {
            var statement = block.Statements[next];
            if (statement is not ExpressionStatementSyntax || Names(statement, name)) return null;
            if (statement.Span.Contains(diagnostic.AdditionalLocations[0].SourceSpan)) return statement;
        }
        return null;
    }

    private static bool Names(StatementSyntax statement, string? name)
    {
        foreach (var identifier in statement.DescendantNodes())
            if (identifier is IdentifierNameSyntax { Identifier.ValueText: var text } && text == name) return true;
        return false;
    }
}
