using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>The types that older versions lie in, each found by the pointer that the newer one carries.</summary>
internal static class UndoLogs
{
    /// <summary>The members that give the version which a pointer means.</summary>
    public static IEnumerable<Body> Of(Walk walk) => walk is not { Kind: WalkKind.Pointed, Link: IMethodSymbol step } ? Enumerable.Empty<Body>()
        : walk.Project.BodiesOf(step).SelectMany(body => body.Callees).Select(callee => callee.Body)
            .Where(supplier => supplier.Method.ReturnType.IsSame(walk.Element) && supplier.Type != walk.Body.Type
                && !supplier.Type.Symbol.IsSame(walk.Element));

    /// <summary>Where a version is put into the very map that such a member looks in.</summary>
    public static IEnumerable<(Body Body, IOperation Operation)> Insertions(Walk walk)
    {
        foreach (var supplier in Of(walk))
            foreach (var body in supplier.Type.Bodies)
                foreach (var set in body.Of<ISimpleAssignmentOperation>())
                    if (set.Target is IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } map } && map.IsOwnMember()
                        && map.Referenced() is { } member && supplier.Operations.Any(operation => member.IsSame(operation.Referenced())))
                        yield return (body, set);
    }
}
