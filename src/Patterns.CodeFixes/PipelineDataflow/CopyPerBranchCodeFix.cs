using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Patterns.Analyzers.PipelineDataflow;

namespace Patterns.CodeFixes.PipelineDataflow;

/// <summary>PAT0208: makes the copy inside the loop over the branches, where it is made directly before it and used nowhere else.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CopyPerBranchCodeFix))]
internal sealed class CopyPerBranchCodeFix : RuleCodeFix<IdentifierNameSyntax>
{
    protected override string RuleId => PipelineRules.BranchesDoNotShare.Id;

    protected override string Title => "Make a copy for each branch";

    protected override bool CanFix(IdentifierNameSyntax node, Diagnostic diagnostic) => CopyBefore(node) is not null;

    protected override async Task<Document> FixAsync(Document document, IdentifierNameSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var (loop, copy) = CopyBefore(node)!.Value;
        var inside = loop.Statement is BlockSyntax block
            ? block.WithStatements(block.Statements.Insert(0, copy.WithAdditionalAnnotations(Formatter.Annotation)))
            : SyntaxFactory.Block(copy, loop.Statement).WithAdditionalAnnotations(Formatter.Annotation);
        var scope = (BlockSyntax)loop.Parent!;
        var statements = scope.Statements.Replace(loop, loop.WithStatement(inside)).RemoveAt(scope.Statements.IndexOf(copy));
        return document.WithSyntaxRoot(root!.ReplaceNode(scope, scope.WithStatements(statements)));
    }

    private static (ForEachStatementSyntax Loop, LocalDeclarationStatementSyntax Copy)? CopyBefore(IdentifierNameSyntax item)
    {
        if (item.FirstAncestorOrSelf<ForEachStatementSyntax>() is not { Parent: BlockSyntax scope } loop
            || scope.Statements.IndexOf(loop) is not (> 0 and var index)) return null;
        if (scope.Statements[index - 1] is not LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } only } copy
            || only[0].Identifier.ValueText != item.Identifier.ValueText) return null;
        if (copy.ContainsDirectives || copy.UsingKeyword.IsKind(SyntaxKind.UsingKeyword)) return null;
        var isUsedElsewhere = scope.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Any(name => name.Identifier.ValueText == item.Identifier.ValueText && !loop.Statement.Span.Contains(name.Span));
        return isUsedElsewhere ? null : (loop, copy);
    }
}
