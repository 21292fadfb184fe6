using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>The code that hands out what a search has found: the search itself, and what passes its result on.</summary>
internal static class Seen
{
    private const int Hops = 3;

    /// <summary>True for a call that gives a version which the reader may see.</summary>
    public static bool Gives(IInvocationOperation call, Walk walk)
    {
        var bodies = Of(walk);
        return walk.Project.BodiesOf(call.TargetMethod).Any(bodies.Contains);
    }

    private static ImmutableHashSet<Body> Of(Walk walk) => walk.Project.GetOrAdd((nameof(Seen), walk.Body), () =>
    {
        var found = Returns(walk.Body, walk) ? ImmutableHashSet.Create(walk.Body) : ImmutableHashSet<Body>.Empty;
        for (var hop = 0; hop < Hops; hop++)
            found = found.Union(found.SelectMany(body => Callers.Of(body)).Select(caller => caller.Body).Where(body => Returns(body, walk)));
        return found;
    });

    private static bool Returns(Body body, Walk walk) => walk.Element.IsSame(body.Method.ReturnType.Awaited());
}
