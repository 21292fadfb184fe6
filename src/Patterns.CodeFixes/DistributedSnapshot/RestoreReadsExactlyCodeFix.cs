using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.DistributedSnapshot;
using Patterns.Analyzers.DistributedSnapshot.Conventions;

namespace Patterns.CodeFixes.DistributedSnapshot;

/// <summary>PAT1208: reads exactly what is asked for, where the framework can.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RestoreReadsExactlyCodeFix))]
internal sealed class RestoreReadsExactlyCodeFix : RuleCodeFix<InvocationExpressionSyntax>
{
    protected override string RuleId => SnapshotRules.RestoreReadsExactly.Id;

    protected override string Title => "Read exactly what was written";

    protected override bool CanFix(InvocationExpressionSyntax node, Diagnostic diagnostic) => node is { Expression: MemberAccessExpressionSyntax }
        && diagnostic.Properties.TryGetValue(RestoreReadsExactly.CanReadExactly, out var can) && can == bool.TrueString;

    protected override async Task<Document> FixAsync(Document document, InvocationExpressionSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var name = ((MemberAccessExpressionSyntax)node.Expression).Name;
        var exactly = SyntaxFactory.IdentifierName(name.Identifier.ValueText == "ReadAsync" ? "ReadExactlyAsync" : "ReadExactly").WithTriviaFrom(name);
        return document.WithSyntaxRoot(root!.ReplaceNode(name, exactly));
    }
}
