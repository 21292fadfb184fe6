using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>Questions about the state that a type computes from its input.</summary>
internal static class StateSlots
{
    private static readonly string[] Changes =
    [
        "Add", "TryAdd", "AddOrUpdate", "GetOrAdd", "Remove", "TryRemove", "Enqueue", "Dequeue", "Push", "Pop", "Insert", "Clear", "AddRange", "UnionWith",
    "Increment", "Set",
    ];

    /// <summary>True for a collection of plain values, or for a value that is assigned again and again.</summary>
    public static bool MayBeState(this Slot slot) => !slot.IsStatic && (slot.Type.IsCollection()
        ? slot.Type.Participants() is not { } element || !element.IsContract()
        : !slot.IsReadOnly && slot.Type.TypeKind is TypeKind.Class or TypeKind.Struct && slot.Type.SpecialType != SpecialType.System_Boolean
            && !slot.Type.IsTask());

    /// <summary>True where the body puts something into the slot, takes something out of it or replaces it.</summary>
    public static bool Changed(this Slot slot, Body body) => body.Words.Has(slot.Name) && slot.ChangeIn(body) is not null;

    /// <summary>The operation by which the body changes what the slot holds; null where it only reads.</summary>
    public static IOperation? ChangeIn(this Slot slot, Body body)
    {
        foreach (var operation in body.Operations)
        {
            if (operation.Assigned() is { } assigned && (Is(assigned.Target, slot) || IsElement(assigned.Target, slot))) return operation;
            if (Call.From(operation) is { } call && Array.IndexOf(Changes, call.Name) >= 0 && call.Receiver is { } receiver
                && (Is(receiver, slot) || IsElement(receiver, slot))) return operation;
        }
        return null;
    }

    /// <summary>True where the body fills the slot with what comes from elsewhere, and not only empties it.</summary>
    public static bool IsFilled(this Slot slot, Body body)
    {
        foreach (var operation in body.Operations)
        {
            if (operation is ISimpleAssignmentOperation assignment && (Is(assignment.Target, slot) || IsElement(assignment.Target, slot))
                && assignment.Value.Contains(IsOutside)) return true;
            if (operation is IDeconstructionAssignmentOperation deconstruction && deconstruction.Target.Contains(inner => Is(inner, slot))) return true;
            if (Call.From(operation) is { Name: "Add" or "TryAdd" or "AddRange" or "Enqueue" or "UnionWith" } call && call.Receiver is { } receiver
                && Is(receiver, slot)) return true;
        }
        return false;
    }

    /// <summary>True where the value reads the slot, itself or through a small member of the same type.</summary>
    public static bool Reads(this Slot slot, IOperation value, TypeFacts type) => value.Contains(inner => Is(inner, slot)
        || inner is IInvocationOperation { Arguments.IsEmpty: true, TargetMethod: var own }
            && SymbolEqualityComparer.Default.Equals(own.ContainingType, type.Symbol)
            && type.Project.BodiesOf(own).Any(body => body.Words.Has(slot.Name) && body.Operations.Any(operation => Is(operation, slot))));

    /// <summary>True for the slot of this object, not for that of another one of the same type.</summary>
    public static bool Is(IOperation operation, Slot slot) => SymbolEqualityComparer.Default.Equals(operation.Referenced(), slot.Symbol)
        && (operation.Plain() is not IMemberReferenceOperation || operation.IsOwnMember());

    private static bool IsElement(IOperation target, Slot slot) => target.Plain() switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance } => Is(instance, slot),
        IArrayElementReferenceOperation element => Is(element.ArrayReference, slot),
        IInvocationOperation { TargetMethod.Name: "GetValueRefOrAddDefault" } call => call.Arguments.Any(argument => Is(argument.Value, slot)),
        _ => false,
    };

    private static bool IsOutside(IOperation value) =>
        value is IInvocationOperation or IInvalidOperation or IParameterReferenceOperation or ILocalReferenceOperation;
}
