using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>Finds where a member, or one that it calls, looks something up by an address.</summary>
/// <param name="known">Where the puts left it.</param>
/// <param name="isStrong">True for an address of a type made for digests; a text or bytes may become anything on the way.</param>
internal sealed class LookUp(StoredPlaces known, bool isStrong)
{
    /// <summary>How far a text is followed to what it is made of.</summary>
    private const int LongestChain = 5;

    public (IOperation, ContentFlow)? In(Body body, ISymbol address, int depth) => In(body, address, depth, isPlace: isStrong);

    /// <summary>A text that is a file's path as it came in is no address: what is stored under a digest has a place that is made of it.</summary>
    private (IOperation, ContentFlow)? In(Body body, ISymbol address, int depth, bool isPlace)
    {
        var flow = ContentFlow.OfParameters(body, new[] { address }, Enumerable.Empty<ISymbol>());
        bool Names(IOperation value) => flow.CarriesDigest(value) && (isStrong || IsStill(value, address, body, LongestChain));
        bool NamesPlace(IOperation value) => Names(value) && (isPlace || !SymbolEqualityComparer.Default.Equals(value.Referenced(), address));
        foreach (var operation in body.Operations)
        {
            if (operation is IPropertyReferenceOperation { Arguments: { IsEmpty: false } keys, Instance: { } table }
                && keys.Any(key => Names(key.Value)) && known.IsMedium(table)) return (operation, flow);
            if (operation is IObjectCreationOperation { Type: var created, Arguments: var given } && created.IsStream()
                && created is not { Name: "MemoryStream" }
                && given.Any(argument => NamesPlace(argument.Value))) return (operation, flow);
            if (Call.From(operation) is not { } call || !call.Arguments.Any(Names)) continue;
            if (known.IsMedium(call.Receiver) || IsFileRead(call) && call.Arguments.Any(NamesPlace)
                || call.Target is { IsStatic: false } target && known.IsMapper(target))
                return (operation, flow);
            if (call.Target is not null && body.Type.Project.BodiesOf(call.Target) is { IsEmpty: false } bodies)
            {
                if (depth > 0 && call.Operation is IInvocationOperation invocation
                    && Inside(invocation, body, address, Names, bodies, depth, isPlace) is { } inside)
                    return inside;
            }
            else if (isStrong && call.Receiver is { } asked && !StoreWrite.IsScratch(asked)
                && (call.Target is null || call.Target.ReturnType.Awaited().MayBeContent())) return (operation, flow);
        }
        return null;
    }

    private (IOperation, ContentFlow)? Inside(
        IInvocationOperation invocation, Body caller, ISymbol address, Func<IOperation, bool> names, ImmutableArray<Body> bodies, int depth, bool isPlace)
    {
        foreach (var body in bodies)
            foreach (var argument in invocation.Arguments)
                if (body != caller && argument.Parameter is { } parameter && names(argument.Value)
                    && parameter.Ordinal < body.Method.Parameters.Length
                    && In(body, body.Method.Parameters[parameter.Ordinal], depth - 1,
                        isPlace || !SymbolEqualityComparer.Default.Equals(argument.Value.Referenced(), address)) is { } found) return found;
        return null;
    }

    /// <summary>
    /// A text is the address as long as it is only written in another way, or made a path as the put makes it: what the project answers to it is something
    /// else.
    /// </summary>
    private bool IsStill(IOperation value, ISymbol address, Body body, int left)
    {
        var plain = value.Plain();
        if (left == 0 || SymbolEqualityComparer.Default.Equals(plain.Referenced(), address)) return left > 0;
        if (plain is ILocalReferenceOperation { Local: var local })
            return body.DeclaredValue(local) is { } made && IsStill(made, address, body, left - 1);
        if (Call.From(plain) is { Target: { } target } && body.Type.Project.Of(target.ContainingType) is not null && !known.IsMapper(target)) return false;
        return plain.ChildOperations.Any(child => IsStill(child, address, body, left));
    }

    private static bool IsFileRead(Call call) =>
        ContentStep.IsFile(call.Owner)
        && (call.Name.StartsWith("Open", StringComparison.Ordinal) || call.Name.StartsWith("Read", StringComparison.Ordinal) || call.Name == "Copy");
}
