using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WorkStealing.Conventions;

/// <summary>Follows a member that takes by asking another to take.</summary>
internal static class Forwarding
{
    private const int Steps = 5;

    /// <summary>The bodies that a call runs through, from its target to the one that takes itself, each with the call by which it asks the next.</summary>
    public static IEnumerable<(Body Body, Call? Next)> From(IMethodSymbol method, ProjectFacts project)
    {
        for (var step = 0; step < Steps; step++)
        {
            if (project.BodiesOf(method) is not { Length: 1 } bodies) yield break;
            var next = Only(bodies[0], project);
            yield return (bodies[0], next);
            if (next is not { Target: { } target }) yield break;
            method = target;
        }
    }

    /// <summary>The one taking call of a body that moves nothing itself.</summary>
    private static Call? Only(Body body, ProjectFacts project)
    {
        var takes = body.Calls.Where(call => Taking.IsTake(call, project)).ToList();
        return takes.Count == 1 ? takes[0] : null;
    }
}
