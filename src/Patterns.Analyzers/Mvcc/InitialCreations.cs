using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>New objects that fields and properties are declared with.</summary>
internal static class InitialCreations
{
    /// <summary>The new objects of a type among the initializers of others. Binds those that create something.</summary>
    public static IEnumerable<(TypeFacts Type, IObjectCreationOperation Creation)> Of(INamedTypeSymbol created, ProjectFacts project)
    {
        foreach (var type in project.Declared)
            if (type.Words.Has(created.Name))
                foreach (var slot in type.Slots)
                    if (Initializers.Syntax(slot.Symbol) is { Value: BaseObjectCreationExpressionSyntax }
                        && Initializers.ValueOf(slot.Symbol, project)?.Plain() is IObjectCreationOperation creation && created.IsSame(creation.Type))
                        yield return (type, creation);
    }
}
