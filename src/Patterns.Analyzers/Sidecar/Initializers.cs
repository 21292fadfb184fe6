using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Sidecar;

/// <summary>The code of initializers, which belongs to no body.</summary>
internal static class Initializers
{
    /// <summary>The value that a field or property of this project is declared with. Binds it.</summary>
    public static IOperation? Of(ISymbol member, ProjectFacts project) =>
        Syntax(member) is { } value && project.Owns(value.SyntaxTree) ? (project.Model(value.SyntaxTree).GetOperation(value) as ISymbolInitializerOperation)?.Value : null;

    private static EqualsValueClauseSyntax? Syntax(ISymbol member) => member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        VariableDeclaratorSyntax variable => variable.Initializer,
        PropertyDeclarationSyntax property => property.Initializer,
        _ => null,
    };
}
