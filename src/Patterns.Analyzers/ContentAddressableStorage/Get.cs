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

    public string Name => Body.Method.Name;

    /// <summary>The members of a type that find again what the puts have stored. One that says where the content of a digest is to go, or is given what another
    /// made of the digest, is none of them.</summary>
    public static IEnumerable<Get> In(TypeFacts type, IReadOnlyCollection<Put> puts)
    {
        var found = Candidates(type, puts).ToList();
        return found.Where(get => !puts.Any(put => put.IsKeyMadeBy(get.Body.Method)) && !found.Exists(get.IsStepOf));
    }

    private static IEnumerable<Get> Candidates(TypeFacts type, IReadOnlyCollection<Put> puts)
    {
        var addresses = puts.SelectMany(put => put.AddressTypes()).ToImmutableHashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        var known = StoredPlaces.Of(puts);
        foreach (var body in type.SelfAndSourceBases.SelectMany(self => self.Bodies))
        {
            if (body.Method is not { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation or MethodKind.PropertyGet } || !body.IsOpen
                || puts.Any(put => put.Body == body) || !GivesSomething(body.Method)
                || body.Method.ReturnType.Awaited().NotNullable() is var given && IsOwnKind(given) && addresses.Contains(given) || Enters(body, known))
                continue;
            foreach (var parameter in body.Method.Parameters)
            {
                if (!addresses.Contains(parameter.Type.NotNullable()) || puts.Any(put => put.Names(parameter))) continue;
                if (new LookUp(known, IsOwnKind(parameter.Type)).In(body, parameter, Depth) is not var (operation, flow)) continue;
                yield return new(body, parameter, operation, flow);
                break;
            }
        }
    }

    /// <summary>A type made for digests; text and bytes may be anything.</summary>
    private static bool IsOwnKind(ITypeSymbol type) => !type.IsBytes() && type.SpecialType == SpecialType.None && !type.IsFramework();

    /// <summary>True where another get makes a path of the address and hands that over.</summary>
    private bool IsStepOf(Get other) => other.Body != Body && other.Body.Words.Has(Name) && other.Body.Callees.Any(callee => callee.Body == Body
        && callee.Call.Operation is IInvocationOperation invocation && invocation.Arguments.Any(argument =>
            argument.Parameter?.Ordinal == Address.Ordinal && argument.Value.Contains(OperationSites.IsMakingOfPath)
            && argument.Value.Mentions(other.Address)));

    private static bool GivesSomething(IMethodSymbol method) =>
        !method.ReturnsVoid && method.ReturnType.Awaited() is var result && result.MayBeContent()
        && !(result.IsTask() && method.Parameters.All(parameter => !parameter.Type.IsStream()))
        || method.Parameters.Any(parameter => parameter.RefKind == RefKind.Out);

    /// <summary>What is entered there under the address was not found by it.</summary>
    private static bool Enters(Body body, StoredPlaces known) => body.Operations.Any(operation => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } table } } => known.IsMedium(table),
        _ => Call.From(operation) is { Name: "Add" or "TryAdd", Receiver: { } table } && known.IsMedium(table),
    });
}
