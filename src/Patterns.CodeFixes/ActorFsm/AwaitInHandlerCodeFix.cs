using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.ActorFsm;

namespace Patterns.CodeFixes.ActorFsm;

/// <summary>PAT1101: awaits instead of blocking, in a handler that is asynchronous already.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitInHandlerCodeFix))]
internal sealed class AwaitInHandlerCodeFix : RuleCodeFix<ExpressionSyntax>
{
    protected override string RuleId => ActorFsmRules.HandlersDoNotBlock.Id;

    protected override string Title => "Await instead of blocking";

    protected override bool CanFix(ExpressionSyntax node, Diagnostic diagnostic) => Awaited(node) is not null && CanAwait(node);

    protected override async Task<Document> FixAsync(Document document, ExpressionSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        ExpressionSyntax awaited = SyntaxFactory.AwaitExpression(
            SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), Awaited(node)!.WithoutTrivia());
        if (node.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax or PostfixUnaryExpressionSyntax) awaited = SyntaxFactory.ParenthesizedExpression(awaited);
        return document.WithSyntaxRoot(root!.ReplaceNode(node, awaited.WithTriviaFrom(node)));
    }

    /// <summary>What to await in place of an expression that blocks; null where another method would have to be found.</summary>
    private static ExpressionSyntax? Awaited(ExpressionSyntax node) => node switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result", Expression: var task } => task,
        InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait", Expression: var task } } => task,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetResult", Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var task } } } } => task,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sleep", Expression: var thread }, ArgumentList: var arguments } =>
            SyntaxFactory.InvocationExpression(Delay(thread), arguments),
        _ => null,
    };

    /// <summary>Qualified as the sleep was: a file that names the namespace there may lack the using.</summary>
    private static ExpressionSyntax Delay(ExpressionSyntax thread) => SyntaxFactory.ParseExpression(thread is IdentifierNameSyntax ? "Task.Delay" : "System.Threading.Tasks.Task.Delay");

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
                case TryStatementSyntax attempt when attempt.Catches.Any(handler => handler.Declaration?.Type.ToString().EndsWith("AggregateException", System.StringComparison.Ordinal) == true): return false;
            }
        return false;
    }
}
