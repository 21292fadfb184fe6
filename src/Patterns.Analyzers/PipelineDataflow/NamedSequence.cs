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
        var derivation = Derivation.Of(body);
        var longest = ImmutableArray<Call>.Empty;
        foreach (var first in steps)
        {
            var line = ImmutableArray.Create(first);
            foreach (var next in steps)
                if (next.Syntax.Span.End > line[line.Length - 1].Syntax.Span.End && Continues(line, next, derivation)) line = line.Add(next);
            if (line.Length > longest.Length) longest = line;
        }
        return longest.Length >= Few && Stages.IsItem(longest[longest.Length - 1].Target?.ReturnType.Awaited())
            && !longest[longest.Length - 1].Target!.ReturnsVoid ? new(body, longest) : null;
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
