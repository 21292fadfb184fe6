using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.Reactor;

namespace Patterns.CodeFixes.Reactor;

/// <summary>PAT0303: makes the flag that stops a loop volatile. A declaration of several fields is left alone: the others may not need it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(VolatileStopFlagCodeFix))]
internal sealed class VolatileStopFlagCodeFix : RuleCodeFix<FieldDeclarationSyntax>
{
    protected override string RuleId => ReactorRules.StopFlagIsVisible.Id;

    protected override string Title => "Make the flag volatile";

    protected override bool CanFix(FieldDeclarationSyntax node, Diagnostic diagnostic) => node.Declaration.Variables.Count == 1;

    protected override async Task<Document> FixAsync(Document document, FieldDeclarationSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var word = SyntaxFactory.Token(SyntaxKind.VolatileKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (node.Modifiers.Count > 0) return document.WithSyntaxRoot(root!.ReplaceNode(node, node.AddModifiers(word)));
        var type = node.Declaration.Type;
        var bare = node.WithDeclaration(node.Declaration.WithType(type.WithoutLeadingTrivia()));
        return document.WithSyntaxRoot(root!.ReplaceNode(node, bare.AddModifiers(word.WithLeadingTrivia(type.GetLeadingTrivia()))));
    }
}
