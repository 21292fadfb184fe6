using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>What a field or property is declared with, in the terms of the primary constructor.</summary>
internal static class Initialiser
{
    /// <summary>The expression, or null where there is none. No binding.</summary>
    public static ExpressionSyntax? Of(Slot slot) => slot.Symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        VariableDeclaratorSyntax field => field.Initializer?.Value,
        PropertyDeclarationSyntax property => property.Initializer?.Value,
        _ => null,
    };

    public static IOperation? Bind(ExpressionSyntax? initialiser, ProjectFacts project) => initialiser is null ? null : project.Model(initialiser.SyntaxTree).GetOperation(initialiser);
}
