using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>A change of state that a reader of the type can see afterwards.</summary>
/// <param name="Site">The statement's operation, in the body that was asked.</param>
/// <param name="Name">What is changed, as the message names it.</param>
internal readonly record struct Mutation(IOperation Site, string Name)
{
    /// <summary>How far an object is followed to what holds it.</summary>
    private const int LongestChain = 6;

    private static readonly HashSet<string> Mutators = new(StringComparer.Ordinal)
    {
        "Add", "TryAdd", "AddRange", "AddOrUpdate", "GetOrAdd", "Append", "Insert", "InsertRange", "Set", "Put", "Remove", "TryRemove", "RemoveAt", "RemoveAll",
    "Enqueue", "TryUpdate", "Push",
    };

    /// <summary>True for a call that changes a collection of the framework.</summary>
    public static bool IsCollectionMutator(Call call) =>
        Mutators.Contains(call.Name) && call.Owner is { } owner && IsCollection(owner);

    /// <summary>True for a question that is put to a collection of the framework: whether it holds something.</summary>
    public static bool IsLookup(Call call) =>
        call.Target is { ReturnType.SpecialType: SpecialType.System_Boolean, ContainingType: { } owner } && !Mutators.Contains(call.Name)
        && IsCollection(owner);

    /// <summary>True for the name of a member that changes what a table holds.</summary>
    public static bool IsMutatorName(string name) => Mutators.Contains(name);

    /// <summary>The changes that a body makes to what its type holds, or to what its parameters hold: itself, or one call away.</summary>
    /// <param name="body">The body.</param>
    /// <param name="where">Which of its operations are of interest; all of them when null.</param>
    public static IEnumerable<Mutation> In(Body body, Func<IOperation, bool>? where = null)
    {
        foreach (var operation in body.Operations)
        {
            var assigned = operation.Assigned();
            var call = Call.From(operation);
            if (assigned is null && call is null || where?.Invoke(operation) == false) continue;
            if (assigned is not null && Changed(assigned.Value.Target) is { } target) yield return new(operation, target);
            if (call is not null && Changes(call.Value, body) is { } name) yield return new(operation, name);
        }
    }

    /// <summary>True when a body changes a field, a property or a collection of the type that declares it.</summary>
    private static bool ChangesOwnState(Body body) => OwnChanges(body).Any();

    /// <summary>What a body changes of the type that declares it: fields, properties and collections, and what it found in one of these.</summary>
    private static ImmutableArray<ISymbol> OwnChanges(Body body) =>
        body.Type.Project.GetOrAdd((nameof(OwnChanges), body), () => FindOwnChanges(body).ToImmutableArray());

    private static IEnumerable<ISymbol> FindOwnChanges(Body body)
    {
        foreach (var operation in body.Operations)
        {
            if (operation.Assigned() is { } assigned && IsOwn(assigned.Target) && Held(assigned.Target) is { } target) yield return target;
            if (Call.From(operation) is { Receiver: { } receiver } call && IsCollectionMutator(call)
                && (IsOwn(receiver) ? Held(receiver) : Holding(receiver, body)) is { } held) yield return held;
        }
    }

    /// <summary>What the type holds and a local was found in: the map of lists for the list. A list that a body makes for itself is no state.</summary>
    private static ISymbol? Holding(IOperation receiver, Body body) =>
        receiver.Plain() is ILocalReferenceOperation ? HolderOf(receiver, body, LongestChain) : null;

    /// <summary>What is changed: of an element of a map, the map; of a part of what is held, the whole.</summary>
    private static ISymbol? Held(IOperation target) => target.Plain() switch
    {
        IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } map } => Held(map),
        IMemberReferenceOperation { Instance: { } owner } when owner.Plain() is IMemberReferenceOperation => Held(owner),
        var plain => plain.Referenced(),
    };

    /// <summary>True when a body changes a collection that its type holds, itself or one call away in its type.</summary>
    public static bool ChangesCollections(Body body) =>
        ChangesOwnCollections(body) || body.Callees.Any(callee => callee.Body.Type == body.Type && ChangesOwnCollections(callee.Body));

    private static bool ChangesOwnCollections(Body body) => body.Operations.Any(operation =>
        operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } map } } && IsOwn(map)
        || Call.From(operation) is { Receiver: { } receiver } call && IsCollectionMutator(call) && IsOwn(receiver));

    private static bool IsCollection(INamedTypeSymbol type) =>
        type.IsFramework() && type.AllInterfaces.Append(type).Any(contract => contract.Name is "IEnumerable" or "ICollection" or "IDictionary");

    private static string? Changed(IOperation target) => target.Plain() switch
    {
        IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } map } when IsOwn(map) => map.Referenced()?.Name,
        IMemberReferenceOperation { Instance: IInstanceReferenceOperation { ReferenceKind: not InstanceReferenceKind.ContainingTypeInstance } } => null,
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => field.Field.Name,
        IPropertyReferenceOperation { Instance: IInstanceReferenceOperation, Arguments.Length: 0 } property => property.Property.Name,
        IPropertyReferenceOperation { Instance: IParameterReferenceOperation or IMemberReferenceOperation, Arguments.Length: 0 } property =>
            property.Property.Name,
        _ => null,
    };

    private static string? Changes(Call call, Body body)
    {
        if (call.Receiver is { } receiver && IsCollectionMutator(call) && IsOwn(receiver)) return receiver.Referenced()?.Name;
        if (call.Target is null || call.IsDelegate || IsMadeHere(call.Receiver, body)) return null;
        foreach (var callee in body.Type.Project.BodiesOf(call.Target))
        {
            if (callee == body || !ChangesOwnState(callee) && !callee.Callees.Any(next => next.Body.Type == callee.Type && ChangesOwnState(next.Body)))
                continue;
            return (call.Receiver is { } target ? HolderOf(target, body, LongestChain) : null)?.Name ?? call.ReceiverSymbol?.Name ?? StateOf(callee)?.Name;
        }
        return null;
    }

    /// <summary>An object that the body has made for itself: nobody else sees yet what happens to it.</summary>
    private static bool IsMadeHere(IOperation? receiver, Body body) =>
        receiver?.Plain() is ILocalReferenceOperation { Local: var local } && body.DeclaredValue(local)?.Plain() is IObjectCreationOperation;

    /// <summary>The field or property of the type in which the object is found that a call changes: the map of tables for one of its tables.</summary>
    private static ISymbol? HolderOf(IOperation target, Body body, int left) => target.Plain() switch
    {
        _ when left == 0 => null,
        var plain when plain.IsOwnMember() => plain.Referenced(),
        ILocalReferenceOperation { Local: var local } when (body.DeclaredValue(local) ?? FoundIn(local, body)) is { } value => HolderOf(value, body, left - 1),
        IMemberReferenceOperation { Instance: { } owner } => HolderOf(owner, body, left - 1),
        IInvocationOperation { Instance: { } owner } when owner.Plain() is not IInstanceReferenceOperation => HolderOf(owner, body, left - 1),
        IInvocationOperation { TargetMethod: var getter } => body.Type.Project.BodiesOf(getter).Where(callee => callee.Type == body.Type)
            .SelectMany(callee => callee.Of<IReturnOperation>().Select(answer => answer.ReturnedValue is { } found ? HolderOf(found, callee, left - 1) : null))
            .FirstOrDefault(holder => holder is not null),
        _ => null,
    };

    /// <summary>What gives a local out, or is gone through with it.</summary>
    private static IOperation? FoundIn(ILocalSymbol local, Body body) =>
        body.Of<IForEachLoopOperation>().FirstOrDefault(loop => loop.Locals.Contains(local))?.Collection
        ?? body.Of<IInvocationOperation>().FirstOrDefault(call => call.Arguments.Any(argument => argument.Parameter?.RefKind == RefKind.Out
            && SymbolEqualityComparer.Default.Equals(argument.Value.Referenced(), local)))?.Instance;

    /// <summary>The field or property that a member changes, itself or one call away; a collection before what only counts or marks.</summary>
    private static ISymbol? StateOf(Body callee) =>
        OwnChanges(callee).Concat(callee.Callees.Where(next => next.Body.Type == callee.Type).SelectMany(next => OwnChanges(next.Body)))
            .OrderBy(symbol => symbol.HeldType().ElementType() is null).FirstOrDefault();

    private static bool IsOwn(IOperation target) => target.Plain() switch
    {
        IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } map } => IsOwn(map),
        IMemberReferenceOperation { Instance: { } owner } when owner.Plain() is IMemberReferenceOperation => IsOwn(owner),
        var plain => plain.IsOwnMember(),
    };
}
