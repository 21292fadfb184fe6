using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>
/// A member that is handed a content and the digest that somebody else in the project has made of it, in a type made for digests, and stores the one under
/// the other.
/// </summary>
internal static class Keeper
{
    /// <summary>True when the type names such a digest. Binds nothing but what makes digests.</summary>
    public static bool MayBeIn(TypeFacts type) => AddressTypes.Of(type.Project).MayBeIn(type.Words);

    /// <summary>The puts of a type that trust their callers with the digest.</summary>
    public static IEnumerable<Put> In(TypeFacts type)
    {
        var addresses = AddressTypes.Of(type.Project);
        foreach (var body in type.Bodies)
        {
            if (!body.IsOpen || body.Method.MethodKind is not (MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation)) continue;
            if (body.Method.Parameters.FirstOrDefault(parameter => addresses.HashingOf(parameter.Type) is not null) is not { } address) continue;
            if (body.Method.Parameters.Where(parameter => parameter.Type.IsBytes()).ToList() is not { Count: 1 } contents) continue;
            var flow = ContentFlow.OfParameters(body, new[] { address }, contents);
            var writes = StoreWrite.In(flow).Where(write => !MoreThanContent.IsInKey(write)).ToImmutableArray();
            if (!writes.IsEmpty && IsGivenDigests(body)) yield return new(flow, addresses.HashingOf(address.Type)!, writes, null, address);
        }
    }

    /// <summary>Somebody in the project hashes a content and hands the digest over.</summary>
    private static bool IsGivenDigests(Body put)
    {
        var sites = HashSites.Of(put.Type.Project);
        foreach (var type in put.Type.Project.Declared)
            if (type != put.Type && type.Words.Has(put.DisplayName) && sites.MayHash(type))
                foreach (var body in type.Bodies)
                    if (body.Words.Has(put.DisplayName) && sites.MayHash(body) && ContentFlow.OfHashes(body) is { } flow
                        && body.Callees.Any(callee => callee.Body == put && callee.Call.Arguments.Any(flow.CarriesDigest))) return true;
        return false;
    }
}
