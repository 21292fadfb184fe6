using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>What a field or property is declared with, in the terms of the primary constructor.</summary>
internal static class Initialiser
{
    /// <summary>The expression, or null where there is none. No binding.</summary>
    public static ExpressionSyntax? Of(Slot slot) => Bare(Initializers.Syntax(slot.Symbol)?.Value);

    /// <summary>Parentheses and null-forgiving marks have no operation of their own.</summary>
    private static ExpressionSyntax? Bare(ExpressionSyntax? value) => value switch
    {
        ParenthesizedExpressionSyntax inner => Bare(inner.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } inner => Bare(inner.Operand),
        _ => value,
    };

    public static IOperation? Bind(ExpressionSyntax? initialiser, ProjectFacts project) =>
        initialiser is null ? null : project.Model(initialiser.SyntaxTree).GetOperation(initialiser);
}
