using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>A member that is given an address and nothing else to find the content by.</summary>
/// <param name="Body">Its code.</param>
/// <param name="Address">The parameter.</param>
/// <param name="LookUp">Where it is looked up.</param>
/// <param name="Flow">Where the address goes in the body that looks it up.</param>
internal sealed record Get(Body Body, IParameterSymbol Address, IOperation LookUp, ContentFlow Flow)
{
    private const int Depth = 2;

    /// <summary>How far a text is followed to what it is made of.</summary>
    private const int LongestChain = 5;

    public string Name => Body.Method.Name;

    /// <summary>The members of a type that find again what the puts have stored.</summary>
    public static IEnumerable<Get> In(TypeFacts type, IReadOnlyCollection<Put> puts)
    {
        var addresses = puts.SelectMany(put => put.AddressTypes()).ToImmutableHashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        var media = puts.SelectMany(put => put.Writes).Select(write => write.Medium).OfType<ISymbol>()
            .ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
        var mappers = puts.SelectMany(put => put.Writes.Select(write => write.Flow).Append(put.Flow)).Distinct().SelectMany(Mappers)
            .ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var body in type.SelfAndSourceBases.SelectMany(self => self.Bodies))
        {
            if (body.Method is not { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation or MethodKind.PropertyGet } || !body.IsOpen
                || puts.Any(put => put.Body == body) || !GivesSomething(body.Method) || Enters(body, media)) continue;
            foreach (var parameter in body.Method.Parameters)
            {
                if (!addresses.Contains(parameter.Type.NotNullable()) || puts.Any(put => put.Names(parameter))) continue;
                var isStrong = !parameter.Type.IsBytes() && parameter.Type.SpecialType == SpecialType.None;
                if (LookUpIn(body, parameter, media, mappers, isStrong, Depth) is var (lookUp, flow)) { yield return new(body, parameter, lookUp,
                    flow); break; }
            }
        }
    }

    private static bool GivesSomething(IMethodSymbol method) =>
        !method.ReturnsVoid && method.ReturnType.Awaited() is var result && result.MayBeContent()
        && !(result.IsTask() && method.Parameters.All(parameter => !parameter.Type.IsStream()))
        || method.Parameters.Any(parameter => parameter.RefKind == RefKind.Out);

    /// <summary>What is entered there under the address was not found by it.</summary>
    private static bool Enters(Body body, ImmutableHashSet<ISymbol> media) => body.Operations.Any(operation => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } table } } => IsMedium(table, media),
        _ => Call.From(operation) is { Name: "Add" or "TryAdd", Receiver: { } table } && IsMedium(table, media),
    });

    private static (IOperation, ContentFlow)? LookUpIn(Body body, ISymbol address, ImmutableHashSet<ISymbol> media, ImmutableHashSet<ISymbol> mappers,
        bool isStrong, int depth)
    {
        var flow = ContentFlow.OfParameters(body, new[] { address }, Enumerable.Empty<ISymbol>());
        bool Names(IOperation value) => flow.CarriesDigest(value) && (isStrong || IsStill(value, address, body, mappers, LongestChain));
        foreach (var operation in body.Operations)
        {
            if (operation is IPropertyReferenceOperation { Arguments: { IsEmpty: false } keys, Instance: { } table }
                && keys.Any(key => Names(key.Value)) && IsMedium(table, media)) return (operation, flow);
            if (operation is IObjectCreationOperation { Type: var created, Arguments: var given } && created.IsStream()
                && given.Any(argument => Names(argument.Value))) return (operation, flow);
            if (Call.From(operation) is not { } call || !call.Arguments.Any(Names)) continue;
            if (IsMedium(call.Receiver, media) || IsFileRead(call) || call.Target is { } target && mappers.Contains(target.OriginalDefinition))
                return (operation, flow);
            if (call.Target is not null && body.Type.Project.BodiesOf(call.Target) is { IsEmpty: false } bodies)
            {
                if (depth > 0 && call.Operation is IInvocationOperation invocation
                    && Inside(invocation, flow, Names, bodies, media, mappers, isStrong, depth) is { } inside) return inside;
            }
            else if (isStrong && call.Receiver is { } asked && !StoreWrite.IsScratch(asked)
                && (call.Target is null || call.Target.ReturnType.Awaited().MayBeContent())) return (operation, flow);
        }
        return null;
    }

    /// <summary>
    /// A text is the address as long as it is only written in another way, or made a path as the put makes it: what the project answers to it is something
    /// else.
    /// </summary>
    private static bool IsStill(IOperation value, ISymbol address, Body body, ImmutableHashSet<ISymbol> mappers, int left)
    {
        var plain = value.Plain();
        if (left == 0 || SymbolEqualityComparer.Default.Equals(plain.Referenced(), address)) return left > 0;
        if (plain is ILocalReferenceOperation { Local: var local })
            return body.DeclaredValue(local) is { } made && IsStill(made, address, body, mappers, left - 1);
        if (Call.From(plain) is { Target: { } target } && body.Type.Project.Of(target.ContainingType) is not null
            && !mappers.Contains(target.OriginalDefinition))
            return false;
        return plain.ChildOperations.Any(child => IsStill(child, address, body, mappers, left));
    }

    private static (IOperation, ContentFlow)? Inside(
        IInvocationOperation invocation, ContentFlow flow, Func<IOperation, bool> names, ImmutableArray<Body> bodies, ImmutableHashSet<ISymbol> media,
        ImmutableHashSet<ISymbol> mappers,
        bool isStrong, int depth)
    {
        foreach (var body in bodies)
            foreach (var argument in invocation.Arguments)
                if (body != flow.Body && argument.Parameter is { } parameter && names(argument.Value)
                    && parameter.Ordinal < body.Method.Parameters.Length
                    && LookUpIn(body, body.Method.Parameters[parameter.Ordinal], media, mappers, isStrong, depth - 1) is { } found) return found;
        return null;
    }

    private static bool IsMedium(IOperation? receiver, ImmutableHashSet<ISymbol> media) =>
        StoreWrite.MediumOf(receiver) is { } medium && media.Contains(medium);

    private static bool IsFileRead(Call call) =>
        call.Owner is { Name: "File", ContainingNamespace: { Name: "IO", ContainingNamespace.Name: "System" } }
        && (call.Name.StartsWith("Open", StringComparison.Ordinal) || call.Name.StartsWith("Read", StringComparison.Ordinal) || call.Name == "Copy");

    /// <summary>The members that make a path or a client of a digest.</summary>
    private static IEnumerable<ISymbol> Mappers(ContentFlow flow) => flow.Body.Calls
        .Where(call => call.Target is { IsStatic: false } target && flow.Body.Type.Project.Of(target.ContainingType) is not null
            && call.Arguments.Any(flow.CarriesDigest) && !call.Arguments.Any(flow.CarriesContent))
        .Select(call => call.Target!.OriginalDefinition);
}
