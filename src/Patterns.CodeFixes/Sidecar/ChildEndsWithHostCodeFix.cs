using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.Sidecar;
using Patterns.Analyzers.Sidecar.Conventions;

namespace Patterns.CodeFixes.Sidecar;

/// <summary>PAT1405: ends the process and all that it has started, in the call that is there or before the process is let go of.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ChildEndsWithHostCodeFix))]
internal sealed class ChildEndsWithHostCodeFix : RuleCodeFix<SyntaxNode>
{
    protected override string RuleId => SidecarRules.ChildEndsWithHost.Id;

    protected override string Title => "End the process with all that it has started";

    protected override bool CanFix(SyntaxNode node, Diagnostic diagnostic) => diagnostic.Properties.TryGetValue(ChildEndsWithHost.Repair, out var repair)
        && (repair == ChildEndsWithHost.KillTree ? node is InvocationExpressionSyntax : node.FirstAncestorOrSelf<StatementSyntax>() is { Parent: BlockSyntax });

    protected override async Task<Document> FixAsync(Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        if (diagnostic.Properties[ChildEndsWithHost.Repair] == ChildEndsWithHost.KillTree)
        {
            var call = (InvocationExpressionSyntax)node;
            return document.WithSyntaxRoot(root!.ReplaceNode(call,
                call.WithArgumentList(SyntaxFactory.ParseArgumentList("(entireProcessTree: true)").WithTriviaFrom(call.ArgumentList))));
        }
        var statement = node.FirstAncestorOrSelf<StatementSyntax>()!;
        var process = diagnostic.Properties[ChildEndsWithHost.ProcessName];
        return document.WithSyntaxRoot(root!.WithBefore(statement, $"if ({process} is {{ HasExited: false }}) {process}.Kill(entireProcessTree: true);"));
    }
}
