using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.PluginArchitecture;

namespace Patterns.CodeFixes.PluginArchitecture;

/// <summary>PAT0105: puts the call that takes a plugin down into a <c>try</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(IsolateTeardownCodeFix))]
internal sealed class IsolateTeardownCodeFix : RuleCodeFix<StatementSyntax>
{
    /// <inheritdoc/>
    protected override string RuleId => PluginRules.TeardownIsComplete.Id;

    /// <inheritdoc/>
    protected override string Title => "Catch what fails inside the loop";

    /// <inheritdoc/>
    protected override bool CanFix(StatementSyntax node, Diagnostic diagnostic) =>
        node is ExpressionStatementSyntax && diagnostic.Properties.ContainsKey(TeardownIsIsolated.InLoop);

    /// <inheritdoc/>
    protected override async Task<Document> FixAsync(Document document, StatementSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var scope = node.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? (SyntaxNode)node;
        var isolated = Isolation.Around(new SyntaxList<StatementSyntax>(node.WithoutTrivia()), scope).WithTriviaFrom(node);
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return document.WithSyntaxRoot(root!.ReplaceNode(node, isolated));
    }
}
