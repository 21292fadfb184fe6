using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop.Conventions;

/// <summary>PAT1001: who reconciles gets the object as it is now, by every way; the loop over the keys reads it anew, so an event that hands over its payload
/// is the way around that.</summary>
internal static class LevelTriggered
{
    public static void Check(ReconciliationLoopModel model, ConventionContext context)
    {
        if (model.Queue is not { Reading: not null, Turn: { Target: { } target, Receiver: { } reconciler } } queue) return;
        foreach (var body in model.Type.Bodies)
        {
            if (queue.Pass.Contains(body) || !body.Words.Has(target.Name)) continue;
            foreach (var call in body.Calls)
                if (SymbolEqualityComparer.Default.Equals(call.Target, target)
                    && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, reconciler.Referenced())
                    && Payload(call, queue.Turn.Arguments.Length > 0 ? queue.Turn.Arguments[0].Type : null, body) is { } payload)
                    context.Report(ReconciliationLoopRules.LevelTriggered, call.Syntax.GetLocation(), target.Name, payload.Name, queue.Reading!.Value.Name);
        }
    }

    /// <summary>The parameter of the handler of an event that is handed over.</summary>
    private static IParameterSymbol? Payload(Call call, ITypeSymbol? type, Body body)
    {
        foreach (var argument in call.Arguments)
            if (argument is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol handler } parameter }
                && SymbolEqualityComparer.Default.Equals(parameter.Type, type) && Handles(handler, body)) return parameter;
        return null;
    }

    private static bool Handles(IMethodSymbol handler, Body body) =>
        body.Type.Bodies.Any(other => (other == body || other.Words.Has(handler.Name)) && other.Of<IEventAssignmentOperation>().Any(subscription =>
        subscription is { Adds: true, HandlerValue: var value }
        && value.Contains(part => part is IMethodReferenceOperation { Method: var method } && SymbolEqualityComparer.Default.Equals(method, handler)
            || part is IAnonymousFunctionOperation { Symbol: var lambda } && SymbolEqualityComparer.Default.Equals(lambda, handler))));
}
