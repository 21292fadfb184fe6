using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>
/// Code that makes a link of functions out of a link by contract: a function from the rest of a chain to that chain with one link more, in which the contract's
/// method gets the rest, or a lambda that calls it.
/// </summary>
internal static class LinkAdapters
{
    public static bool AreMadeFor(Link link) => link.Contract is { } contract && link.Continuation.Symbol is IParameterSymbol next
        && link.Body.Type.Project is var project && project.GetOrAdd((nameof(LinkAdapters), contract, next.Ordinal), () => project.Declared.Any(type =>
            type.Words.Has(contract.Name) && type.Words.Has(contract.ContainingType.Name)
            && type.Bodies.Any(body => body.Words.Has(contract.Name) && body.Calls.Any(call => IsAdapter(call, contract, contract.Parameters[next.Ordinal])))));

    private static bool IsAdapter(Call call, IMethodSymbol contract, IParameterSymbol next) =>
        Same(call.Target?.OriginalDefinition, contract) && call.Operation.EnclosingFunction() is IAnonymousFunctionOperation function
        && call.Argument(next.Name) is { } rest && rest.Contains(operation => IsRestOf(operation, function));

    /// <summary>A parameter from outside that is of the type which the function itself has.</summary>
    private static bool IsRestOf(IOperation operation, IAnonymousFunctionOperation function) =>
        operation is IParameterReferenceOperation { Parameter: { Type.TypeKind: TypeKind.Delegate, ContainingSymbol: var owner } rest }
        && !Same(owner, function.Symbol)
        && function.Parent is IDelegateCreationOperation { Type: var made } && Same(made, rest.Type);

    private static bool Same(ISymbol? one, ISymbol? other) => SymbolEqualityComparer.Default.Equals(one, other);
}
