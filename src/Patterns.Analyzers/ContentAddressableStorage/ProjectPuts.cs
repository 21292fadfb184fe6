using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>The puts of a project that give back an address. Who composes contents calls one of them; where there is none, nobody does.</summary>
internal sealed class ProjectPuts
{
    private readonly ImmutableHashSet<Body> bodies;
    private readonly Words names;

    private ProjectPuts(IEnumerable<Body> puts)
    {
        bodies = puts.ToImmutableHashSet();
        names = new(bodies.Select(body => body.DisplayName).Distinct().ToArray());
    }

    public static ProjectPuts Of(ProjectFacts project) =>
        project.GetOrAdd(nameof(ProjectPuts), () => new SharedScan<Body[], ProjectPuts>(project, In, found => new(found.SelectMany(puts => puts)))).Result;

    /// <summary>True when the text names a put. Binds nothing.</summary>
    public bool MayBeCalledIn(Vocabulary words) => words.HasAny(names);

    /// <summary>True for a call of a put of another type than the caller's, also behind a contract that another assembly declares.</summary>
    public bool IsCalledBy(Call call, Body caller)
    {
        if (!names.Contains(call.Name)) return false;
        if (call.Target is { } target && SymbolEqualityComparer.Default.Equals(target.ContainingType, caller.Method.ContainingType)) return false;
        if (call.Target is { } own && caller.Type.Project.BodiesOf(own) is { IsEmpty: false } called) return called.Any(bodies.Contains);
        return call.Receiver?.Type is { } contract
            && bodies.Any(body => body.DisplayName == call.Name && ContractsOf(body.Type.Symbol).Any(implemented => IsSame(implemented, contract)));
    }

    private static Body[]? In(TypeFacts type)
    {
        if (type.Symbol.TypeKind != TypeKind.Class || !HashSites.Of(type.Project).MayHash(type)) return null;
        var puts = type.Bodies.Where(body => Put.Of(body) is { Address: not null }).ToList();
        if (puts.Count == 0) return null;
        for (var told = 0; told < puts.Count; told++)
            foreach (var body in type.Bodies)
                if (!puts.Contains(body) && body.Words.Has(puts[told].Name) && HandsOn(body, puts[told])) puts.Add(body);
        return puts.ToArray();
    }

    /// <summary>
    /// A member that gives back the address that a put of the same type has made: <c>Put(byte[] content) => Put(new MemoryStream(content))</c>.
    /// </summary>
    private static bool HandsOn(Body body, Body put) => body.Of<IReturnOperation>().Any(result => result.ReturnedValue is { } value
        && Call.From(value.Plain()) is { Target: { } target }
        && SymbolEqualityComparer.Default.Equals(target.OriginalDefinition, put.Method));

    /// <summary>The compiler takes a missing contract that stands first for the base class.</summary>
    private static IEnumerable<INamedTypeSymbol> ContractsOf(INamedTypeSymbol type) =>
        type.BaseType is { TypeKind: TypeKind.Error } missing ? type.AllInterfaces.Add(missing) : type.AllInterfaces;

    /// <summary>Where a reference is missing, a contract is known by its name only.</summary>
    private static bool IsSame(INamedTypeSymbol implemented, ITypeSymbol contract) =>
        SymbolEqualityComparer.Default.Equals(implemented, contract)
        || implemented.TypeKind == TypeKind.Error && contract.TypeKind == TypeKind.Error && implemented.Name == contract.Name;
}
