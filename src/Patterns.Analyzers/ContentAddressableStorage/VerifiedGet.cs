using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>
/// A member that is asked by an address alone, gets what lies there, wherever that is, hashes it and gives it only where the digest is the address it was asked
/// by.
/// </summary>
/// <param name="Asked">The member.</param>
/// <param name="Address">Its parameter.</param>
/// <param name="Verifying">The code that hashes and compares: the same, or one that it calls.</param>
/// <param name="Comparison">The comparison there.</param>
internal sealed record VerifiedGet(Body Asked, IParameterSymbol Address, Body Verifying, IOperation Comparison)
{
    private const int Callers = 3;

    public static VerifiedGet? In(TypeFacts type)
    {
        var sites = HashSites.Of(type.Project);
        foreach (var body in type.Bodies)
            if (body.Method.MethodKind == MethodKind.Ordinary && sites.MayHash(body) && ContentFlow.OfHashes(body) is { } flow && flow.HasBytes()
                && Fails(body) && Of(body, flow) is { } found && Takes(type, found.Address)) return found;
        return null;
    }

    private static VerifiedGet? Of(Body body, ContentFlow flow)
    {
        foreach (var comparison in DigestComparison.In(flow))
        {
            if (ContentStep.Root(comparison.Other) is not IParameterSymbol address || !body.Method.Parameters.Contains(address, SymbolEqualityComparer.Default))
                continue;
            foreach (var loaded in body.Of<IVariableDeclaratorOperation>())
                if (flow.IsHashed(loaded.Symbol) && loaded.Symbol.Type.IsBytes() && Asking(loaded) is { } load && IsGiven(loaded.Symbol, body)
                    && AskedBy(body, address, load.Arguments) is var (asked, parameter))
                    return new(asked, parameter, body, comparison.Operation);
        }
        return null;
    }

    private static Call? Asking(IVariableDeclaratorOperation loaded) => loaded.GetVariableInitializer()?.Value is { } value
        ? Call.From(value.Plain()) : null;

    private static bool IsGiven(ILocalSymbol content, Body body) => body.Of<IReturnOperation>().Any(result => result.ReturnedValue?.Mentions(content) is true);

    private static bool Fails(Body body) => body.Operations.Any(operation => operation is IThrowOperation);

    /// <summary>The open member of the type whose one parameter is the address, and says all by which the content is found.</summary>
    private static (Body, IParameterSymbol)? AskedBy(Body body, IParameterSymbol address, IEnumerable<IOperation> place)
    {
        for (var often = 0; often <= Callers; often++)
        {
            var flow = ContentFlow.OfParameters(body, new[] { address }, Enumerable.Empty<ISymbol>());
            if (place.Any(flow.CarriesDigest)) return body.IsOpen ? (body, address) : null;
            var told = body.Method.Parameters.Where(parameter => parameter.Type.MayBeContent() && place.Any(part => part.Mentions(parameter))).ToList();
            if (told.Count == 0 || CallerOf(body, address) is not var (caller, call, handed)) return null;
            place = call.Arguments.Where(argument => argument.Parameter is { } given && told.Exists(one => one.Ordinal == given.Ordinal))
                .Select(argument => argument.Value).ToList();
            (body, address) = (caller, handed);
        }
        return null;
    }

    /// <summary>A member of the type that hands on the address that it is asked by.</summary>
    private static (Body Caller, IInvocationOperation Call, IParameterSymbol Handed)? CallerOf(Body body, IParameterSymbol address)
    {
        foreach (var caller in body.Type.Bodies)
        {
            if (caller == body || !caller.Words.Has(body.Name)) continue;
            foreach (var (call, callee) in caller.Callees)
                if (callee == body && call.Operation is IInvocationOperation invocation
                    && invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == address.Ordinal)?.Value.Referenced()
                        is IParameterSymbol handed && caller.Method.Parameters.Contains(handed, SymbolEqualityComparer.Default))
                    return (caller, invocation, handed);
        }
        return null;
    }

    /// <summary>Contents are handed in, too, and their addresses given back.</summary>
    private static bool Takes(TypeFacts type, IParameterSymbol address) => type.Bodies.Any(body => body.IsOpen && body.Method.MethodKind == MethodKind.Ordinary
        && SymbolEqualityComparer.Default.Equals(body.Method.ReturnType.Awaited().NotNullable(), address.Type.NotNullable())
        && body.Method.Parameters.Any(parameter => parameter.Type.IsBytes() && parameter.Name != address.Name));
}
