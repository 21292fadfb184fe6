using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.WriteAheadLog;

namespace Patterns.CodeFixes.WriteAheadLog;

/// <summary>PAT0409: removes the second flush.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NoRedundantFlushCodeFix))]
internal sealed class NoRedundantFlushCodeFix : RuleCodeFix<StatementSyntax>
{
    protected override string RuleId => WriteAheadLogRules.NoRedundantFlush.Id;

    protected override string Title => "Remove the second flush";

    protected override bool CanFix(StatementSyntax node, Diagnostic diagnostic) => node is ExpressionStatementSyntax { Parent: BlockSyntax };

    protected override async Task<Document> FixAsync(Document document, StatementSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return document.WithSyntaxRoot(root!.RemoveNode(node, SyntaxRemoveOptions.KeepNoTrivia)!);
    }
}
