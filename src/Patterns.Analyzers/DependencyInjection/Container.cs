using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>A type that maps service types to what makes them, lets others register and resolves.</summary>
/// <param name="Map">Where the registrations are kept.</param>
/// <param name="Write">Where one is added.</param>
/// <param name="Register">The member that adds one; null where a builder does that.</param>
/// <param name="Resolve">The member that gives an instance of the type it is asked for.</param>
/// <param name="Construction">Where a constructor's parameters are resolved in turn.</param>
/// <param name="HandsItselfOn">Whether what makes a service receives the container.</param>
/// <param name="Instances">Where finished services are kept.</param>
/// <param name="Parent">Where it asks the container around it.</param>
/// <param name="OpensScopes">Whether it makes containers inside itself.</param>
internal sealed record Container(
    TypeFacts Type, ServiceMap Map, IOperation Write, IMethodSymbol? Register, IMethodSymbol Resolve, IOperation? Construction, bool HandsItselfOn,
    ISymbol? Instances,
    Call? Parent, bool OpensScopes)
{
    private static readonly Words TypeWords = new("Type", "typeof");

    public static bool MayBe(TypeFacts type) =>
        type.Symbol.TypeKind == TypeKind.Class && (MixedServices.MayBeIn(type) || type.Words.HasAny(TypeWords) && !ServiceMaps(type).IsEmpty)
        && ResolveOf(type) is not null;

    /// <summary>What the type holds by service type.</summary>
    public static ImmutableArray<ServiceMap> ServiceMaps(TypeFacts type) =>
        type.Project.GetOrAdd((nameof(ServiceMaps), type.Symbol), () => ServiceMap.In(type).ToImmutableArray());

    public static Container? In(TypeFacts type)
    {
        if (ResolveOf(type) is not { } resolve) return null;
        var maps = MixedServices.MayBeIn(type) && MixedServices.In(type) is { } mixed ? ImmutableArray.Create(mixed) : ServiceMaps(type);
        var asked = Asked(maps, type);
        if (WriteIn(type, asked) is not var (map, write)) return null;
        var register = map.IsBehind ? null : Registering.MemberOf(type, asked);
        return new(
            type, map, write, register, resolve, DependencyInjection.Construction.In(type),
            TakesResolver(register, type) || maps.Any(held => PassesResolver(held, type)),
            InstancesOf(type, maps), ParentOf(type, map), Scope.IsOpenedBy(type));
    }

    /// <summary>How sure it is: one trait of a container besides the map is enough where others register; two are needed where nobody is seen to.</summary>
    public Confidence Confidence =>
        Register is null ? WithoutRegistering : HasTrait ? Confidence.High : IsProvider || Map.Holding == Holding.Factory ? Confidence.Medium : Confidence.Low;

    private Confidence WithoutRegistering =>
        Map.IsBehind ? HandsItselfOn && Instances is not null ? Confidence.Medium : Confidence.Low
            : Map.Holding == Holding.Mixed || (Construction is not null || Parent is not null) && Traits >= 2 && Map.Holding != Holding.Instance
                ? Confidence.Medium : Confidence.Low;

    private bool HasTrait => Traits > 0 || IsProvider && Map.Holding == Holding.Registration;

    private int Traits => new[] { Construction is not null, HandsItselfOn, Instances is not null, Parent is not null }.Count(shown => shown);

    private bool IsProvider => Type.Symbol.Is(Type.Project.Known["System.IServiceProvider"]);

    public ImmutableArray<Evidence> Because()
    {
        var because = ImmutableArray.CreateBuilder<Evidence>();
        because.Add(Evidence.At(Map.Slot.Symbol, $"'{Map.Slot.Name}' leads from a service type to {Noun(Map.Holding)}"));
        because.Add(Register is null ? Evidence.At(Write) : Evidence.At(Register, $"'{NameOf(Register)}' adds to it"));
        because.Add(Evidence.At(Resolve, $"'{NameOf(Resolve)}' gives an instance of the type asked for"));
        if (Construction is not null) because.Add(Evidence.At(Construction, "what a constructor needs is resolved in turn"));
        else if (HandsItselfOn) because.Add(Evidence.At(Map.Slot.Symbol, "what makes a service receives the container"));
        if (Parent is { } parent) because.Add(Evidence.At(parent.Operation, $"what it does not know it asks '{parent.ReceiverSymbol?.Name}'"));
        if (Instances is not null) because.Add(Evidence.At(Instances, $"'{Instances.Name}' keeps an object for those who ask later"));
        return because.ToImmutable();
    }

    private static string Noun(Holding holding) => holding switch
    {
        Holding.Instance => "its instance",
        Holding.Implementation => "its implementation",
        Holding.Factory => "its factory",
        Holding.Mixed => "its instance or a factory",
        _ => "its registration",
    };

    private static string NameOf(IMethodSymbol method) =>
        method.ExplicitInterfaceImplementations.IsEmpty ? method.Name : method.ExplicitInterfaceImplementations[0].Name;

    private static IMethodSymbol? ResolveOf(TypeFacts type) => ResolversOf(type).FirstOrDefault();

    private static IEnumerable<IMethodSymbol> ResolversOf(TypeFacts type) =>
        type.SelfAndSourceBases.Concat(type.Nested).SelectMany(self => self.Symbol.GetMembers().OfType<IMethodSymbol>()).Where(Resolving.OnlyAsks);

    /// <summary>Of several maps those that a resolving member looks into; all of them where it leaves that to others.</summary>
    private static ImmutableArray<ServiceMap> Asked(ImmutableArray<ServiceMap> maps, TypeFacts type)
    {
        if (maps.Length < 2) return maps;
        var resolvers = ResolversOf(type).ToList();
        var asked = maps.Where(map => resolvers.Exists(resolver => Registering.Reaches(resolver, type, new[] { map }))).ToImmutableArray();
        return asked.IsEmpty ? maps : asked;
    }

    private static (ServiceMap Map, IOperation Write)? WriteIn(TypeFacts type, ImmutableArray<ServiceMap> maps)
    {
        foreach (var map in maps.OrderByDescending(map => map.Holding))
            foreach (var body in type.AllBodies)
            {
                if (body.IsConstructor || !body.Words.Has(map.Slot.Name)) continue;
                foreach (var operation in body.Operations)
                    if (map.IsBehind ? IsQuestion(operation, map) : Writes(operation, map.Slot.Symbol)) return (map, operation);
            }
        return null;
    }

    private static bool IsQuestion(IOperation operation, ServiceMap map) =>
        Call.From(operation) is { Receiver: { } asked } call && IsSlot(asked, map.Slot.Symbol)
        && call.Arguments.Any(argument => ServiceKey.IsType(argument.Type));

    private static bool Writes(IOperation operation, ISymbol slot)
    {
        if (operation.Assigned() is var (target, _))
            return target.Plain() is IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } indexed } && IsSlot(indexed, slot)
                || IsSlot(target, slot);
        return Call.From(operation) is { } call && IsAdding(call.Name) && call.Receiver is { } receiver && IsSlot(receiver, slot);
    }

    private static bool IsAdding(string name) =>
        name.StartsWith("Add", StringComparison.Ordinal) || name.StartsWith("TryAdd", StringComparison.Ordinal)
        || name is "GetOrAdd" or "Insert" or "Set" or "SetItem" or "Register";

    private static bool IsSlot(IOperation operation, ISymbol slot) => SymbolEqualityComparer.Default.Equals(operation.Referenced()?.OriginalDefinition, slot);

    /// <summary>The factory, or a method of the registration that makes the service, takes the container.</summary>
    private static bool PassesResolver(ServiceMap map, TypeFacts type) => map.Holding switch
    {
        Holding.Factory or Holding.Mixed =>
            map.Value.DelegateSignature() is { } signature && signature.Parameters.Any(parameter => Factories.IsResolver(parameter.Type, type)),
        Holding.Registration =>
            type.Project.Of(map.Value) is { } registration && MakersOf(registration, type).Any(parameter => Factories.IsResolver(parameter.Type, type)),
        _ => false,
    };

    private static bool TakesResolver(IMethodSymbol? register, TypeFacts type) => register is not null
        && register.Parameters.Any(parameter => parameter.Type.DelegateSignature() is { } factory
            && factory.Parameters.Any(given => Factories.IsResolver(given.Type, type)));

    private static IEnumerable<IParameterSymbol> MakersOf(TypeFacts registration, TypeFacts container) =>
        new[] { registration.Symbol }.Concat(container.Project.ImplementationsOf(registration.Symbol))
            .SelectMany(type => type.GetMembers().OfType<IMethodSymbol>())
            .Where(method => method.MethodKind == MethodKind.Ordinary
                && (method.ReturnType.SpecialType == SpecialType.System_Object || method.ReturnType is ITypeParameterSymbol))
            .SelectMany(method => method.Parameters);

    private static ISymbol? InstancesOf(TypeFacts type, ImmutableArray<ServiceMap> maps)
    {
        if (maps.All(map => map.Holding is Holding.Instance or Holding.Mixed)) return null;
        if (maps.Concat(type.Nested.SelectMany(ServiceMap.In)).FirstOrDefault(map => map.Holding == Holding.Instance) is { } instances)
            return instances.Slot.Symbol;
        if (maps.Where(map => map.IsBehind).SelectMany(map => type.AllSlots.Where(slot => IsByRegistration(slot.Type, map))).FirstOrDefault() is { } made)
            return made.Symbol;
        return maps.Where(map => map.Holding == Holding.Registration).Select(map => type.Project.Of(map.Value)).OfType<TypeFacts>()
            .SelectMany(registration => registration.AllSlots)
            .FirstOrDefault(slot => !slot.IsReadOnly && !slot.IsStatic && slot.Type.SpecialType == SpecialType.System_Object)?.Symbol;
    }

    private static bool IsByRegistration(ITypeSymbol held, ServiceMap map) =>
        held is INamedTypeSymbol { TypeArguments: { Length: 2 } arguments } && SymbolEqualityComparer.Default.Equals(arguments[0], map.Value)
        && (arguments[1].ElementType() ?? arguments[1]).SpecialType == SpecialType.System_Object;

    private static Call? ParentOf(TypeFacts type, ServiceMap map)
    {
        foreach (var slot in type.AllSlots)
        {
            if (slot.IsStatic || slot.Type is not INamedTypeSymbol parent || !type.Symbol.Is(parent)
                || !(Resolving.Offers(parent) || parent.Named("System.IServiceProvider"))) continue;
            foreach (var body in type.AllBodies)
            {
                if (!body.Words.Has(slot.Name)) continue;
                foreach (var call in body.Calls)
                    if (SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol?.OriginalDefinition, slot.Symbol) && call.Target is { } target
                        && (Resolving.Is(target) || target.Name == body.Method.Name && body.Words.Has(map.Slot.Name))) return call;
            }
        }
        return null;
    }
}
