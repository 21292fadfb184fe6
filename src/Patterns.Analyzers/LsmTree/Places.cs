using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree;

/// <summary>What a type can keep tables in: its slots, its properties with a setter, and the slots of a plain object that holds all its state.</summary>
internal static class Places
{
    public static IEnumerable<Slot> Of(TypeFacts type)
    {
        foreach (var slot in type.AllSlots)
        {
            yield return slot;
            if (type.Project.Of(slot.Type) is not { } held || held == type || !IsPlainState(held)) continue;
            foreach (var inner in held.Slots) yield return inner;
        }
        foreach (var member in type.Symbol.GetMembers())
            if (member is IPropertySymbol { SetMethod: { IsAbstract: false }, IsIndexer: false } property && !IsSlot(property, type))
                yield return new(property, property.Type, IsReadOnly: false);
    }

    private static bool IsSlot(IPropertySymbol property, TypeFacts type)
    {
        foreach (var slot in type.Slots)
            if (slot.Name == property.Name && SymbolEqualityComparer.Default.Equals(slot.Symbol, property)) return true;
        return false;
    }

    /// <summary>True for a member of the object itself, of what such a member holds, or of an object that is being initialised.</summary>
    public static bool IsOne(IOperation target) =>
        target.IsOwnMember() || target.Plain() is IMemberReferenceOperation { Instance: { } holder } && holder.Plain() switch
    {
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } => true,
        IMemberReferenceOperation => holder.IsOwnMember(),
        _ => false,
    };

    private static bool IsPlainState(TypeFacts type) =>
        type.Symbol.TypeKind is TypeKind.Class or TypeKind.Struct
        && !TakesSomething(type.Symbol)
        && type.Slots.Length > 1;

    private static bool TakesSomething(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsImplicitlyDeclared: false, Parameters.Length: > 0 }) return true;
        return false;
    }
}
