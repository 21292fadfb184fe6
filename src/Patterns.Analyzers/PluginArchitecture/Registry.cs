using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>How contract objects get into a collection.</summary>
internal enum Supply
{
    /// <summary>Only the type itself fills it.</summary>
    None,

    /// <summary>The constructor receives all of them.</summary>
    Injected,

    /// <summary>Callers add them one by one.</summary>
    Registered,
}

/// <summary>A write into a registry.</summary>
/// <param name="Operation">The call or the assignment.</param>
/// <param name="Body">The body that it stands in.</param>
/// <param name="ByIndexer">True when an entry of the same key is replaced without a word.</param>
/// <param name="Key">The key, where there is one.</param>
internal sealed record Registration(IOperation Operation, Body Body, bool ByIndexer, IOperation? Key);

/// <summary>A collection of contract objects or factories that a type holds.</summary>
/// <param name="Slot">The field or property.</param>
/// <param name="Contract">The extension point.</param>
/// <param name="Key">The type of the keys; null for a list.</param>
/// <param name="Value">The type of the entries.</param>
/// <param name="Supply">How it is filled.</param>
/// <param name="Registrations">The writes through which others fill it.</param>
/// <param name="Consumption">Where entries are looked up or walked.</param>
/// <param name="Removes">True when single entries are taken out again, as for things that come and go.</param>
/// <param name="IsPrefilled">True when the declaration itself lists entries.</param>
/// <param name="IsOnlyCopied">True when its entries are only handed on as a whole: who uses them is somebody else.</param>
internal sealed record Registry(
    Slot Slot, ITypeSymbol Contract, ITypeSymbol? Key, ITypeSymbol Value, Supply Supply,
    ImmutableArray<Registration> Registrations, IOperation? Consumption, bool Removes, bool IsPrefilled, bool IsOnlyCopied)
{
    /// <summary>True when whoever registers an entry takes it out again before it returns: a hook for the time of one call.</summary>
    public bool IsTemporary { get; init; }

    /// <summary>True when what comes for a key that is there already is worked into the entry: records of one thing, not two extensions.</summary>
    public bool IsMerged { get; init; }

    /// <summary>True when the type itself makes the entry of a key that is asked for and not there: a cache of things of its own.</summary>
    public bool MakesMissing { get; init; }

    /// <summary>True when all entries are given up at the end of a piece of work: they were its parts.</summary>
    public bool IsUsedUp { get; init; }

    /// <summary>The property of an entry under which construction files what it is given; null where it does not, or files it otherwise.</summary>
    public IPropertySymbol? FiledBy { get; init; }

    /// <summary>True when callers name the kind of data that an entry is for by a type argument: an extension for that kind, which may be taken back.</summary>
    public bool IsForKinds => Key.Named("System.Type") && Registrations.Length > 0
        && Registrations.All(registration => registration.Key?.Plain() is ITypeOfOperation { TypeOperand: ITypeParameterSymbol kind } && !IsOf(kind, Contract));

    /// <summary>True for a table of lists: each entry stands under every type that it fulfils.</summary>
    public bool IsOfLists => Key is not null && IsMany(Value);

    public bool HoldsFactories => PluginContract.IsFactory(Value);

    /// <summary>True when the entries make objects of the contract, instead of being such objects that make something else.</summary>
    public bool MakesContract => Value.TypeKind == TypeKind.Delegate;

    /// <summary>True when each owner of such a collection puts itself into the live objects that it holds by their type: parts of one object, not
    /// plugins.</summary>
    public bool IsBagOfParts =>
        Removes && Key.Named("System.Type") && !MakesContract && Registrations.Any(registration => registration.Body.Operations.Any(IsOwnership));

    private bool IsOwnership(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Instance.Type: { } part }, Value: var owner } =>
            IsPart(part) && owner.Plain() is IInstanceReferenceOperation,
        IInvocationOperation { Instance.Type: { } part, Arguments: var arguments } =>
            IsPart(part) && arguments.Any(argument => argument.Value.Plain() is IInstanceReferenceOperation),
        _ => false,
    };

    private bool IsPart(ITypeSymbol type) => type.Is(Contract as INamedTypeSymbol)
        || type is ITypeParameterSymbol parameter && parameter.ConstraintTypes.Any(constraint => constraint.Is(Contract as INamedTypeSymbol));

    public static IEnumerable<Registry> In(TypeFacts type)
    {
        foreach (var slot in type.AllSlots)
            if (Candidate(slot.Type, type.Project) is var (contract, key, value) && IsSuppliable(type, slot, contract)
                && new RegistryReader(type, slot, contract, key).Read(value) is { } registry) yield return registry;
    }

    /// <summary>Whether a slot's type allows a registry: costs no binding.</summary>
    public static bool MayBeIn(TypeFacts type)
    {
        foreach (var slot in type.AllSlots)
            if (Candidate(slot.Type, type.Project) is var (contract, _, _) && IsSuppliable(type, slot, contract)) return true;
        return false;
    }

    /// <summary>True when a member's signature lets callers bring objects of the contract, or choose them by a type argument.</summary>
    private static bool IsSuppliable(TypeFacts type, Slot slot, ITypeSymbol contract)
    {
        if (slot.Symbol is IParameterSymbol) return true;
        foreach (var self in type.SelfAndSourceBases)
            foreach (var member in self.Symbol.GetMembers())
                if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor or MethodKind.ExplicitInterfaceImplementation } method
                    && Brings(method, contract)) return true;
        return false;
    }

    private static bool Brings(IMethodSymbol method, ITypeSymbol contract) =>
        method.Parameters.Any(parameter => IsOf(PluginContract.Of(parameter.Type), contract))
        || method.TypeParameters.Any(parameter => parameter.ConstraintTypes.Any(constraint => IsOf(constraint, contract)));

    /// <summary>True for the contract, what implements it, and a type parameter that stands for it.</summary>
    public static bool IsOf(ITypeSymbol? type, ITypeSymbol contract) =>
        type is not null
        && (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, contract.OriginalDefinition) || type.Is(contract as INamedTypeSymbol)
            || type is ITypeParameterSymbol parameter && parameter.ConstraintTypes.Any(constraint => IsOf(constraint, contract)));

    private static (ITypeSymbol Contract, ITypeSymbol? Key, ITypeSymbol Value)? Candidate(ITypeSymbol type, ProjectFacts project)
    {
        if (type is not (INamedTypeSymbol or IArrayTypeSymbol) || type.SpecialType == SpecialType.System_String) return null;
        if (Entries(type) is var (key, value))
            return IsKey(key) && (!IsMany(value) || IsList(key, value)) && ContractOf(value) is { } product
                && (IsUsable(product) || IsMany(value) && product.GetMembers().IsEmpty) ? (product, key, value) : null;
        return Elements(type) is { } element && ContractOf(element) is { } contract && IsUsable(contract)
            && (Selection.IsAskable(contract) || Contribution.IsPossible(contract) || PluginContract.IsFactory(element)
                || contract is INamedTypeSymbol open && OpenContract.IsForOthers(open, project)) ? (contract, null, element) : null;
    }

    /// <summary>The contract of the entries; of those of a generic registry the one that its type parameter demands.</summary>
    private static ITypeSymbol? ContractOf(ITypeSymbol value) =>
        PluginContract.Of(value) is ITypeParameterSymbol { ContainingSymbol: INamedTypeSymbol } parameter
        ? parameter.ConstraintTypes.FirstOrDefault(constraint => constraint is INamedTypeSymbol && PluginContract.IsOwn(constraint)) : PluginContract.Of(value);

    /// <summary>A contract that is a collection stands for data, whoever keeps it.</summary>
    private static bool IsUsable(ITypeSymbol contract) => contract is not ITypeParameterSymbol && PluginContract.IsBehaviour(contract)
        && !contract.AllInterfaces.Any(one => one.SpecialType == SpecialType.System_Collections_IEnumerable);

    /// <summary>Who brings a whole collection under a key keeps what came last, as a cache of data does; an extension is one entry beside others.</summary>
    public static bool IsMany(ITypeSymbol value) =>
        value is IArrayTypeSymbol || value.IsFramework() && value.AllInterfaces.Any(one => one.SpecialType == SpecialType.System_Collections_IEnumerable);

    /// <summary>True for a list under each type, to which those are added one by one that fulfil it.</summary>
    private static bool IsList(ITypeSymbol key, ITypeSymbol value) => key.Named("System.Type")
        && value is INamedTypeSymbol { TypeArguments: { Length: 1 } listed } && PluginContract.IsOwn(listed[0]) && listed[0] is INamedTypeSymbol;

    private static bool IsKey(ITypeSymbol key) =>
        key.SpecialType is SpecialType.System_String or SpecialType.System_Int32 || key.TypeKind == TypeKind.Enum || key.Named("System.Type")
        || key.Named("System.Guid");

    private static (ITypeSymbol Key, ITypeSymbol Value)? Entries(ITypeSymbol type)
    {
        foreach (var candidate in type.AllInterfaces.Prepend(type))
            if (candidate is INamedTypeSymbol { TypeArguments.Length: 2 } map
                && (map.Named("System.Collections.Generic.IDictionary`2") || map.Named("System.Collections.Generic.IReadOnlyDictionary`2")))
                return (map.TypeArguments[0], map.TypeArguments[1]);
        return null;
    }

    private static ITypeSymbol? Elements(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array) return array.ElementType;
        if (!type.IsFramework()) return null;
        foreach (var candidate in type.AllInterfaces.Prepend(type))
            if (candidate is INamedTypeSymbol { TypeArguments.Length: 1 } sequence && sequence.Named("System.Collections.Generic.IEnumerable`1"))
                return sequence.TypeArguments[0];
        return null;
    }
}
