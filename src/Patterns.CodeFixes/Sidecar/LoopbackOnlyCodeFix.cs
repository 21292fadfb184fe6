using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Patterns.Analyzers.Sidecar;
using Patterns.Analyzers.Sidecar.Conventions;

namespace Patterns.CodeFixes.Sidecar;

/// <summary>PAT1404: binds the companion to the loopback interface. Only the address inside the text changes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LoopbackOnlyCodeFix))]
internal sealed class LoopbackOnlyCodeFix : RuleCodeFix<SyntaxNode>
{
    protected override string RuleId => SidecarRules.LoopbackOnly.Id;

    protected override string Title => "Listen on the loopback interface";

    protected override async Task<Document> FixAsync(Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var token = node.GetFirstToken();
        var text = Bound(token.Text);
        return document.WithSyntaxRoot(root!.ReplaceToken(token,
            SyntaxFactory.Token(token.LeadingTrivia, token.Kind(), text, Bound(token.ValueText), token.TrailingTrivia)));
    }

    private static string Bound(string text) => LoopbackOnly.Everywhere.Replace(text, address => address.Value == "[::]" ? "[::1]" : "127.0.0.1");
}
