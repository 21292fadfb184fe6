using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>A host lets a plugin object register what it brings.</summary>
/// <param name="Call">The call of the contract's member.</param>
/// <param name="Body">The body that it stands in.</param>
/// <param name="Contract">The extension point.</param>
/// <param name="InLoop">True when every plugin of a collection is asked, false when a member takes one at a time.</param>
/// <param name="OwnServices">True when each plugin gets a host object of its own, made for it.</param>
/// <param name="IsLoaded">True when the plugin object was made by activation in the same body.</param>
internal sealed record Composition(Call Call, Body Body, INamedTypeSymbol Contract, bool InLoop, bool OwnServices, bool IsLoaded)
{
    /// <summary>Whether a type has anything that could be asked: a method or slot that receives plugin objects with a registering member.</summary>
    public static bool MayBeIn(TypeFacts type) => Candidates(type).Any();

    public static IEnumerable<Composition> In(TypeFacts type, ImmutableArray<Registry> registries, ITypeSymbol? loaded)
    {
        var members = Members(loaded is null ? Candidates(type) : Candidates(type).Append(loaded), type);
        if (members.IsEmpty) yield break;
        foreach (var body in type.AllBodies)
        {
            if (!members.Any(member => body.Words.Has(member.Name) && MayAsk(body, member.ContainingType, loaded))) continue;
            foreach (var call in body.Calls)
            {
                if (call.Target is not { } target || call.Receiver is null) continue;
                var member = members.FirstOrDefault(candidate => SymbolEqualityComparer.Default.Equals(candidate, target.OriginalDefinition));
                if (member is null || Contribution.ParameterOf(member, type.Project) is not { } parameter) continue;
                if (Origin(call.Receiver, body, registries) is not { } origin) continue;
                var host = call.Argument(parameter.Name);
                if (!IsHost(host, origin.Loop, origin.IsLoaded) || !IsKnown(member.ContainingType, origin.Loop, type.Project) && !IsFound(origin.Loop, body))
                    continue;
                yield return new(call, body, member.ContainingType, origin.Loop is not null, IsMadeFor(host, origin.Loop), origin.IsLoaded);
            }
        }
    }

    /// <summary>True for a contract that the project implements itself, or of which it takes all that those bring who use it: a single one is a
    /// callback.</summary>
    private static bool IsKnown(INamedTypeSymbol contract, IForEachLoopOperation? loop, ProjectFacts project) =>
        project.ImplementationsOf(contract).Any() || loop is not null && OpenContract.IsForOthers(contract, project);

    /// <summary>True for a loop over all implementations of a contract that somebody was asked for.</summary>
    private static bool IsFound(IForEachLoopOperation? loop, Body body) => loop?.Collection.Plain() is { } source
        && (source is ILocalReferenceOperation { Local: var local } ? body.DeclaredValue(local)?.Plain() : source) is IInvocationOperation found
        && (Selection.IsResolution(found) || SplitLoading.IsMaking(found, body.Type.Project));

    /// <summary>Whether a body can hold a plugin object that is not the type's own: it walks something, receives one or has just made one.</summary>
    private static bool MayAsk(Body body, INamedTypeSymbol contract, ITypeSymbol? loaded) =>
        body.Words.Has("foreach") || body.Method.Parameters.Any(parameter => parameter.Type.Is(contract))
        || loaded.Is(contract) && body.Words.HasAny(Reflection.ActivationWords);

    private static ImmutableArray<IMethodSymbol> Members(IEnumerable<ITypeSymbol> contracts, TypeFacts type) =>
        contracts.SelectMany(contract => Contribution.MembersOf(contract, type)).Distinct<IMethodSymbol>(SymbolEqualityComparer.Default).ToImmutableArray();

    private static IEnumerable<ITypeSymbol> Candidates(TypeFacts type)
    {
        var seen = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var slot in type.AllSlots)
            if (IsCollection(slot.Type) && Asked(slot.Type, type) is { } contract && seen.Add(contract)) yield return contract;
        foreach (var member in type.Symbol.GetMembers())
        {
            if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor } method) continue;
            foreach (var parameter in method.Parameters)
                if ((method.MethodKind == MethodKind.Ordinary || IsCollection(parameter.Type)) && Asked(parameter.Type, type) is { } contract
                    && seen.Add(contract)) yield return contract;
        }
        foreach (var made in SplitLoading.MadeFor(type))
            if (Asked(made, type) is { } contract && seen.Add(contract)) yield return contract;
        foreach (var body in type.Bodies)
            if (body.Words.Has("foreach") && Selection.MayResolve(body))
                foreach (var found in body.Of<IInvocationOperation>().Where(Selection.IsResolution))
                    if (Asked(found.TargetMethod.TypeArguments[0], type) is { } contract && seen.Add(contract)) yield return contract;
    }

    private static bool IsCollection(ITypeSymbol type) => type is IArrayTypeSymbol || !PluginContract.IsOwn(type) && type.TypeKind != TypeKind.Delegate;

    private static ITypeSymbol? Asked(ITypeSymbol type, TypeFacts host) =>
        (PluginContract.Of(type) ?? Listed(type)) is INamedTypeSymbol contract && Contribution.MembersOf(contract, host).Any() ? contract : null;

    /// <summary>What a list of the project's own holds.</summary>
    private static ITypeSymbol? Listed(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class, TypeArguments.Length: 1 } && type.ElementType() is { } element && PluginContract.IsOwn(element)
        ? element : null;

    /// <summary>True for a list that a type shows to everybody, and to which everybody can add.</summary>
    public static bool IsShownList(ISymbol symbol) =>
        symbol is IPropertySymbol { IsStatic: false, DeclaredAccessibility: Accessibility.Public, IsIndexer: false } shown && OwnAssembly.IsVisible(shown)
        && shown.Type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface } list && list.AllInterfaces.Prepend(list)
            .Any(kind => kind.Named("System.Collections.Generic.ICollection`1")) && !list.Name.StartsWith("ReadOnly", StringComparison.Ordinal);

    /// <summary>Where the plugin object comes from; null where it is not a plugin but something that the type holds for itself.</summary>
    private static (IForEachLoopOperation? Loop, bool IsLoaded)? Origin(IOperation receiver, Body body, ImmutableArray<Registry> registries)
    {
        var symbol = receiver.Referenced();
        if (symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary } })
            return body.IsOpen ? (null, false) : null;
        if (symbol is not ILocalSymbol local) return null;
        foreach (var loop in receiver.Ancestors().OfType<IForEachLoopOperation>())
            if (loop.Locals.Contains(local, SymbolEqualityComparer.Default))
                return IsOpenSource(loop.Collection, registries, body.Type.Project, depth: 0) ? (loop, false) : null;
        var creation = body.Operations.FirstOrDefault(operation => operation is IVariableDeclaratorOperation declarator
            && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local));
        if (creation is null || !creation.Contains(Reflection.IsActivation)) return null;
        var around = receiver.Enclosing<IForEachLoopOperation>();
        return around is null && creation.Contains(IsGivenType) ? null : (around, true);
    }

    /// <summary>The type is what the caller asks for: there is nothing to choose from and nothing to keep.</summary>
    private static bool IsGivenType(IOperation operation) =>
        Reflection.IsActivation(operation) && operation is IInvocationOperation { Arguments: var arguments }
        && arguments.Any(argument => argument.Value.Plain() is IParameterReferenceOperation { Parameter.Type: var type } && type.Named("System.Type"));

    /// <summary>True when others decide what is in a collection: it is a parameter, a registry, what a container resolved, or is derived from one of
    /// these.</summary>
    private static bool IsOpenSource(IOperation collection, ImmutableArray<Registry> registries, ProjectFacts project, int depth)
    {
        foreach (var operation in collection.SelfAndDescendants())
        {
            var symbol = operation.Referenced();
            if (symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } parameterOwner }
                && parameterOwner.DeclaredAccessibility != Accessibility.Private) return true;
            if (symbol is not null && registries.Any(registry => SymbolEqualityComparer.Default.Equals(registry.Slot.Symbol, symbol))) return true;
            if (symbol is not null && operation is IPropertyReferenceOperation { Instance: IInstanceReferenceOperation } && IsShownList(symbol)) return true;
            if (operation is IInvocationOperation resolution && (Selection.IsResolution(resolution) || SplitLoading.IsMaking(resolution, project))) return true;
            if (depth == 0 && operation is IInvocationOperation { Instance: null or IInstanceReferenceOperation } helper
                && helper.Type.ElementType() is { } element && PluginContract.IsOwn(element)) return registries.Length > 0;
            if (depth == 0 && symbol is ILocalSymbol && Declared(operation, symbol) is { } value && IsOpenSource(value, registries, project, depth + 1))
                return true;
        }
        return false;
    }

    /// <summary>
    /// A single object that is handed in is a plugin only where the type gives itself to it: otherwise it may as well be a service that is told a datum.
    /// What is being walked is no host either.
    /// </summary>
    private static bool IsHost(IOperation? host, IForEachLoopOperation? loop, bool isLoaded)
    {
        if (host is null) return false;
        if (loop is null && !isLoaded) return host.Plain() is IInstanceReferenceOperation;
        return host.Referenced() is not ILocalSymbol local
            || !host.Ancestors().OfType<IForEachLoopOperation>().Any(walk => walk.Locals.Contains(local, SymbolEqualityComparer.Default));
    }

    private static IOperation? Declared(IOperation reference, ISymbol local)
    {
        var root = reference.Ancestors().LastOrDefault();
        if (root is null) return null;
        foreach (var operation in root.SelfAndDescendants())
            if (operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))
                return declarator.Initializer?.Value;
        return null;
    }

    /// <summary>True for a host object that is made inside the loop over the plugins.</summary>
    private static bool IsMadeFor(IOperation? host, IForEachLoopOperation? loop)
    {
        if (host is null || loop is null) return false;
        if (host is IObjectCreationOperation or IInvocationOperation) return true;
        return host.Referenced() is ILocalSymbol local && !loop.Locals.Contains(local, SymbolEqualityComparer.Default)
            && loop.Body.SelfAndDescendants()
                .Any(operation => operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local));
    }
}
