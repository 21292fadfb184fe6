using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Patterns.Analyzers.PluginArchitecture;

namespace Patterns.CodeFixes.PluginArchitecture;

/// <summary>PAT0101: puts the body of the loop into a <c>try</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(IsolateLoadFaultsCodeFix))]
internal sealed class IsolateLoadFaultsCodeFix : RuleCodeFix<SyntaxNode>
{
    /// <inheritdoc/>
    protected override string RuleId => PluginRules.LoadFaultsAreIsolated.Id;

    /// <inheritdoc/>
    protected override string Title => "Catch what fails inside the loop";

    /// <inheritdoc/>
    protected override bool CanFix(SyntaxNode node, Diagnostic diagnostic) =>
        Body(node) is { } body && !body.DescendantNodes().Any(inner => inner is YieldStatementSyntax);

    /// <inheritdoc/>
    protected override async Task<Document> FixAsync(Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var body = Body(node)!;
        var statements = body is BlockSyntax block ? block.Statements : new SyntaxList<StatementSyntax>(body.WithoutTrivia());
        var scope = body.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? (SyntaxNode)body;
        var isolated = SyntaxFactory.Block(Isolation.Around(statements, scope))
            .WithTriviaFrom(body).WithAdditionalAnnotations(Formatter.Annotation);
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return document.WithSyntaxRoot(root!.ReplaceNode(body, isolated));
    }

    /// <summary>The body of the innermost loop that repeats what fails; null in a query, or where a function of its own stands between.</summary>
    private static StatementSyntax? Body(SyntaxNode node)
    {
        foreach (var outer in node.AncestorsAndSelf())
        {
            if (outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) return null;
            if (outer.Parent is CommonForEachStatementSyntax each && each.Statement == outer) return each.Statement;
            if (outer.Parent is ForStatementSyntax counted && counted.Statement == outer) return counted.Statement;
            if (outer.Parent is WhileStatementSyntax repeated && repeated.Statement == outer) return repeated.Statement;
        }
        return null;
    }
}
