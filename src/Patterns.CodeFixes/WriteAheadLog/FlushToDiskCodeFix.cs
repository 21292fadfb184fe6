using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.WriteAheadLog;
using Patterns.Analyzers.WriteAheadLog.Conventions;

namespace Patterns.CodeFixes.WriteAheadLog;

/// <summary>Makes a file stream's flush wait for the disk.</summary>
internal abstract class FlushToDiskCodeFix : RuleCodeFix<InvocationExpressionSyntax>
{
    protected override string Title => "Flush to the disk";

    /// <summary>Only the flush of a file stream takes the argument; the asynchronous one has no form that waits for the disk.</summary>
    protected override bool CanFix(InvocationExpressionSyntax node, Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(FlushBeforeAcknowledge.IsFileStream, out var isFileStream) && isFileStream == bool.TrueString
        && node.ArgumentList.Arguments.Count == 0 && NameOf(node.Expression) == "Flush";

    protected override async Task<Document> FixAsync(Document document, InvocationExpressionSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var argument = SyntaxFactory.Argument(SyntaxFactory.LiteralExpression(SyntaxKind.TrueLiteralExpression))
            .WithNameColon(SyntaxFactory.NameColon("flushToDisk").WithTrailingTrivia(SyntaxFactory.Space));
        return document.WithSyntaxRoot(root!.ReplaceNode(node, node.WithArgumentList(node.ArgumentList.AddArguments(argument))));
    }

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => null,
    };
}

/// <summary>PAT0402.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FlushBeforeAcknowledgeCodeFix))]
internal sealed class FlushBeforeAcknowledgeCodeFix : FlushToDiskCodeFix
{
    protected override string RuleId => WriteAheadLogRules.FlushBeforeAcknowledge.Id;
}

/// <summary>PAT0406.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DurableBeforeCutCodeFix))]
internal sealed class DurableBeforeCutCodeFix : FlushToDiskCodeFix
{
    protected override string RuleId => WriteAheadLogRules.DurableBeforeCut.Id;
}
