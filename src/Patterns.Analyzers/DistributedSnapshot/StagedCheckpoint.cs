using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>
/// A manager that has a store save its state aside, publishes it in a registry together with the sequence point of the input, and has the store
/// return to what the registry names.
/// </summary>
/// <param name="Point">The type of the sequence point.</param>
/// <param name="Published">The type that carries the point into the registry and out of it.</param>
/// <param name="Registry">Where it is published.</param>
internal sealed record StagedCheckpoint(ITypeSymbol Point, INamedTypeSymbol Published, Slot Registry)
{
    private static readonly Declared<ImmutableArray<Exchange>> Exchanges = new(ReadExchanges);
    private static readonly Declared<ImmutableArray<IMethodSymbol>> Takers = new(ReadTakers);

    public static bool MayBe(TypeFacts type) => Candidates(type).Any(candidate => candidate.Mirrors(type).Any());

    public static SnapshotModel? In(TypeFacts type)
    {
        foreach (var candidate in Candidates(type))
        {
            var mirrors = candidate.Mirrors(type).ToList();
            if (mirrors.Count == 0
                || type.Bodies.FirstOrDefault(body => candidate.MayPublish(body) && candidate.Publishes(body) is not null) is not { } publish) continue;
            foreach (var (store, save, restore) in mirrors)
                if (candidate.Find(type, publish, store, save, restore) is { } model) return model;
        }
        return null;
    }

    private SnapshotModel? Find(TypeFacts type, Body publish, Slot store, string save, string restore)
    {
        var create = type.Bodies.FirstOrDefault(body => MayCreate(body, store, save) && CallOn(body, store, save) is not null);
        if (create is null || CallOn(create, store, restore) is not null || create != publish && !create.Words.Has(publish.Name)) return null;
        var restores = type.Bodies.FirstOrDefault(body => body != create && Names(body, store, restore) && CallOn(body, store, restore) is not null
            && CallOn(body, store, save) is null && IsToldWhat(body));
        if (restores is null) return null;
        return new(type, SnapshotRoles.Coordinator, Confidence.High, ReferenceProjects.Spark, ImmutableArray.Create(
            Evidence.At(CallOn(create, store, save)!.Value.Operation, $"'{create.DisplayName}' has '{store.Name}' save its state"),
            Evidence.At(Publishes(publish)!, $"'{publish.DisplayName}' publishes it together with the sequence point of the input"),
            Evidence.At(CallOn(restores, store, restore)!.Value.Operation, $"'{restores.DisplayName}' returns '{store.Name}' to it")));
    }

    /// <summary>Registries and what is published in them, as far as the text names all that it takes.</summary>
    private static IEnumerable<StagedCheckpoint> Candidates(TypeFacts type)
    {
        if (!type.Words.Has("new") || !IsGivenPoint(type)) yield break;
        foreach (var registry in type.Slots)
        {
            if (Part(registry) is not { } part) continue;
            foreach (var exchange in Exchanges.Of(part))
                if (type.Words.Has(exchange.Published.Name) && exchange.Puts.Any(type.Words.Has) && exchange.Gets.Any(type.Words.Has)
                    && PointOf(exchange, type) is { } point
                    && new StagedCheckpoint(point, exchange.Published, registry) is var candidate && type.Bodies.Any(candidate.MayPublish))
                    yield return candidate;
        }
    }

    /// <summary>What the published object carries and a member of the manager is given.</summary>
    private static ITypeSymbol? PointOf(Exchange exchange, TypeFacts type) => exchange.Points.FirstOrDefault(point =>
        type.Bodies.Any(body => body.Method.MethodKind == MethodKind.Ordinary && body.Method.Parameters.Any(parameter => parameter.Type.IsSame(point))));

    private static bool IsGivenPoint(TypeFacts type)
    {
        foreach (var member in type.Symbol.GetMembers())
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
                foreach (var parameter in method.Parameters)
                    if (IsPoint(parameter.Type)) return true;
        return false;
    }

    private static ImmutableArray<Exchange> ReadExchanges(INamedTypeSymbol registry)
    {
        var methods = Methods(registry).ToList();
        var exchanges = ImmutableArray.CreateBuilder<Exchange>();
        foreach (var puts in methods.SelectMany(put => put.Parameters).Where(parameter => MayBePublished(parameter.Type)).GroupBy(parameter => parameter.Type,
            (IEqualityComparer<ITypeSymbol>)SymbolEqualityComparer.Default))
        {
            var published = (INamedTypeSymbol)puts.Key;
            var points = Positions.Data(published).Where(IsPoint).ToImmutableArray();
            if (points.IsEmpty) continue;
            var gets = methods.Where(get => Carries(get.ReturnType, published)).Select(get => get.Name).Distinct().ToImmutableArray();
            if (!gets.IsEmpty)
                exchanges.Add(new(published, points, puts.Select(parameter => parameter.ContainingSymbol.Name).Distinct().ToImmutableArray(), gets));
        }
        return exchanges.ToImmutable();
    }

    private static bool MayBePublished(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None } && !type.IsFramework();

    /// <summary>A number, or a small object with one.</summary>
    private static bool IsPoint(ITypeSymbol data) =>
        data.MayBePosition() && data.NotNull()?.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_UInt32);

    /// <summary>Two members of a held store that take the same: one saves, the other restores, and the texts of some bodies name them beside the
    /// store.</summary>
    private IEnumerable<(Slot Store, string Save, string Restore)> Mirrors(TypeFacts type)
    {
        foreach (var store in type.Slots)
        {
            if (Equals(store, Registry) || Part(store) is not { } part) continue;
            var takers = Takers.Of(part).Where(method => type.Words.Has(method.Name)).ToList();
            foreach (var save in takers)
            {
                if (!type.Bodies.Any(body => MayCreate(body, store, save.Name))) continue;
                foreach (var restore in takers)
                    if (save.Name != restore.Name && TakeTheSame(save, restore) && type.Bodies.Any(body => Names(body, store, restore.Name)))
                        yield return (store, save.Name, restore.Name);
            }
        }
    }

    private static ImmutableArray<IMethodSymbol> ReadTakers(INamedTypeSymbol store) =>
        Methods(store).Where(method => method.Parameters.Any(parameter => parameter.Type.Name != "CancellationToken")).ToImmutableArray();

    private static bool TakeTheSame(IMethodSymbol one, IMethodSymbol other)
    {
        if (one.Parameters.Length != other.Parameters.Length) return false;
        for (var i = 0; i < one.Parameters.Length; i++)
            if (!SymbolEqualityComparer.Default.Equals(one.Parameters[i].Type, other.Parameters[i].Type)) return false;
        return true;
    }

    private bool MayCreate(Body body, Slot store, string save) =>
        body.Method.Parameters.Any(parameter => parameter.Type.IsSame(Point)) && Names(body, store, save);

    private bool MayPublish(Body body) => body.Words.Has(Published.Name) && body.Words.Has(Registry.Name) && body.Words.Has("new");

    private static bool Names(Body body, Slot slot, string member) => body.Words.Has(slot.Name) && body.Words.Has(member);

    private IOperation? Publishes(Body body)
    {
        foreach (var creation in body.Of<IObjectCreationOperation>())
            if (SymbolEqualityComparer.Default.Equals(creation.Type, Published)
                && creation.Contains(inner => inner is IParameterReferenceOperation parameter && parameter.Type.IsSame(Point)) && Registers(body))
                return creation;
        return null;
    }

    private bool Registers(Body body) =>
        body.Calls.Any(call => SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, Registry.Symbol)
            && call.Arguments.Any(argument => argument.Type.IsSame(Published)));

    /// <summary>What to return to comes out of the registry, here or at the caller.</summary>
    private bool IsToldWhat(Body body) => body.Method.Parameters.Any(parameter => parameter.Type.IsSame(Published))
        || body.Calls.Any(call => SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, Registry.Symbol) && call.Target is { } get
            && Carries(get.ReturnType, Published));

    private static Call? CallOn(Body body, Slot slot, string name)
    {
        foreach (var call in body.Calls)
            if (call.Name == name && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, slot.Symbol)) return call;
        return null;
    }

    private static INamedTypeSymbol? Part(Slot slot) =>
        slot.Type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface, SpecialType: SpecialType.None } named && !named.IsFramework() ? named
            : null;

    private static IEnumerable<IMethodSymbol> Methods(INamedTypeSymbol type) => type.AllInterfaces.Concat(type.SelfAndBases())
        .SelectMany(self => self.GetMembers().OfType<IMethodSymbol>())
        .Where(method =>
            method is { MethodKind: MethodKind.Ordinary, IsStatic: false, Parameters.Length: > 0 }
                or { MethodKind: MethodKind.Ordinary, IsStatic: false, ReturnsVoid: false });

    private static bool Carries(ITypeSymbol type, ITypeSymbol wanted) =>
        type.IsSame(wanted) || type is INamedTypeSymbol named && named.TypeArguments.Any(argument => Carries(argument, wanted));

    /// <summary>What some members of a registry take and others give back.</summary>
    /// <param name="Published">Its type.</param>
    /// <param name="Points">What may be a sequence point among the things it carries.</param>
    /// <param name="Puts">The members that take it.</param>
    /// <param name="Gets">The members that give it back.</param>
    private sealed record Exchange(INamedTypeSymbol Published, ImmutableArray<ITypeSymbol> Points, ImmutableArray<string> Puts, ImmutableArray<string> Gets);
}
