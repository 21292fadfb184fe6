using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.ContentAddressableStorage;

namespace Patterns.CodeFixes.ContentAddressableStorage;

/// <summary>PAT1308: exchanges the hash where its value becomes text at once, so that no buffer or type counts on its length.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StrongHashCodeFix))]
internal sealed class StrongHashCodeFix : RuleCodeFix<InvocationExpressionSyntax>
{
    protected override string RuleId => ContentStoreRules.StrongHash.Id;

    protected override string Title => "Use SHA-256 (changes every address)";

    public override FixAllProvider? GetFixAllProvider() => null;

    protected override bool CanFix(InvocationExpressionSyntax node, Diagnostic diagnostic) =>
        node.ArgumentList.Arguments.Count == 1 && Algorithm(node) is not null
        && node.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax becomes } }
        && becomes.ToString() is "Convert.ToHexString" or "Convert.ToHexStringLower" or "Convert.ToBase64String" or "BitConverter.ToString";

    protected override async Task<Document> FixAsync(Document document, InvocationExpressionSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var algorithm = Algorithm(node)!;
        return document.WithSyntaxRoot(root!.ReplaceNode(algorithm, SyntaxFactory.IdentifierName("SHA256").WithTriviaFrom(algorithm)));
    }

    /// <summary>The name of the hash in <c>MD5.HashData(...)</c>.</summary>
    private static SimpleNameSyntax? Algorithm(InvocationExpressionSyntax call) =>
        call.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "HashData", Expression: var owner } ? null : owner switch
    {
        IdentifierNameSyntax name => name,
        MemberAccessExpressionSyntax qualified => qualified.Name,
        _ => null,
    };
}
