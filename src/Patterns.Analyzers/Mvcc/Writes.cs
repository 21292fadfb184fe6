using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>Whether a reader also gathers changes of its own.</summary>
internal static class Writes
{
    public static bool Any(TypeFacts type)
    {
        var held = type.Slots.Where(slot => !slot.IsStatic && slot.Type is INamedTypeSymbol { TypeArguments.Length: > 0, TypeKind: not TypeKind.Delegate })
            .Select(slot => slot.Symbol).ToList();
        return held.Count > 0 && type.Bodies.Any(body => !body.IsConstructor && body.Operations.Any(operation => operation switch
        {
            IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd" or "Enqueue" or "Push" or "AddOrUpdate", Instance: { } collection } =>
                IsHeld(collection),
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } map } } => IsHeld(map),
            _ => false,
        }));

        bool IsHeld(IOperation collection) => collection.IsOwnMember() && collection.Referenced() is { } symbol && held.Any(symbol.IsSame);
    }
}
