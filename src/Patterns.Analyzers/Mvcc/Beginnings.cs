using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>Finds the types that make a snapshot, with its constructor or with a factory of its own.</summary>
internal static class Beginnings
{
    public static IEnumerable<(TypeFacts Type, IOperation Site)> Of(TypeFacts snapshot)
    {
        foreach (var body in Callers.Saying(snapshot.Project, snapshot.Symbol.Name))
            if (body.Type != snapshot && body.Operations.FirstOrDefault(operation => Makes(operation, snapshot.Symbol)) is { } site)
                yield return (body.Type, site);
        foreach (var (type, creation) in InitialCreations.Of(snapshot.Symbol, snapshot.Project))
            if (type != snapshot) yield return (type, creation);
    }

    private static bool Makes(IOperation operation, INamedTypeSymbol snapshot) => operation switch
    {
        IObjectCreationOperation creation => snapshot.IsSame(creation.Type),
        IInvocationOperation { TargetMethod: { IsStatic: true } factory } => snapshot.IsSame(factory.ContainingType) && snapshot.IsSame(factory.ReturnType),
        _ => false,
    };
}
