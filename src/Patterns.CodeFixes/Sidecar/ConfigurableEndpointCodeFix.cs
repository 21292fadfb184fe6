using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.Sidecar;
using Patterns.Analyzers.Sidecar.Conventions;

namespace Patterns.CodeFixes.Sidecar;

/// <summary>PAT1403: reads the port from the variable that is agreed on, with the literal as the fallback. Offered where such a variable is known.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ConfigurableEndpointCodeFix))]
internal sealed class ConfigurableEndpointCodeFix : RuleCodeFix<LiteralExpressionSyntax>
{
    protected override string RuleId => SidecarRules.EndpointIsConfigurable.Id;

    protected override string Title => "Read the port from the environment";

    protected override bool CanFix(LiteralExpressionSyntax node, Diagnostic diagnostic) =>
        diagnostic.Properties.ContainsKey(EndpointIsConfigurable.VariableName) && node.Token.Text == "\"" + node.Token.ValueText + "\""
        && Split(node.Token.ValueText) is not null;

    protected override async Task<Document> FixAsync(Document document, LiteralExpressionSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var (host, port, rest) = Split(node.Token.ValueText)!.Value;
        var environment = root!.DescendantNodes().OfType<UsingDirectiveSyntax>().Any(directive => directive.Name?.ToString() == "System") ? "Environment"
            : "System.Environment";
        var read = $"$\"{host}{{{environment}.GetEnvironmentVariable(\"{diagnostic.Properties[EndpointIsConfigurable.VariableName]}\") ?? \"{port}\"}}{rest}\"";
        return document.WithSyntaxRoot(root.ReplaceNode(node, SyntaxFactory.ParseExpression(read).WithTriviaFrom(node)));
    }

    /// <summary>What stands before the port, the port, and what stands behind it; null for a text with braces, which an interpolated one would read
    /// otherwise.</summary>
    private static (string Host, string Port, string Path)? Split(string text)
    {
        var colon = text.LastIndexOf(':');
        var end = colon + 1;
        while (end < text.Length && char.IsDigit(text[end])) end++;
        if (colon < 0 || end == colon + 1 || text.IndexOfAny(new[] { '{', '}' }) >= 0) return null;
        return (text.Substring(0, colon + 1), text.Substring(colon + 1, end - colon - 1), text.Substring(end));
    }
}
