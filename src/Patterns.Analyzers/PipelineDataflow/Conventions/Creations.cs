using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow.Conventions;

/// <summary>What a member of a type is made with.</summary>
internal static class Creations
{
    /// <summary>The initialiser of a field or property, and what the type's own code assigns to it.</summary>
    public static IEnumerable<IOperation> Of(Slot slot, TypeFacts type)
    {
        if (InitializerOf(slot, type) is { } initial) yield return initial;
        foreach (var body in type.SelfAndSourceBases.SelectMany(self => self.Bodies))
        {
            if (!body.Words.Has(slot.Name)) continue;
            foreach (var assignment in body.Of<ISimpleAssignmentOperation>())
                if (Derivation.Same(assignment.Target.Referenced(), slot.Symbol)) yield return assignment.Value.Plain();
        }
    }

    /// <summary>The value in the declaration of a field or property.</summary>
    public static IOperation? InitializerOf(Slot slot, TypeFacts type)
    {
        foreach (var reference in slot.Symbol.DeclaringSyntaxReferences)
        {
            var initializer = reference.GetSyntax() switch
            {
                VariableDeclaratorSyntax variable => variable.Initializer?.Value,
                PropertyDeclarationSyntax property => property.Initializer?.Value,
                _ => null,
            };
            if (initializer is not null && type.Project.Owns(reference.SyntaxTree))
                return type.Project.Model(reference.SyntaxTree).GetOperation(initializer)?.Plain();
        }
        return null;
    }
}
