using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>A type that is given the queues of several stages, brings what they hold into one queue of its own, and gives it on from there.</summary>
/// <param name="Inputs">What holds the queues.</param>
/// <param name="Target">The queue of its own.</param>
/// <param name="Body">The method that brings them together.</param>
/// <param name="Merge">The call that does.</param>
/// <param name="Outlet">The method by which others get at the items.</param>
internal sealed record MergeNode(Slot Inputs, Slot Target, Body Body, Call Merge, Body Outlet)
{
    /// <summary>The type holds a row of queues, and one more for the same items. No binding.</summary>
    public static bool MayStandIn(TypeFacts type) => type.Words.HasAny(Queues.Names) && Pairs(type).Any();

    public static MergeNode? Of(TypeFacts type)
    {
        foreach (var (inputs, target) in Pairs(type))
        {
            var outlet = type.Bodies.FirstOrDefault(body => body is { IsOpen: true, IsConstructor: false } && body.Words.Has(target.Name) && GivesOn(body));
            if (outlet is null) continue;
            foreach (var body in type.Bodies)
                if (!body.IsConstructor && body.Words.Has(inputs.Name) && body.Words.Has(target.Name) && MergeIn(body, inputs, target) is { } merge)
                    return new(inputs, target, body, merge, outlet);
        }
        return null;
    }

    private static IEnumerable<(Slot Inputs, Slot Target)> Pairs(TypeFacts type) =>
        from inputs in type.Slots
        where Stages.IsSequence(inputs.Type) && !Queues.IsQueue(inputs.Type) && inputs.Type.ElementType() is { } input
            && Queues.CanBeRead(input) && Queues.CarriesData(input)
        from target in type.Slots
        where Queues.IsQueue(target.Type) && Derivation.Same(target.Type.ElementType(), inputs.Type.ElementType().ElementType())
        select (inputs, target);

    /// <summary>One method is given both ends, or what is read from the queues is written into the other.</summary>
    private static Call? MergeIn(Body body, Slot inputs, Slot target)
    {
        var derivation = Derivation.Of(body);
        foreach (var call in body.Calls)
            if (Queues.IsWrite(call) ? Queues.Holder(call.Receiver, target.Symbol) && derivation.ComesFrom(call.Arguments[0], inputs.Symbol)
                : call.Arguments.Any(argument => Queues.Holder(argument, target.Symbol)) && call.Target is { ContainingType: { } owner }
                    && !Stages.IsSystem(owner)
                    && call.Arguments.Any(argument => !Queues.Holder(argument, target.Symbol) && derivation.ComesFrom(argument, inputs.Symbol)))
                return call;
        return null;
    }

    private static bool GivesOn(Body body) => Queues.GivesItems(body.Method.ReturnType) || body.Words.HasAny(ReaderLoop.Reads);
}
