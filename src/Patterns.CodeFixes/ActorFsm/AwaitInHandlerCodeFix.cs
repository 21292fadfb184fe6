using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.ActorFsm;
using Patterns.Analyzers.ActorFsm.Conventions;

namespace Patterns.CodeFixes.ActorFsm;

/// <summary>PAT1101: awaits instead of blocking, in a handler that is asynchronous already.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitInHandlerCodeFix))]
internal sealed class AwaitInHandlerCodeFix : RuleCodeFix<ExpressionSyntax>
{
    protected override string RuleId => ActorFsmRules.HandlersDoNotBlock.Id;

    protected override string Title => "Await instead of blocking";

    protected override bool CanFix(ExpressionSyntax node, Diagnostic diagnostic) => Awaited(node, diagnostic) is not null && CanAwait(node);

    protected override async Task<Document> FixAsync(Document document, ExpressionSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        ExpressionSyntax awaited = SyntaxFactory.AwaitExpression(
            SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), Awaited(node, diagnostic)!.WithoutTrivia());
        if (node.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax or PostfixUnaryExpressionSyntax)
            awaited = SyntaxFactory.ParenthesizedExpression(awaited);
        return document.WithSyntaxRoot(root!.ReplaceNode(node, awaited.WithTriviaFrom(node)));
    }

    /// <summary>What to await in place of an expression that blocks; null where nothing takes its place.</summary>
    private static ExpressionSyntax? Awaited(ExpressionSyntax node, Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(HandlersDoNotBlock.WaitKey, out var wait) ? Awaited(node, wait) : null;

    private static ExpressionSyntax? Awaited(ExpressionSyntax node, string? wait) => (wait, node) switch
    {
        ("Result", MemberAccessExpressionSyntax { Expression: var task }) => task,
        ("Wait", InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var task } }) => task,
        ("GetResult",
        InvocationExpressionSyntax
            { Expression: MemberAccessExpressionSyntax
                { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var task } } } }) => task,
        ("Thread.Sleep", InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var thread } } sleep) =>
            sleep.WithExpression(Delay(thread)),
        ("SemaphoreSlim.Wait", InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call) => Renamed(call, access, "WaitAsync"),
        ("Task.WaitAll", InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call) => Renamed(call, access, "WhenAll"),
        _ => null,
    };

    private static ExpressionSyntax Renamed(InvocationExpressionSyntax call, MemberAccessExpressionSyntax access, string name) =>
        call.WithExpression(access.WithName(SyntaxFactory.IdentifierName(name).WithTriviaFrom(access.Name)));

    /// <summary>Qualified as the sleep was: a file that names the namespace there may lack the using.</summary>
    private static ExpressionSyntax Delay(ExpressionSyntax thread) =>
        SyntaxFactory.ParseExpression(thread is IdentifierNameSyntax ? "Task.Delay" : "System.Threading.Tasks.Task.Delay");

    /// <summary>In an asynchronous function, outside of locks, filters and code that expects the exceptions of a blocked task.</summary>
    private static bool CanAwait(SyntaxNode node)
    {
        foreach (var outer in node.Ancestors())
            switch (outer)
            {
                case AnonymousFunctionExpressionSyntax function: return function.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword);
                case LocalFunctionStatementSyntax function: return function.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case MethodDeclarationSyntax method: return method.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case LockStatementSyntax or CatchFilterClauseSyntax or UnsafeStatementSyntax or QueryExpressionSyntax: return false;
                case TryStatementSyntax attempt
                    when attempt.Catches.Any(handler =>
                        handler.Declaration?.Type.ToString().EndsWith("AggregateException", System.StringComparison.Ordinal) == true): return false;
            }
        return false;
    }
}
