using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using Patterns.Analyzers.DependencyInjection;

namespace Patterns.CodeFixes.DependencyInjection;

/// <summary>PAT1506: asks whether the implementation is registered, not whether the service is.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TryAddEnumerableCodeFix))]
internal sealed class TryAddEnumerableCodeFix : RuleCodeFix<InvocationExpressionSyntax>
{
    private const string Prefix = "TryAdd";

    /// <inheritdoc/>
    protected override string RuleId => DependencyInjectionRules.ManyServicesAreKept.Id;

    /// <inheritdoc/>
    protected override string Title => "Add this implementation unless it is there";

    /// <inheritdoc/>
    protected override bool CanFix(InvocationExpressionSyntax node, Diagnostic diagnostic) => node is
    {
        ArgumentList.Arguments.Count: 0,
        Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax { TypeArgumentList.Arguments.Count: 2,
            Identifier.ValueText: "TryAddSingleton" or "TryAddScoped" or "TryAddTransient" } },
    };

    /// <inheritdoc/>
    protected override async Task<Document> FixAsync(Document document, InvocationExpressionSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var access = (MemberAccessExpressionSyntax)node.Expression;
        var name = (GenericNameSyntax)access.Name;
        var lifetime = SyntaxFactory.Identifier(name.Identifier.ValueText.Substring(Prefix.Length));
        var descriptor = SyntaxFactory.MemberAccessExpression(
            SyntaxKind.SimpleMemberAccessExpression,
            SyntaxFactory.ParseExpression("global::Microsoft.Extensions.DependencyInjection.ServiceDescriptor")
                .WithAdditionalAnnotations(Simplifier.Annotation),
            SyntaxFactory.GenericName(lifetime, name.TypeArgumentList));
        var mended = node
            .WithExpression(access.WithName(SyntaxFactory.IdentifierName("TryAddEnumerable")))
            .WithArgumentList(node.ArgumentList.AddArguments(SyntaxFactory.Argument(SyntaxFactory.InvocationExpression(descriptor))));
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return document.WithSyntaxRoot(root!.ReplaceNode(node, mended));
    }
}
