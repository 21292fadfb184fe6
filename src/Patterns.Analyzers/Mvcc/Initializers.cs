using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>The code of initializers, which belongs to no body.</summary>
internal static class Initializers
{
    /// <summary>What a field or property is declared with. Binds it.</summary>
    public static ISymbolInitializerOperation? Of(ISymbol member, ProjectFacts project) =>
        Syntax(member) is { } value && project.Owns(value.SyntaxTree) ? project.Model(value.SyntaxTree).GetOperation(value) as ISymbolInitializerOperation : null;

    /// <summary>The new objects of a type among the initializers of others. Binds those that create something.</summary>
    public static IEnumerable<(TypeFacts Type, IObjectCreationOperation Creation)> Creating(ProjectFacts project, INamedTypeSymbol created)
    {
        foreach (var symbol in project.Types)
            if (project.Of(symbol) is { } type && type.Words.Has(created.Name))
                foreach (var slot in type.Slots)
                    if (Syntax(slot.Symbol) is { Value: BaseObjectCreationExpressionSyntax } && Of(slot.Symbol, project)?.Value.Plain() is IObjectCreationOperation creation && created.IsSame(creation.Type)) yield return (type, creation);
    }

    private static EqualsValueClauseSyntax? Syntax(ISymbol member) => member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        VariableDeclaratorSyntax variable => variable.Initializer,
        PropertyDeclarationSyntax property => property.Initializer,
        _ => null,
    };
}
