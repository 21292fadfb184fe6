using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>Weighs an open collection: a registry of behaviours, or things that merely come and go.</summary>
internal static class RegistryStrength
{
    /// <summary>From how many on the entries of a table, and the keys that code spells out, are a list.</summary>
    private const int FewKeys = 3;

    public static Confidence Of(Registry registry, TypeFacts type)
    {
        if (registry.IsBagOfParts || registry.IsOnlyCopied || registry.IsTemporary || registry.IsMerged || registry.MakesMissing || registry.IsUsedUp
            || IsDispatch(registry, type) || registry.IsForKinds && IsComposite(registry, type) || IsFilledAlone(registry, type) || IsContainer(registry, type)
            || HasFallback(registry, type) || IsForHeirs(registry) || IsDataOfItsKind(registry, type)) return Confidence.Low;
        if (registry.IsOfLists) return IsByCapability(registry, type) && IsOpenToOthers(registry, type) ? Confidence.Medium : Confidence.Low;
        if (registry.Key is not { } key)
            return IsOrdered(registry, type) ? Confidence.Medium
                : registry is { HoldsFactories: true, Supply: Supply.Registered, Removes: false } && !IsFilledByBuilder(registry)
                && !IsComposite(registry, type) && !KeepsProducts(registry, type) && IsOpenContract(registry, type) && MakesProducts(registry, type)
                ? Confidence.Medium : Confidence.Low;
        if (registry is { Removes: true, IsPrefilled: true } || IsClosed(key) || KnowsItsEntries(registry, type)) return Confidence.Low;
        if (registry.Supply == Supply.Injected) return IsFiledByKind(registry, type) ? Confidence.Medium : Confidence.Low;
        var stated = IsStatedKey(registry, type.Project);
        if (key.Named("System.Guid") && !stated) return Confidence.Low;
        var certain = stated && key.TypeKind != TypeKind.Enum ? Confidence.High : Confidence.Medium;
        if (registry.HoldsFactories && (registry.MakesContract || stated || !registry.Removes))
            return registry.Supply == Supply.Registered ? certain : Confidence.Low;
        if (key.SpecialType == SpecialType.System_String && IsOpenContract(registry, type) && HasBuiltIns(registry, type))
            return certain;
        if (registry.Removes && !registry.IsForKinds && !IsNamedByHeirs(registry, type)) return Confidence.Low;
        if (stated) return certain;
        if (IsGivenKey(registry, type.Project)) return Confidence.Low;
        if (key.SpecialType == SpecialType.System_Int32 || registry.Supply != Supply.Registered) return Confidence.Low;
        if (key.SpecialType != SpecialType.System_String) return HasAlternatives(registry, type.Project) ? Confidence.Medium : Confidence.Low;
        return IsOpenContract(registry, type) ? Confidence.Medium : Confidence.Low;
    }

    /// <summary>True when callers name what they want by a type that all entries under it fulfil.</summary>
    private static bool IsByCapability(Registry registry, TypeFacts type) => type.Bodies.Any(body => body.Words.Has(registry.Slot.Name)
        && body.Method.TypeParameters.Any(asked => Registry.IsOf(asked, registry.Contract)
            && body.Of<ITypeOfOperation>().Any(key => Same(key.TypeOperand, asked))));

    /// <summary>True for a list that others fill, whose entries are put in order or found by what their classes say about themselves.</summary>
    private static bool IsOrdered(Registry registry, TypeFacts type) =>
        registry is { Supply: Supply.Registered, MakesContract: false, Contract: INamedTypeSymbol contract } && !IsComposite(registry, type)
        && IsOpenToOthers(registry, type) && !IsRowOfStages(registry, type) && Stated(contract, registry.Removes, type.Project) is { Count: > 0 } stated
        && new Words(stated.Select(property => property.Name).Distinct().ToArray()) is var names
        && type.AllBodies.Any(body => body.Words.HasAny(names) && body.Of<IPropertyReferenceOperation>().Any(asked =>
            stated.Contains(asked.Property.OriginalDefinition, SymbolEqualityComparer.Default) && (Decides(asked, body) || IsFoundBy(asked, registry))));

    /// <summary>True for stages: each is given what the one before it made of the data.</summary>
    private static bool IsRowOfStages(Registry registry, TypeFacts type) => type.AllBodies.Any(body => body.Words.Has(registry.Slot.Name)
        && body.Of<IForEachLoopOperation>().Any(loop => loop.Locals.Length == 1 && loop.Collection.Mentions(registry.Slot.Symbol)
            && PutToWork.IsStage(loop.Body, loop.Locals[0])));

    /// <summary>The properties by which each class of a contract says what it is, in the project or in those who use it.</summary>
    /// <param name="contract">The extension point.</param>
    /// <param name="removes">True where entries are taken out again: what only others implement may then be things that come and go, unless each must derive
    /// from a base class to say its name.</param>
    /// <param name="project">Where the classes are.</param>
    private static List<IPropertySymbol> Stated(INamedTypeSymbol contract, bool removes, ProjectFacts project) => contract.AllInterfaces.Prepend(contract)
        .Where(type => !type.IsFramework()).SelectMany(type => type.GetMembers()).OfType<IPropertySymbol>()
        .Where(property => property is { IsIndexer: false, SetMethod: null } && (property.IsAbstract || property.IsVirtual)
            && (IsLabel(property.Type)
                ? DeclaredKind.IsStated(property, project)
                    || !(removes && contract.TypeKind == TypeKind.Interface) && OpenContract.IsForOthers(contract, project)
                : IsIdentity(property.Type) && DeclaredKind.IsStated(property, project))).ToList();

    private static bool IsLabel(ITypeSymbol type) => Selection.IsKind(type) || type.SpecialType == SpecialType.System_Int32
        || type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String };

    /// <summary>True for a type of its own by whose objects classes can be told apart.</summary>
    private static bool IsIdentity(ITypeSymbol type) =>
        type is { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct } && !PluginContract.IsOwn(type);

    /// <summary>True where a loop over the list compares what each says of itself, and answers with the one that fits or lets it work.</summary>
    private static bool IsFoundBy(IPropertyReferenceOperation asked, Registry registry) => asked.Instance is { } plugin && asked.Ancestors()
        .OfType<IConditionalOperation>().FirstOrDefault() is { WhenTrue: var then } choice && choice.Condition.Syntax.Span.Contains(asked.Syntax.Span)
        && PutToWork.Plugin(plugin) is { } one && PutToWork.Uses(then, one, asked.Property) && choice.Ancestors().Any(outer =>
            outer is IForEachLoopOperation loop && loop.Locals.Contains(one, SymbolEqualityComparer.Default)
            && loop.Collection.Mentions(registry.Slot.Symbol));

    /// <summary>True where a comparer or the condition of a query asks.</summary>
    private static bool Decides(IOperation asked, Body body) =>
        body.Method is { Name: "Compare", Parameters.Length: 2 } || asked.EnclosingFunction() is IAnonymousFunctionOperation
            { Parent: IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: var query } } } } }
        && Deciding.Contains(query);

    private static readonly Words Deciding = new("OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Sort", "Find", "First", "FirstOrDefault",
        "Single",
        "SingleOrDefault");

    /// <summary>
    /// True for injected plugins that are filed under what their classes say about themselves. A program's own are all known to it, and so are those that
    /// are listed where the type is made.
    /// </summary>
    private static bool IsFiledByKind(Registry registry, TypeFacts type) => registry.FiledBy is { } name && !registry.Removes
        && (DeclaredKind.IsStated(name, type.Project) || OpenContract.IsForOthers(name.ContainingType, type.Project))
        && !(type.Project.IsApplication && type.Project.Of(registry.Contract) is not null) && !FixedMembers.Are(type, registry.Contract);

    /// <summary>Nobody but its author can add a member to an enumeration, and with it an entry that replaces none.</summary>
    private static bool IsClosed(ITypeSymbol key) => key.TypeKind == TypeKind.Enum && !key.IsFramework();

    /// <summary>
    /// True for a table that the type itself fills with what it makes, and whose keys it spells out elsewhere: who knows what it holds is no host of strangers.
    /// </summary>
    private static bool KnowsItsEntries(Registry registry, TypeFacts type) => registry.Key?.SpecialType == SpecialType.System_String
        && registry.Registrations.Select(registration => registration.Body).Distinct().ToList() is var adding && adding.Count > 0
        && type.Bodies.Any(body => Fills(body, adding))
        && type.Bodies.Any(body => !adding.Contains(body) && SpelledOut(body).Take(FewKeys).Count() == FewKeys);

    private static bool Fills(Body body, List<Body> adding) =>
        body.Callees.Count(called => adding.Contains(called.Body) && called.Call.Arguments.Any(argument => argument is IObjectCreationOperation)) >= FewKeys;

    /// <summary>The texts that the cases of a choice compare with.</summary>
    private static IEnumerable<IOperation> SpelledOut(Body body) => body.Operations.Where(operation => operation switch
    {
        IConstantPatternOperation { Value: var value } => IsText(value),
        ISingleValueCaseClauseOperation { Value: var value } => IsText(value),
        _ => false,
    });

    private static bool IsText(IOperation value) => value.ConstantValue is { HasValue: true, Value: string };

    /// <summary>True for a table that nobody but this project can reach, and that no other type of it adds to.</summary>
    private static bool IsFilledAlone(Registry registry, TypeFacts type)
    {
        var members = registry.Registrations
            .SelectMany(registration => registration.Body.IsOpen ? [registration.Body] : OwnCalls.Of(registration.Body).Select(made => made.Caller)).Distinct()
            .ToList();
        return members.Count > 0
            && members.All(member => !OwnAssembly.IsVisible(member.Method) && !StandsIn(member) && !OwnCalls.AreMadeElsewhere(member, type));
    }

    /// <summary>True where only deriving classes can add: what a base class keeps for those that share its work.</summary>
    private static bool IsForHeirs(Registry registry) => !registry.Registrations.IsEmpty && registry.Registrations.All(registration =>
        IsInherited(registration.Body) && OwnCalls.Of(registration.Body).All(made => made.Caller.IsConstructor || IsInherited(made.Caller)));

    private static bool IsInherited(Body body) => body.Method.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedAndInternal;

    /// <summary>True for a table of values that is such a value itself, as an object of a document is.</summary>
    private static bool IsDataOfItsKind(Registry registry, TypeFacts type) => IsComposite(registry, type) && type.Symbol.AllInterfaces.Any(table =>
        table.Named("System.Collections.Generic.IDictionary`2") && Same(table.TypeArguments[1].OriginalDefinition, registry.Contract.OriginalDefinition));

    /// <summary>True for a member that others reach through a contract or a base class that they can see.</summary>
    private static bool StandsIn(Body member) => member.Method.OverriddenMethod is { } overridden && OwnAssembly.IsVisible(overridden)
        || member.Type.Symbol.AllInterfaces.Where(OwnAssembly.IsVisible).SelectMany(contract => contract.GetMembers())
            .Any(declared => SymbolEqualityComparer.Default.Equals(member.Type.Symbol.FindImplementationForInterfaceMember(declared), member.Method));

    /// <summary>True when each member that adds a factory gives the object back for the next call: settings of the one thing that is built in the
    /// end.</summary>
    private static bool IsFilledByBuilder(Registry registry) => !registry.Registrations.IsEmpty
        && registry.Registrations.All(registration =>
            registration.Body.Of<IReturnOperation>().Any(answer => answer.ReturnedValue?.Plain() is IInstanceReferenceOperation));

    /// <summary>True for a list of members of the contract that the type itself fulfils: it stands for all of them, and whoever uses it put it
    /// together.</summary>
    private static bool IsComposite(Registry registry, TypeFacts type) => type.Symbol.Is(registry.Contract as INamedTypeSymbol);

    /// <summary>True for delegates that are given nodes of a tree which the type itself walks down: each translates what it gets and makes nothing that would
    /// stay.</summary>
    private static bool IsDispatch(Registry registry, TypeFacts type) =>
        registry.MakesContract && registry.Value.DelegateSignature() is { Parameters: { Length: > 0 } given }
        && type.Bodies.Any(body => body.Method.Parameters.Any(parameter => given[0].Type.Is(parameter.Type as INamedTypeSymbol)) && WalksDown(body));

    /// <summary>True for the inside of a container: who names a service by a type argument gets what its entry makes, whatever that is.</summary>
    private static bool IsContainer(Registry registry, TypeFacts type) => registry.Key.Named("System.Type")
        && type.Bodies.Any(body => body.Method.TypeParameters.Any(service => Gives(body.Method, service) && !Registry.IsOf(service, registry.Contract)
            && body.Words.Has(registry.Slot.Name) && body.Of<ITypeOfOperation>().Any(key => Same(key.TypeOperand, service))));

    private static bool Gives(IMethodSymbol method, ITypeParameterSymbol service) => Same(method.ReturnType, service)
        || method.Parameters.Any(parameter => parameter.RefKind == RefKind.Out && Same(parameter.Type, service));

    /// <summary>True for settings: who asks for an entry brings the one to use where there is none.</summary>
    private static bool HasFallback(Registry registry, TypeFacts type) => !registry.HoldsFactories && type.Bodies.Any(body =>
        body.Method.Parameters.FirstOrDefault(parameter => Same(parameter.Type, registry.Contract)) is { } fallback && body.Words.Has(registry.Slot.Name)
        && registry.Registrations.All(registration => registration.Body != body)
        && body.Of<IReturnOperation>().Any(answer => Same(answer.ReturnedValue?.Referenced(), fallback)));

    private static bool Same(ISymbol? one, ISymbol? other) => one is not null && SymbolEqualityComparer.Default.Equals(one, other);

    private static bool WalksDown(Body body) =>
        body.Calls.Any(call => SymbolEqualityComparer.Default.Equals(call.Target?.OriginalDefinition, body.Method.OriginalDefinition)
        && call.Arguments.Any(argument => argument is IPropertyReferenceOperation));

    /// <summary>True when the type keeps the products themselves in a table: the listed ones are asked for an entry that is not in it.</summary>
    private static bool KeepsProducts(Registry registry, TypeFacts type) => registry.MakesContract
        && type.Slots.Any(slot => !SymbolEqualityComparer.Default.Equals(slot.Symbol, registry.Slot.Symbol)
            && SymbolEqualityComparer.Default.Equals(slot.Type.ElementType()?.OriginalDefinition, registry.Contract.OriginalDefinition));

    /// <summary>True when the type asks one of the listed factories for a product; an object that can also hand something out is no factory yet.</summary>
    private static bool MakesProducts(Registry registry, TypeFacts type)
    {
        if (registry.MakesContract) return true;
        var factories = PluginContract.MethodsOf(registry.Contract).Where(method => PluginContract.Of(method.ReturnType.Awaited()) is not null).ToList();
        var names = new Words(factories.Select(method => method.Name).Distinct().ToArray());
        return type.AllBodies.Any(body => body.Words.HasAny(names)
            && body.Calls.Any(call => factories.Contains(call.Target?.OriginalDefinition, SymbolEqualityComparer.Default)));
    }

    /// <summary>True when the entries are registered under what their classes say about themselves.</summary>
    private static bool IsStatedKey(Registry registry, ProjectFacts project)
    {
        foreach (var registration in registry.Registrations)
            if (registration.Key?.Contains(operation => operation is IPropertyReferenceOperation { Property: var property }
                && DeclaredKind.IsStated(property, project)) is true) return true;
        return false;
    }

    /// <summary>True for objects of a base class that a library leaves to others, and that makes each derived class say the key.</summary>
    private static bool IsNamedByHeirs(Registry registry, TypeFacts type) =>
        registry.Contract is INamedTypeSymbol { TypeKind: TypeKind.Class } contract && OpenContract.IsForOthers(contract, type.Project)
        && registry.Registrations.Any(registration =>
            registration.Key?.Plain() is IPropertyReferenceOperation { Property.IsAbstract: true, Instance: { } entry }
            && entry.Referenced() is IParameterSymbol);

    /// <summary>True for entries that bring their key along, each its own: no class of the project says what it is, each object is told.</summary>
    private static bool IsGivenKey(Registry registry, ProjectFacts project) => project.ImplementationsOf(registry.Contract).Any(type => !type.IsAbstract)
        && registry.Registrations.Any(registration => registration.Key?.Plain() is IPropertyReferenceOperation { Property: var property, Instance: { } entry }
            && entry.Referenced() is IParameterSymbol
            && SymbolEqualityComparer.Default.Equals(property.ContainingType.OriginalDefinition, registry.Contract.OriginalDefinition));

    /// <summary>True where the project registers objects of several of its own classes as it makes them: each stands for a kind, and none comes and
    /// goes.</summary>
    private static bool HasBuiltIns(Registry registry, TypeFacts type) =>
        type.Project.GetOrAdd((nameof(HasBuiltIns), type.Symbol, registry.Slot.Symbol), () => BuiltIns(registry, type).Skip(1).Any());

    private static IEnumerable<ITypeSymbol?> BuiltIns(Registry registry, TypeFacts type)
    {
        var names = new Words(registry.Registrations.Select(registration => registration.Body.Name).Distinct().ToArray());
        return type.Project.Declared.Where(user => user.Words.HasAny(names)).SelectMany(user => user.Bodies).Where(body => body.Words.HasAny(names))
            .SelectMany(body => body.Calls).Where(call => names.Contains(call.Name) && Same(call.Owner?.OriginalDefinition, type.Symbol))
            .SelectMany(call => call.Arguments).OfType<IObjectCreationOperation>().Select(made => made.Type)
            .Where(made => made is not null && Registry.IsOf(made, registry.Contract)).Distinct<ITypeSymbol?>(SymbolEqualityComparer.Default);
    }

    private static bool HasAlternatives(Registry registry, ProjectFacts project) =>
        project.ImplementationsOf(registry.Contract).Count(type => !type.IsAbstract) > 1;

    /// <summary>True for a contract that somebody else can implement, and whose objects he can register.</summary>
    private static bool IsOpenToOthers(Registry registry, TypeFacts type) =>
        registry.Contract.DeclaredAccessibility == Accessibility.Public && (!type.Project.IsApplication || type.Project.Of(registry.Contract) is null
            || SplitLoading.LoadsStrangers(type.Project))
        && registry.Registrations.Any(registration => OwnAssembly.IsVisible(registration.Body.Method) || StandsIn(registration.Body));

    /// <summary>True in a library whose users can implement the contract and register what they implement.</summary>
    private static bool IsOpenContract(Registry registry, TypeFacts type) =>
        !type.Project.IsApplication && IsOpenToOthers(registry, type);
}
