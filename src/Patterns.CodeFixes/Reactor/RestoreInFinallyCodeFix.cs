using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.Reactor;

namespace Patterns.CodeFixes.Reactor;

/// <summary>PAT0304: takes the flag back in a <c>finally</c>, with the assignments that stand right behind it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RestoreInFinallyCodeFix))]
internal sealed class RestoreInFinallyCodeFix : RuleCodeFix<ExpressionStatementSyntax>
{
    protected override string RuleId => ReactorRules.StateBeforeStart.Id;

    protected override string Title => "Take it back in a finally";

    protected override bool CanFix(ExpressionStatementSyntax node, Diagnostic diagnostic) => Region.Of(node, diagnostic) is { IsSafe: true };

    protected override async Task<Document> FixAsync(Document document, ExpressionStatementSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var region = Region.Of(node, diagnostic)!;
        return document.WithSyntaxRoot(root!.ReplaceNode(region.Block, Finally.In(region.Block, region.Start, region.Reset, region.End)));
    }

    /// <summary>The statements of one block that are tried, and those that go to the <c>finally</c>.</summary>
    private sealed record Region(BlockSyntax Block, int Start, int Reset, int End)
    {
        public static Region? Of(StatementSyntax node, Diagnostic diagnostic)
        {
            if (!diagnostic.Properties.TryGetValue(ReactorRules.OrderProperty, out var order) || order != "finally" || diagnostic.AdditionalLocations.Count < 2
                || node.Parent is not BlockSyntax block) return null;
            var start = block.Statements.IndexOf(statement => statement.Span.Contains(diagnostic.AdditionalLocations[1].SourceSpan)) + 1;
            var reset = block.Statements.IndexOf(node);
            var end = reset + 1;
            while (end < block.Statements.Count && IsPlainAssignment(block.Statements[end])) end++;
            return start > 0 && start < reset ? new(block, start, reset, end) : null;
        }

        /// <summary>Nothing declared in what is tried is used behind it, and nothing in it leaves the block where the flag would have stayed set.</summary>
        public bool IsSafe =>
            !Block.ContainsDirectives
            && !Tried.Any(statement => statement is LocalDeclarationStatementSyntax or LocalFunctionStatementSyntax or LabeledStatementSyntax
            || !Finally.StaysInBlock(statement) || statement.DescendantNodes().Any(inner => inner is SingleVariableDesignationSyntax));

        private IEnumerable<StatementSyntax> Tried => Block.Statements.Skip(Start).Take(Reset - Start);

        /// <summary>An assignment of a local or literal, as one that restores is.</summary>
        private static bool IsPlainAssignment(StatementSyntax statement) =>
            statement is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression,
                Right: LiteralExpressionSyntax or IdentifierNameSyntax } };
    }
}
