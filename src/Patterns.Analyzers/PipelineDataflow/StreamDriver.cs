using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>A type that holds the objects which somebody else has joined by their streams, and sets all of them going in one method.</summary>
/// <param name="Body">The method.</param>
/// <param name="Runs">One call for each of them.</param>
/// <param name="Graph">Where they are joined.</param>
internal sealed record StreamDriver(Body Body, ImmutableArray<Call> Runs, StreamGraph Graph)
{
    private const int Few = 3;
    private const int FewestGivers = 2;

    /// <summary>The type holds three objects of the project or more, each alone or in a row, and two of them give streams. No binding.</summary>
    public static bool MayStandIn(TypeFacts type)
    {
        var parts = type.Slots.Where(slot => !slot.IsStatic).Select(PartOf).Where(part => type.Project.Of(part) is not null).ToList();
        return parts.Count >= Few && parts.Count(part => part!.GetMembers().Any(StreamGraph.IsStreamMember)) >= FewestGivers;
    }

    public static StreamDriver? In(TypeFacts type)
    {
        foreach (var graph in StreamGraph.AllIn(type.Project))
        {
            if (graph.Body.Type == type || !graph.Parts.All(part => type.Slots.Any(slot => Derivation.Same(PartOf(slot), part)))) continue;
            foreach (var body in type.Bodies)
            {
                if (body.IsConstructor) continue;
                var runs = graph.Parts.Select(part => body.Calls.FirstOrDefault(call => Derivation.Same(call.Receiver?.Type, part))).ToImmutableArray();
                if (runs.All(run => run.Operation is not null)) return new(body, runs, graph);
            }
        }
        return null;
    }

    private static ITypeSymbol? PartOf(Slot slot) => Stages.IsSequence(slot.Type) ? slot.Type.ElementType() : slot.Type;
}
