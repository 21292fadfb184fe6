using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>Long-lived loops that start together: when the first ends, all others are stopped.</summary>
/// <param name="Members">The loops.</param>
/// <param name="Body">The body that runs them.</param>
/// <param name="FirstEnd">Where it waits for the first to end.</param>
/// <param name="Stop">Where it stops the others.</param>
internal sealed record RunGroup(Slot Members, Body Body, IOperation FirstEnd, IOperation Stop)
{
    private static readonly Words Gate = new("WhenAny", "WaitAny");

    public static bool MayBeIn(TypeFacts type) => type.Words.HasAny(Gate) && type.Slots.Any(IsGroup);

    public static RunGroup? In(TypeFacts type)
    {
        if (!MayBeIn(type)) return null;
        foreach (var slot in type.Slots.Where(IsGroup))
            foreach (var body in type.Bodies)
            {
                if (!body.Words.HasAny(Gate) || !body.Words.Has(slot.Name)) continue;
                var first = body.Calls.FirstOrDefault(call => Gate.Contains(call.Name) && call.Owner is null or { Name: "Task" }).Operation;
                if (first is null || !body.Operations.Any(operation => IsWalked(operation, slot) && operation.Syntax.SpanStart < first.Syntax.SpanStart))
                    continue;
                if (Stops(body, slot, first) is { } stop) return new(slot, body, first, stop);
            }
        return null;
    }

    /// <summary>A collection of pairs of delegates, or of objects that can be run.</summary>
    private static bool IsGroup(Slot slot) =>
        slot.Type is IArrayTypeSymbol or INamedTypeSymbol { TypeArguments.Length: 1 } && slot.Type.ElementType() is { SpecialType: SpecialType.None } element
        && !element.IsTask()
        && slot.Type.AllInterfaces.Any(contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable);

    private static bool IsWalked(IOperation operation, Slot slot) => operation switch
    {
        IForEachLoopOperation loop => loop.Collection.Mentions(slot.Symbol),
        IInvocationOperation { TargetMethod.Name: "Select" or "ConvertAll" } select => select.Mentions(slot.Symbol),
        _ => false,
    };

    /// <summary>Behind the first end: the members are told one by one, or one token tells them all; then all are awaited.</summary>
    private static IOperation? Stops(Body body, Slot slot, IOperation first)
    {
        var after = body.Operations.Where(operation => operation.Syntax.SpanStart > first.Syntax.Span.End).ToList();
        return after.OfType<IForEachLoopOperation>()
            .FirstOrDefault(loop => loop.Collection.Mentions(slot.Symbol)
                && loop.Body.Contains(inner => Call.From(inner) is { Receiver: { } told } && loop.Locals.Any(told.Mentions)))
            ?? after.OfType<IInvocationOperation>()
                .FirstOrDefault(call => call.TargetMethod is { Name: "Cancel" or "CancelAsync", ContainingType.Name: "CancellationTokenSource" }) as IOperation;
    }
}
