using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>Three or more narrow contracts that one method calls in a row, each with what the one before it answered.</summary>
/// <param name="Body">The method.</param>
/// <param name="Steps">The calls, in order.</param>
internal sealed record NamedSequence(Body Body, ImmutableArray<Call> Steps)
{
    private const int Few = 3;

    /// <summary>The type holds enough objects that could be stages. No binding.</summary>
    public static bool MayStandIn(TypeFacts type) => type.AllSlots.Count(IsStage) >= Few;

    public static NamedSequence? In(Body body)
    {
        var slots = body.Type.AllSlots.Where(slot => IsStage(slot) && body.Words.Has(slot.Name)).ToImmutableArray();
        if (slots.Length < Few) return null;
        var steps = body.Calls.Where(call => call.Arguments.Length > 0 && slots.Any(slot => Derivation.Same(slot.Symbol, call.ReceiverSymbol)))
            .OrderBy(call => call.Syntax.Span.End).ToImmutableArray();
        if (steps.Length < Few) return null;
        var longest = LongestOf(steps, Derivation.Of(body));
        return longest.Length >= Few && Stages.IsItem(longest[longest.Length - 1].Target?.ReturnType.Awaited())
            && !longest[longest.Length - 1].Target!.ReturnsVoid ? new(body, longest) : null;
    }

    /// <summary>The longest line that ends in each step goes on from the longest of those before it.</summary>
    private static ImmutableArray<Call> LongestOf(ImmutableArray<Call> steps, Derivation derivation)
    {
        var lines = new List<ImmutableArray<Call>>();
        foreach (var step in steps)
        {
            var before = lines.Where(line => Continues(line, step, derivation)).OrderByDescending(line => line.Length).FirstOrDefault();
            lines.Add(before.IsDefault ? ImmutableArray.Create(step) : before.Add(step));
        }
        return lines.OrderByDescending(line => line.Length).First();
    }

    private static bool Continues(ImmutableArray<Call> line, Call next, Derivation derivation)
    {
        var last = line[line.Length - 1];
        return last.Target is { ReturnsVoid: false } made && Stages.IsItem(made.ReturnType.Awaited())
            && line.All(step => !Derivation.Same(step.ReceiverSymbol, next.ReceiverSymbol))
            && line.All(step => !Derivation.Same(step.Target?.ReturnType.Awaited(), next.Target?.ReturnType.Awaited()))
            && next.Arguments.Any(argument => derivation.ComesFrom(argument, operation => operation == last.Operation));
    }

    private static bool IsStage(Slot slot) => !slot.IsStatic && Stages.IsContract(slot.Type) && slot.Type.Locations[0].IsInSource && Stages.IsNarrow(slot.Type);
}
