using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>Loading that several types of a project share: one finds the types or loads the assemblies, another makes the objects.</summary>
/// <param name="Searching">The type that finds the types.</param>
/// <param name="Creating">The type that makes the objects.</param>
internal sealed record SplitLoading(Loading Searching, Loading Creating)
{
    private static readonly SymbolEqualityComparer Same = SymbolEqualityComparer.Default;

    /// <summary>The shared loading that a type has a part in: it makes what another finds, or finds what another makes.</summary>
    public static SplitLoading? Of(TypeFacts type, Loading own)
    {
        if (own is { Scan: null, Acquisition: null, Activation: { } made, Contract: INamedTypeSymbol contract }
            && CreatedType.IsGiven(made.Operation, made.Body))
            return Searchers(type.Project).FirstOrDefault(other => Same.Equals(other.Contract, contract) && AreBroughtTogether(other, own)) is { } searching
                ? new(searching, own) : null;
        if (IsSearch(own))
            return Creators(type.Project).FirstOrDefault(other => Same.Equals(other.Contract, own.Contract) && AreBroughtTogether(own, other)) is { } creating
                ? new(own, creating) : null;
        return null;
    }

    /// <summary>Somebody hands what the one gives to the other: what is found for a purpose of its own is not what is made.</summary>
    private static bool AreBroughtTogether(Loading searching, Loading creating)
    {
        var flow = new TypeFlow(
            Members(searching.Scan!.Body.Type, method => Reflection.IsTypes(method.ReturnType.Awaited())),
            Members(creating.Activation!.Body.Type, method => method.Parameters.Any(parameter => Reflection.IsTypes(parameter.Type))));
        return searching.Scan.Body.Type.Project.Declared.Any(flow.IsIn);
    }

    private static ImmutableArray<Body> Members(TypeFacts type, Func<IMethodSymbol, bool> condition) =>
        type.Bodies.Where(body => body is { IsOpen: true, Method.MethodKind: MethodKind.Ordinary } && condition(body.Method)).ToImmutableArray();

    /// <summary>Whether a type loads assemblies for others: told from words and symbols.</summary>
    public static bool MayBeIn(TypeFacts type) => type.Words.HasAny(Reflection.LoadWords) && type.Symbol.GetMembers().Any(GivesAssembly);

    /// <summary>The loading of another type that goes on with the assemblies which this one loads, each with those that it needs, and gives out.</summary>
    public static Loading? GoneOnWith(TypeFacts type) => !MayBeIn(type) ? null
        : All(type.Project).FirstOrDefault(other =>
            other is { Acquisition: { } load, Activation.Body: { } user, Contract: not null } && load.Body.Type == type && user.Type != type
            && load.Operation.Ancestors().Any(outer => outer is ILoopOperation));

    /// <summary>The contracts of what other types of the project load, as far as a type names these.</summary>
    public static IEnumerable<ITypeSymbol> MadeFor(TypeFacts type) => !type.Words.Has("foreach") ? [] : All(type.Project)
        .Where(loading => loading is { Activation.Body.Type: { } maker, Contract: INamedTypeSymbol } && maker != type && type.Words.Has(maker.Symbol.Name))
        .Select(loading => loading.Contract!);

    /// <summary>True for a call by which a type of the project gives the objects that it makes.</summary>
    public static bool IsMaking(IInvocationOperation call, ProjectFacts project) => call.Type.ElementType() is { } element && All(project).Any(loading =>
        loading.Activation is { Body.Type.Symbol: var maker } && Same.Equals(maker, call.TargetMethod.ContainingType.OriginalDefinition)
        && Same.Equals(loading.Contract, element));

    /// <summary>The other type of the project that loads assemblies and finds the classes of a contract in them.</summary>
    public static INamedTypeSymbol? FinderOf(INamedTypeSymbol contract, TypeFacts user) => All(user.Project).FirstOrDefault(loading =>
        loading is { Acquisition: not null, Scan.Body.Type: var finder } && finder != user
        && loading.AllSought.Contains(contract, Same))?.Scan!.Body.Type.Symbol;

    /// <summary>True where another type of the project finds or loads classes of a contract that are not its own.</summary>
    public static bool AreFound(INamedTypeSymbol contract, TypeFacts user) => All(user.Project).Any(loading => !loading.IsWithin
        && loading.Taken.Any(step => step.Body.Type != user)
        && (loading is { Acquisition: not null, Activation: not null } or { Scan: not null, Filter: not null })
        && loading.AllSought.Append(loading.Contract).OfType<INamedTypeSymbol>().Any(sought => sought.Is(contract) || contract.Is(sought)));

    /// <summary>True for a project in which a type loads assemblies and makes objects of their classes: what it declares, others implement.</summary>
    public static bool LoadsStrangers(ProjectFacts project) =>
        All(project).Any(loading => loading is { Acquisition: not null, Activation: not null, Contract: not null });

    private static bool GivesAssembly(ISymbol member) =>
        member is IMethodSymbol { MethodKind: MethodKind.Ordinary, ReturnType: var given } && given.Awaited().Named("System.Reflection.Assembly");

    private static bool IsSearch(Loading loading) =>
        loading is { IsWithin: false, Filter: not null, Contract: INamedTypeSymbol, Activation: null, Scan.Body: { } body }
        && body.Type.Bodies.Any(member => member.IsOpen && Reflection.IsTypes(member.Method.ReturnType.Awaited()));

    private static IEnumerable<Loading> Searchers(ProjectFacts project) => All(project).Where(IsSearch);

    private static IEnumerable<Loading> Creators(ProjectFacts project) => All(project).Where(loading =>
        loading is { Activation: { } made, Contract: INamedTypeSymbol } && CreatedType.IsGiven(made.Operation, made.Body));

    private static ImmutableArray<Loading> All(ProjectFacts project) => project.GetOrAdd(nameof(SplitLoading),
        () => project.Declared.Where(type => Loading.MayBeIn(type)).Select(Loading.Of).OfType<Loading>().ToImmutableArray());
}
