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

    /// <summary>Whether the text of what a field or property is declared with holds one of the words. No binding.</summary>
    public static bool MayName(ISymbol member, params Words[] words)
    {
        if (Syntax(member) is not { } value) return false;
        var vocabulary = new Vocabulary();
        vocabulary.Add(value.SyntaxTree.GetText(), value.Span);
        return Array.Exists(words, vocabulary.HasAny);
    }

    private static EqualsValueClauseSyntax? Syntax(ISymbol member) => member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        VariableDeclaratorSyntax variable => variable.Initializer,
        PropertyDeclarationSyntax property => property.Initializer,
        _ => null,
    };
}
