using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.DependencyInjection;

namespace Patterns.CodeFixes.DependencyInjection;

/// <summary>PAT1502: declares a provider that ends with its method with <c>using</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DisposeProviderCodeFix))]
internal sealed class DisposeProviderCodeFix : RuleCodeFix<LocalDeclarationStatementSyntax>
{
    /// <inheritdoc/>
    protected override string RuleId => DependencyInjectionRules.ProviderIsDisposed.Id;

    /// <inheritdoc/>
    protected override string Title => "Dispose of the provider";

    /// <inheritdoc/>
    protected override bool CanFix(LocalDeclarationStatementSyntax node, Diagnostic diagnostic) =>
        diagnostic.Properties.ContainsKey(ProviderIsDisposed.Local) && node is { Declaration.Variables.Count: 1, Parent: BlockSyntax };

    /// <summary>An <c>IServiceProvider</c> cannot be disposed, the class behind it can.</summary>
    protected override async Task<Document> FixAsync(Document document, LocalDeclarationStatementSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var type = node.Declaration.Type;
        var declaration = type.IsVar ? node.Declaration
            : node.Declaration.WithType(SyntaxFactory.IdentifierName("var").WithTrailingTrivia(type.GetTrailingTrivia()));
        var keyword = SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithLeadingTrivia(node.GetLeadingTrivia()).WithTrailingTrivia(SyntaxFactory.Space);
        var mended = node.WithDeclaration(declaration.WithoutLeadingTrivia()).WithUsingKeyword(keyword);
        if (IsAsync(node))
            mended = mended.WithUsingKeyword(keyword.WithLeadingTrivia())
                .WithAwaitKeyword(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithLeadingTrivia(node.GetLeadingTrivia())
                    .WithTrailingTrivia(SyntaxFactory.Space));
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return document.WithSyntaxRoot(root!.ReplaceNode(node, mended));
    }

    private static bool IsAsync(SyntaxNode node) => node.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Modifiers.Any(SyntaxKind.AsyncKeyword) is true;
}
