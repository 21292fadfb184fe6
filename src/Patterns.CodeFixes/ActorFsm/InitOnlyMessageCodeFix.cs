using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.ActorFsm;
using Patterns.Analyzers.ActorFsm.Conventions;

namespace Patterns.CodeFixes.ActorFsm;

/// <summary>PAT1104: lets only initialisers set a message's properties, where nobody else does. The message may be declared in another document than the one
/// that tells it apart.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InitOnlyMessageCodeFix))]
internal sealed class InitOnlyMessageCodeFix : RuleCodeFix<SyntaxNode>
{
    protected override string RuleId => ActorFsmRules.MessagesAreImmutable.Id;

    protected override string Title => "Let only initialisers set the message";

    protected override bool CanFix(SyntaxNode node, Diagnostic diagnostic) => diagnostic.Properties.ContainsKey(MessagesAreImmutable.InitKey)
        && diagnostic.AdditionalLocations.Select(location => location.SourceTree).Distinct().Count() == 1;

    protected override async Task<Document> FixAsync(Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var declaring = document.Project.Solution.GetDocument(diagnostic.AdditionalLocations[0].SourceTree)!;
        var root = await declaring.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var setters = diagnostic.AdditionalLocations
            .Select(location => root!.FindNode(location.SourceSpan).FirstAncestorOrSelf<PropertyDeclarationSyntax>()!)
            .SelectMany(property => property.AccessorList!.Accessors)
            .Where(accessor => accessor.IsKind(SyntaxKind.SetAccessorDeclaration));
        return declaring.WithSyntaxRoot(root!.ReplaceNodes(setters, (_, setter) => InitOnly(setter)));
    }

    private static AccessorDeclarationSyntax InitOnly(AccessorDeclarationSyntax setter) => SyntaxFactory.AccessorDeclaration(
        SyntaxKind.InitAccessorDeclaration, setter.AttributeLists, setter.Modifiers,
        SyntaxFactory.Token(SyntaxKind.InitKeyword).WithTriviaFrom(setter.Keyword), null, null, setter.SemicolonToken);
}
