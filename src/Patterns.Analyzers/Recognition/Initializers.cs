using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Patterns.Analyzers.Recognition;

/// <summary>The code of initializers, which belongs to no body.</summary>
internal static class Initializers
{
    /// <summary>What a field or property of this project is declared with. Binds it.</summary>
    public static ISymbolInitializerOperation? Of(ISymbol member, ProjectFacts project) =>
        Syntax(member) is { } value && project.Owns(value.SyntaxTree) ? project.Model(value.SyntaxTree).GetOperation(value) as ISymbolInitializerOperation
            : null;

    /// <summary>The value alone. Binds it.</summary>
    public static IOperation? ValueOf(ISymbol member, ProjectFacts project) => Of(member, project)?.Value;

    /// <summary>The text of what a field or property is declared with; null where it is declared without. No binding.</summary>
    public static EqualsValueClauseSyntax? Syntax(ISymbol member) => member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        VariableDeclaratorSyntax variable => variable.Initializer,
        PropertyDeclarationSyntax property => property.Initializer,
        _ => null,
    };

    /// <summary>Whether the text of what a field or property is declared with holds one of the words. No binding.</summary>
    public static bool MayName(ISymbol member, params Words[] words)
    {
        if (Syntax(member) is not { } value) return false;
        var vocabulary = new Vocabulary();
        vocabulary.Add(value.SyntaxTree.GetText(), value.Span);
        return Array.Exists(words, vocabulary.HasAny);
    }
}
