using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Patterns.Analyzers.ReconciliationLoop;
using Patterns.Analyzers.ReconciliationLoop.Conventions;

namespace Patterns.CodeFixes.ReconciliationLoop;

/// <summary>PAT1002: adds the key to its queue again at the end of the catch, where both are in scope.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GiveBackCodeFix))]
internal sealed class GiveBackCodeFix : RuleCodeFix<CatchClauseSyntax>
{
    protected override string RuleId => ReconciliationLoopRules.FailuresComeBack.Id;

    protected override string Title => "Add the key to the queue again";

    protected override bool CanFix(CatchClauseSyntax node, Diagnostic diagnostic) => diagnostic.Properties.ContainsKey(FailuresComeBack.Statement);

    protected override async Task<Document> FixAsync(Document document, CatchClauseSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var again = SyntaxFactory.ParseStatement(diagnostic.Properties[FailuresComeBack.Statement]!).WithAdditionalAnnotations(Formatter.Annotation);
        return document.WithSyntaxRoot(root!.ReplaceNode(node.Block, node.Block.AddStatements(again).WithAdditionalAnnotations(Formatter.Annotation)));
    }
}
