using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>
/// An observer that tells its own observers what it makes of what it hears, and passes the end or the failure on as well: an operator between an observable and
/// those who subscribe to it.
/// </summary>
internal static class ObserverNode
{
    private const string Next = "OnNext";
    private static readonly Words Ends = new("OnCompleted", "OnError");

    /// <summary>The type hears items and is heard. No binding.</summary>
    public static bool MayBe(TypeFacts type) => type.Words.Has(Next) && !type.Symbol.AllInterfaces.IsEmpty
        && type.Symbol.AllInterfaces.Any(contract => contract.Named("System.IObserver`1"))
        && type.Symbol.AllInterfaces.Any(contract => contract.Named("System.IObservable`1"));

    public static OperatorNode? Of(TypeFacts type)
    {
        if (!MayBe(type)) return null;
        foreach (var body in type.Bodies)
        {
            if (body.DisplayName != Next || body.Method.Parameters.Length != 1) continue;
            foreach (var call in body.Calls)
                if (call is { Name: Next, ReceiverSymbol: { } told } && !IsSequence(told) && (OperatorNode.Computes(call, body) || OperatorNode.Filters(call))
                    && type.AllSlots.FirstOrDefault(slot => Derivation.Same(slot.Symbol, told.OriginalDefinition)) is { } downstream
                    && IsToldOfEnd(downstream, type))
                    return new(downstream, body, call, 0, IsList: false);
        }
        return null;
    }

    private static bool IsSequence(ISymbol told) => told.HeldType() is { } held && Stages.IsSequence(held);

    private static bool IsToldOfEnd(Slot downstream, TypeFacts type) => type.SelfAndSourceBases.SelectMany(self => self.Bodies).Any(body =>
        body.Words.HasAny(Ends) && body.Words.Has(downstream.Name)
        && body.Calls.Any(call => Ends.Contains(call.Name) && Derivation.Same(call.ReceiverSymbol?.OriginalDefinition, downstream.Symbol)));
}
