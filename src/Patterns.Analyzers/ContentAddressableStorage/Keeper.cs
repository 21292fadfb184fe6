using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>
/// A member that is handed a content and the digest that somebody else in the project has made of it, in a type made for digests, and stores the one under
/// the other.
/// </summary>
internal static class Keeper
{
    /// <summary>How far what is written to is followed to how it was opened.</summary>
    private const int LongestChain = 5;

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
            var writes = StoreWrite.In(flow).Where(write => !MoreThanContent.IsInKey(write) && IsNamed(write.Key, write.Flow, LongestChain))
                .ToImmutableArray();
            if (!writes.IsEmpty && IsGivenDigests(body)) yield return new(flow, addresses.HashingOf(address.Type)!, writes, null, address);
        }
    }

    /// <summary>
    /// A path, a key or a row is named by the digest, or something that is opened by such a name. A request in which the digest goes along asks somebody else's
    /// store.
    /// </summary>
    private static bool IsNamed(IOperation key, ContentFlow flow, int left)
    {
        var plain = key.Plain();
        if (IsName(plain, flow)) return true;
        if (left > 0 && ContentStep.Root(plain) is ILocalSymbol local && flow.Body.DeclaredValue(local) is { } made)
            return IsNamed(made, flow, left - 1);
        var given = plain switch
        {
            IObjectCreationOperation creation => creation.Parts().Select(part => part.Value),
            _ => Call.From(plain) is { } call ? call.Arguments : plain.ChildOperations.AsEnumerable(),
        };
        return given.Where(flow.CarriesDigest).Any(value => IsName(value.Plain(), flow) || value.Plain().Type.IsStream() && IsNamed(value, flow, left - 1));
    }

    private static bool IsName(IOperation value, ContentFlow flow) => value.Type is { } type
        && (type is { SpecialType: SpecialType.System_String } or { Name: "FileInfo" or "Uri" } || type.IsBytes() && !type.IsStream()
            || value.Referenced() is { } symbol && flow.IsDigest(symbol) && symbol is IParameterSymbol);

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
