using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Rename;
using Patterns.Analyzers.Recognition;

namespace Patterns.CodeFixes.Inventory;

/// <summary>Renames a type as its team agreed (PAT9010), with all references. One at a time: renames of several types can meet.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RenameAsAgreedCodeFix))]
internal sealed class RenameAsAgreedCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(GateRules.WrongName.Id);

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root) return;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (diagnostic.Properties[GateRules.NewName] is not { } name) continue;
            if (root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<BaseTypeDeclarationSyntax>() is not { } declaration) continue;
            context.RegisterCodeFix(
                CodeAction.Create($"Rename to '{name}'", token => RenameAsync(context.Document, declaration, name, token),
                    equivalenceKey: GateRules.WrongName.Id), diagnostic);
        }
    }

    private static async Task<Solution> RenameAsync(Document document, BaseTypeDeclarationSyntax declaration, string name, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return model?.GetDeclaredSymbol(declaration, cancellationToken) is { } type
            ? await Renamer.RenameSymbolAsync(document.Project.Solution, type, new SymbolRenameOptions(), name, cancellationToken).ConfigureAwait(false)
            : document.Project.Solution;
    }
}
