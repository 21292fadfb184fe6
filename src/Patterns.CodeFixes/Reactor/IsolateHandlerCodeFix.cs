using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using Patterns.Analyzers.Reactor;

namespace Patterns.CodeFixes.Reactor;

/// <summary>PAT0301: catches what a handler throws and passes it to what the type has for that. A person should look at each: the handler may have meant to
/// end the loop.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(IsolateHandlerCodeFix))]
internal sealed class IsolateHandlerCodeFix : RuleCodeFix<ExpressionStatementSyntax>
{
    protected override string RuleId => ReactorRules.HandlersAreIsolated.Id;

    protected override string Title => "Catch what the handler throws";

    public override FixAllProvider? GetFixAllProvider() => null;

    /// <summary>Not inside a <c>try</c> that waits for an exception of its own, nor in an iterator.</summary>
    protected override bool CanFix(ExpressionStatementSyntax node, Diagnostic diagnostic) => Hook(diagnostic) is not null && !node.ContainsDirectives
        && node.Expression.Span.Contains(diagnostic.Location.SourceSpan)
        && node.Expression is InvocationExpressionSyntax or AwaitExpressionSyntax or ConditionalAccessExpressionSyntax
        && !node.Ancestors().TakeWhile(outer => outer is not MemberDeclarationSyntax).Any(outer => outer is TryStatementSyntax { Catches.Count: > 0 });

    protected override async Task<Document> FixAsync(Document document, ExpressionStatementSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var name = FreeName.In(node.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? (SyntaxNode)node, "exception");
        var isolated = SyntaxFactory.TryStatement(
                SyntaxFactory.Block(node.WithoutTrivia()),
                SyntaxFactory.SingletonList(SyntaxFactory.CatchClause(
                    SyntaxFactory.CatchDeclaration(SyntaxFactory.ParseTypeName("System.Exception").WithAdditionalAnnotations(Simplifier.Annotation),
                        SyntaxFactory.Identifier(name)),
                    null,
                    SyntaxFactory.Block(SyntaxFactory.ParseStatement(Hook(diagnostic)!.Replace("{0}", name))))),
                null)
            .WithTriviaFrom(node)
            .WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation);
        return document.WithSyntaxRoot(root!.ReplaceNode(node, isolated));
    }

    private static string? Hook(Diagnostic diagnostic) => diagnostic.Properties.TryGetValue(ReactorRules.HookProperty, out var hook) ? hook : null;
}
