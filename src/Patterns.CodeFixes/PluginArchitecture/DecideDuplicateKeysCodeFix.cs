using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using Patterns.Analyzers.PluginArchitecture;

namespace Patterns.CodeFixes.PluginArchitecture;

/// <summary>PAT0104: refuses a key that is taken.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DecideDuplicateKeysCodeFix))]
internal sealed class DecideDuplicateKeysCodeFix : RuleCodeFix<AssignmentExpressionSyntax>
{
    /// <inheritdoc/>
    protected override string RuleId => PluginRules.DuplicateKeysAreDecided.Id;

    /// <inheritdoc/>
    protected override string Title => "Refuse a key that is taken";

    /// <summary>Whether a second plugin of the same key is a mistake is for a person to say.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    protected override bool CanFix(AssignmentExpressionSyntax node, Diagnostic diagnostic) =>
        node.Left is ElementAccessExpressionSyntax { ArgumentList.Arguments.Count: 1 }
        && (node.Parent is ExpressionStatementSyntax || node.Parent is ArrowExpressionClauseSyntax && HasThrowingAdd(diagnostic));

    /// <inheritdoc/>
    protected override async Task<Document> FixAsync(Document document, AssignmentExpressionSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var element = (ElementAccessExpressionSyntax)node.Left;
        var key = element.ArgumentList.Arguments[0].Expression;
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return document.WithSyntaxRoot(HasThrowingAdd(diagnostic)
            ? root!.ReplaceNode(node, SyntaxFactory.ParseExpression($"{element.Expression}.Add({key}, {node.Right})").WithTriviaFrom(node))
            : root!.ReplaceNode(node.Parent!, Refusal(element.Expression, key, node.Right).WithTriviaFrom(node.Parent!)));
    }

    private static bool HasThrowingAdd(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(DuplicateKeysAreDecided.Throws, out var throws) && throws == bool.TrueString;

    private static StatementSyntax Refusal(ExpressionSyntax table, ExpressionSyntax key, ExpressionSyntax value)
    {
        var parameter = key is IdentifierNameSyntax name ? $", nameof({name})" : "";
        return SyntaxFactory.ParseStatement($$$"""
            if (!{{{table}}}.TryAdd({{{key}}}, {{{value}}}))
            {
                throw new System.ArgumentException($"'{{{{key}}}}' is registered already."{{{parameter}}});
            }
            """).WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation);
    }
}
