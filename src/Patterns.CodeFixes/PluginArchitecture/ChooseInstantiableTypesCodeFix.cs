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

/// <summary>PAT0103: leaves abstract classes and interfaces out of a scan.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ChooseInstantiableTypesCodeFix))]
internal sealed class ChooseInstantiableTypesCodeFix : RuleCodeFix<InvocationExpressionSyntax>
{
    /// <inheritdoc/>
    protected override string RuleId => PluginRules.OnlyInstantiableTypes.Id;

    /// <inheritdoc/>
    protected override string Title => "Leave abstract classes and interfaces out";

    /// <inheritdoc/>
    protected override bool CanFix(InvocationExpressionSyntax node, Diagnostic diagnostic) =>
        node.Span == diagnostic.Location.SourceSpan && Tested(node) is not null;

    /// <inheritdoc/>
    protected override async Task<Document> FixAsync(Document document, InvocationExpressionSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var type = Tested(node)!.WithoutTrivia();
        var condition = SyntaxFactory.ParseExpression($"{node.WithoutTrivia().ToFullString()} && !{type}.IsAbstract && !{type}.IsInterface");
        var chosen = SyntaxFactory.ParenthesizedExpression(condition).WithTriviaFrom(node).WithAdditionalAnnotations(Formatter.Annotation,
            Simplifier.Annotation);
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return document.WithSyntaxRoot(root!.ReplaceNode(node, chosen));
    }

    /// <summary>The expression for the type that is tested; null for a form that the fix does not know, or one that would be evaluated twice with
    /// effect.</summary>
    private static ExpressionSyntax? Tested(InvocationExpressionSyntax test)
    {
        if (test.Expression is not MemberAccessExpressionSyntax access) return null;
        var tested = access.Name.Identifier.ValueText switch
        {
            "IsAssignableFrom" => test.ArgumentList.Arguments.FirstOrDefault()?.Expression,
            "IsAssignableTo" or "IsSubclassOf" => access.Expression,
            "Contains" or "Any" =>
                access.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax interfaces } ? interfaces.Expression : null,
            _ => null,
        };
        return tested is IdentifierNameSyntax ? tested : null;
    }
}
