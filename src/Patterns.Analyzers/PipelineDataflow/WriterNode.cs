using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>
/// A node that others write data into, and that writes what it makes of the data into a node like itself, as encoding and encrypting streams do. What it calls
/// there besides only says how the data stands: a header, a flush, an end. One such type alone is a decorator; several over one contract are a line.
/// </summary>
internal static class WriterNode
{
    private static readonly Words Ends = new("Dispose", "DisposeAsync", "Close");

    public static OperatorNode? Of(TypeFacts type)
    {
        foreach (var (slot, contract, isList) in OperatorNode.DownstreamsOf(type))
            if (!isList && !contract.IsGenericType && HasKin(type, contract) && In(type, slot) is { } node) return node;
        return null;
    }

    /// <summary>Another type of the project has a node of the same contract behind it.</summary>
    private static bool HasKin(TypeFacts type, INamedTypeSymbol contract) => type.Project.ImplementationsOf(contract).Any(symbol =>
        !SymbolEqualityComparer.Default.Equals(symbol, type.Symbol) && type.Project.Of(symbol) is { } kin
        && OperatorNode.DownstreamsOf(kin).Any(downstream => SymbolEqualityComparer.Default.Equals(downstream.Contract, contract)));

    private static OperatorNode? In(TypeFacts type, Slot slot)
    {
        var calls = CallsOn(slot, type);
        if (calls.Any(made => !made.Call.Target!.AnswersNothing())) return null;
        var names = calls.ToLookup(made => OperatorNode.TakesItem(made.Call.Target!), made => made.Call.Name);
        if (names[true].Distinct().Count() != 1 || !names[false].Any()) return null;
        var data = names[true].First();
        foreach (var (body, call) in calls)
            if (call.Name == data && (IsDataMethod(body, data) ? OperatorNode.Computes(call, body) : WasKept(call, body, data)))
                return new(slot, body, call, names[false].Distinct().Count() + 1, IsList: false);
        return null;
    }

    private static ImmutableArray<(Body Body, Call Call)> CallsOn(Slot slot, TypeFacts type) => type.Bodies.Where(body => body.Words.Has(slot.Name))
        .SelectMany(body => body.Calls, (body, call) => (Body: body, Call: call))
        .Where(made => made.Call.Target is not null && Derivation.Same(made.Call.ReceiverSymbol, slot.Symbol) && !Ends.Contains(made.Call.Name))
        .ToImmutableArray();

    /// <summary>Where the contract's own member is fulfilled, whichever of its overloads.</summary>
    private static bool IsDataMethod(Body body, string data) => body.DisplayName == data && (body.Method.IsOverride || body.IsOpen);

    /// <summary>What is pushed comes out of a collection that the data method puts items into.</summary>
    private static bool WasKept(Call call, Body body, string data) => body.Type.Slots.Any(kept =>
        Stages.IsSequence(kept.Type) && kept.Type.SpecialType != SpecialType.System_String && body.Words.Has(kept.Name)
        && call.Arguments.Any(argument => Stages.IsItem(argument.Type) && Derivation.Of(body).ComesFrom(argument, taken => IsOn(taken, kept, "Dequeue")))
        && body.Type.Bodies.Any(writer => IsDataMethod(writer, data) && writer.Words.Has(kept.Name)
            && writer.Calls.Any(put => IsOn(put.Operation, kept, "Enqueue"))));

    private static bool IsOn(IOperation operation, Slot kept, string verb) =>
        Call.From(operation) is { } call && Derivation.Same(call.ReceiverSymbol, kept.Symbol) && call.Name.EndsWith(verb, StringComparison.Ordinal);
}
