using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>What an actor knows, and where its code changes it.</summary>
internal static class OwnState
{
    /// <summary>The member that an operation changes; null where it changes none of the type's own.</summary>
    public static ISymbol? ChangedBy(IOperation operation, TypeFacts type)
    {
        var target = operation.Assigned()?.Target ?? (Call.From(operation) is { } call && IsChange(call) ? call.Receiver : null);
        target = target?.Plain();
        if (target is IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } map }) target = map.Plain();
        if (target is not IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member) return null;
        return type.AllSlots.Any(slot => !slot.IsStatic && SymbolEqualityComparer.Default.Equals(slot.Symbol, member.Member)) ? member.Member : null;
    }

    /// <summary>True for members that hold what is known, not how the actor runs.</summary>
    public static bool IsKnowledge(ISymbol member) => Held(member) is { } type
        && type.SpecialType != SpecialType.System_Boolean && type.Name is not ("Task" or "Thread" or "Timer" or "CancellationTokenSource")
        && Queues.ElementOf(type) is null;

    private static ITypeSymbol? Held(ISymbol member) => member switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    private static bool IsChange(Call call) =>
        call.Name is "Add" or "TryAdd" or "Remove" or "TryRemove" or "RemoveAt" or "RemoveAll" or "Clear" or "Push" or "Pop" or "Insert" or "AddOrUpdate"
            or "Enqueue" or "Dequeue" or "AddLast" or "RemoveFirst"
        && call.Receiver?.Type is { } receiver && receiver.AllInterfaces.Any(contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable);
}
