using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop;

/// <summary>Collections that only say what the code at hand has done before: nobody else changes them, so they show no state of anything.</summary>
internal static class OwnNotes
{
    /// <summary>True for a member that the pass itself fills, unless what it holds is alive: a process, a task, an object that is called.</summary>
    public static bool Are(IOperation keys, Body body)
    {
        var notes = keys.Plain() is IPropertyReferenceOperation { Property.Name: "Keys" or "Values", Instance: { } of } ? of.Plain() : keys.Plain();
        return notes.IsOwnMember() && notes.Referenced() is { } member && body.Operations.Any(operation => Origin.IsFilling(operation, member)) && !IsAlive(notes.Type.ElementType(), body.Type);
    }

    /// <summary>True where what is missing is put by a plain call into the very object that lacks it: a union of two sets.</summary>
    public static bool Take(Call remedy, IOperation keys, Body body) => !Correction.IsAsync(remedy) && remedy.ReceiverSymbol is { } receiver
        && SelfAndHolder(keys, body).Any(holder => SymbolEqualityComparer.Default.Equals(holder, receiver));

    private static IEnumerable<ISymbol?> SelfAndHolder(IOperation keys, Body body)
    {
        keys = keys.Plain();
        yield return keys.Referenced();
        if (keys is ILocalReferenceOperation { Local: var local }) keys = body.DeclaredValue(local)?.Plain() ?? keys;
        if (keys is IMemberReferenceOperation { Instance: { } holder }) yield return holder.Referenced();
    }

    private static bool IsAlive(ITypeSymbol? element, TypeFacts type)
    {
        if (element is not { IsReferenceType: true, SpecialType: SpecialType.None }) return false;
        if (element.IsTask() || element.AllInterfaces.Any(contract => contract.SpecialType == SpecialType.System_IDisposable)) return true;
        return type.Bodies.Any(body => body.Calls.Any(call => SymbolEqualityComparer.Default.Equals(call.Receiver?.Type, element) && Correction.Is(call)));
    }
}
