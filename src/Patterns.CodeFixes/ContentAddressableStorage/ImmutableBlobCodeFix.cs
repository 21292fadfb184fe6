using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.ContentAddressableStorage;

namespace Patterns.CodeFixes.ContentAddressableStorage;

/// <summary>PAT1305: moves without overwriting; the blob that is there stays.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ImmutableBlobCodeFix))]
internal sealed class ImmutableBlobCodeFix : RuleCodeFix<ExpressionSyntax>
{
    protected override string RuleId => ContentStoreRules.ImmutableBlob.Id;

    protected override string Title => "Keep the blob that is there";

    protected override bool CanFix(ExpressionSyntax node, Diagnostic diagnostic) => Moves.Statement(node) is not null;

    protected override async Task<Document> FixAsync(Document document, ExpressionSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var move = Moves.Statement(node)!;
        return document.WithSyntaxRoot(root!.ReplaceNode((SyntaxNode)move, Moves.Tolerant(move)));
    }
}
