using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>Finds where the stamp of the oldest reader is worked out, and who is told.</summary>
internal static class Watermarks
{
    private static readonly Words Minima = new("Min", "MinBy");

    /// <summary>A minimum over the member in which readers keep their stamp, or over the map in which the counter's own type has those of all.</summary>
    public static IEnumerable<(Body Body, IOperation Minimum)> Of(VersionStore store)
    {
        foreach (var start in store.Captures.Select(capture => capture.Keep.Member).Distinct<ISymbol>(SymbolEqualityComparer.Default))
            foreach (var body in Callers.Saying(store.Walk.Project, start.Name))
                if (body.Words.HasAny(Minima)
                    && body.Of<IInvocationOperation>().FirstOrDefault(call => Minima.Contains(call.TargetMethod.Name) && call.Mentions(start)) is { } minimum)
                    yield return (body, minimum);
        foreach (var counter in store.Captures.Select(capture => capture.Origin.Counter).OfType<ISymbol>().Distinct<ISymbol>(SymbolEqualityComparer.Default))
            if (store.Walk.Project.Of(counter.ContainingType) is { } owner)
                foreach (var readers in owner.Slots.Where(slot => IsOfReaders(slot, counter, owner)))
                    foreach (var body in owner.Bodies)
                        if (body.Words.Has(readers.Name) && body.Of<IForEachLoopOperation>().FirstOrDefault(loop => IsLeast(loop, readers)) is { } least)
                            yield return (body, least);
    }

    /// <summary>A map that is given, for each reader, what the counter says.</summary>
    private static bool IsOfReaders(Slot slot, ISymbol counter, TypeFacts owner) =>
        VersionLists.ValueOf(slot.Type) is { } value && value.IsStamp()
        && Counters.PutInto(slot.Symbol, owner.Project).Any(put => put.Body.Words.Has(counter.Name));

    /// <summary>A loop that keeps what is less than all before.</summary>
    private static bool IsLeast(IForEachLoopOperation loop, Slot readers) => loop.Collection.Mentions(readers.Symbol)
        && loop.Body.Contains(inner => inner is IConditionalOperation { Condition: var condition, WhenTrue: var then }
            && OrderTest.From(condition.Plain()) is not null && loop.Locals.Any(condition.Mentions)
            && then.Contains(kept => kept is ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var least }, Value: var value }
                && condition.Mentions(least) && loop.Locals.Any(value.Mentions)));

    /// <summary>The methods of this project that get the result of such code, with who hands it to them.</summary>
    public static IEnumerable<(Body Collector, IOperation Call, Body Asker)> Told(Body minimum)
    {
        foreach (var (caller, result, _) in Callers.Of(minimum))
            foreach (var (call, callee) in caller.Callees)
                if (callee.Type != caller.Type
                    && call.Arguments.Any(argument => LocalValues.Lead(argument, result, caller)))
                    yield return (callee, call.Operation, caller);
    }
}
