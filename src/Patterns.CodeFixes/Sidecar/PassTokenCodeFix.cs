using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.Sidecar;
using Patterns.Analyzers.Sidecar.Conventions;

namespace Patterns.CodeFixes.Sidecar;

/// <summary>Hands the token that is in scope to a call: behind its arguments, or by name where others are left out before it.</summary>
internal abstract class PassTokenCodeFix : RuleCodeFix<InvocationExpressionSyntax>
{
    protected override string Title => "Hand the token on";

    protected override bool CanFix(InvocationExpressionSyntax node, Diagnostic diagnostic) =>
        diagnostic.Properties.ContainsKey(Tokens.TokenName) && diagnostic.Location.SourceSpan == node.Span;

    protected override async Task<Document> FixAsync(Document document, InvocationExpressionSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var token = SyntaxFactory.Argument(SyntaxFactory.IdentifierName(diagnostic.Properties[Tokens.TokenName]!));
        if (diagnostic.Properties.TryGetValue(Tokens.ParameterName, out var parameter) && parameter is not null)
            token = token.WithNameColon(SyntaxFactory.NameColon(SyntaxFactory.IdentifierName(parameter)).WithTrailingTrivia(SyntaxFactory.Space));
        var arguments = node.ArgumentList.Arguments;
        var separators = arguments.GetSeparators().ToList();
        if (arguments.Count > 0) separators.Add(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space));
        var extended = SyntaxFactory.SeparatedList(arguments.Append(token), separators);
        return document.WithSyntaxRoot(root!.ReplaceNode(node, node.WithArgumentList(node.ArgumentList.WithArguments(extended))));
    }
}

/// <summary>PAT1401: lets the token end the wait for the companion.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BoundedWaitCodeFix))]
internal sealed class BoundedWaitCodeFix : PassTokenCodeFix
{
    protected override string RuleId => SidecarRules.WaitingIsBounded.Id;
}

/// <summary>PAT1402: lets the token end a call through the companion.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LimitedCallCodeFix))]
internal sealed class LimitedCallCodeFix : PassTokenCodeFix
{
    protected override string RuleId => SidecarRules.CallsHaveALimit.Id;
}
