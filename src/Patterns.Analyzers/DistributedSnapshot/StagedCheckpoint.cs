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
    public static bool MayBe(TypeFacts type) => Candidates(type).Any(candidate => Mirrors(type, candidate.Registry).Any(mirror => type.Bodies.Any(body => candidate.MayCreate(body, mirror.Store, mirror.Save))));

    public static SnapshotModel? In(TypeFacts type)
    {
        foreach (var candidate in Candidates(type))
            foreach (var (store, save, restore) in Mirrors(type, candidate.Registry))
                if (candidate.Find(type, store, save, restore) is { } model) return model;
        return null;
    }

    private SnapshotModel? Find(TypeFacts type, Slot store, string save, string restore)
    {
        var create = type.Bodies.FirstOrDefault(body => MayCreate(body, store, save) && CallOn(body, store, save) is not null);
        var restores = type.Bodies.FirstOrDefault(body => body != create && body.Words.Has(restore) && body.Words.Has(store.Name) && CallOn(body, store, restore) is not null && CallOn(body, store, save) is null && IsToldWhat(body));
        var publish = type.Bodies.FirstOrDefault(body => body.Words.Has(Published.Name) && Publishes(body) is not null);
        if (create is null || CallOn(create, store, restore) is not null || restores is null || publish is null || create != publish && !create.Words.Has(publish.Name)) return null;
        return new(type, SnapshotRoles.Coordinator, Confidence.High, ReferenceProjects.Spark, ImmutableArray.Create(
            Evidence.At(CallOn(create, store, save)!.Value.Operation, $"'{create.DisplayName}' has '{store.Name}' save its state"),
            Evidence.At(Publishes(publish)!, $"'{publish.DisplayName}' publishes it together with the sequence point of the input"),
            Evidence.At(CallOn(restores, store, restore)!.Value.Operation, $"'{restores.DisplayName}' returns '{store.Name}' to it")));
    }

    private static IEnumerable<StagedCheckpoint> Candidates(TypeFacts type)
    {
        foreach (var registry in type.Slots)
        {
            if (!IsPart(registry.Type)) continue;
            foreach (var put in Methods(registry.Type))
            {
                if (!type.Words.Has(put.Name)) continue;
                foreach (var parameter in put.Parameters)
                    if (parameter.Type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None } published && !published.IsFramework()
                        && Methods(registry.Type).Any(get => type.Words.Has(get.Name) && Carries(get.ReturnType, published)) && PointOf(published, type) is { } point) yield return new(point, published, registry);
            }
        }
    }

    /// <summary>What the published object carries and a member of the manager is given: a number, or a small object with one.</summary>
    private static ITypeSymbol? PointOf(INamedTypeSymbol published, TypeFacts type) => Positions.Data(published).FirstOrDefault(data => data.MayBePosition() && data.NotNull()?.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_UInt32)
        && type.Bodies.Any(body => body.Method.MethodKind == MethodKind.Ordinary && body.Method.Parameters.Any(parameter => parameter.Type.IsSame(data))));

    /// <summary>Two members of a held store that take the same: one saves, the other restores.</summary>
    private static IEnumerable<(Slot Store, string Save, string Restore)> Mirrors(TypeFacts type, Slot registry)
    {
        foreach (var store in type.Slots)
        {
            if (Equals(store, registry) || !IsPart(store.Type)) continue;
            foreach (var (save, restore) in type.Project.GetOrAdd((nameof(Mirrors), store.Type), () => Pairs(store.Type)))
                if (type.Words.Has(save) && type.Words.Has(restore)) yield return (store, save, restore);
        }
    }

    private static ImmutableArray<(string, string)> Pairs(ITypeSymbol store)
    {
        var methods = Methods(store).Where(method => method.Parameters.Any(parameter => parameter.Type.Name != "CancellationToken")).ToList();
        var pairs = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var save in methods)
            foreach (var restore in methods)
                if (save.Name != restore.Name && TakeTheSame(save, restore)) pairs.Add((save.Name, restore.Name));
        return pairs.ToImmutable();
    }

    private static bool TakeTheSame(IMethodSymbol one, IMethodSymbol other)
    {
        if (one.Parameters.Length != other.Parameters.Length) return false;
        for (var i = 0; i < one.Parameters.Length; i++)
            if (!SymbolEqualityComparer.Default.Equals(one.Parameters[i].Type, other.Parameters[i].Type)) return false;
        return true;
    }

    private bool MayCreate(Body body, Slot store, string save) => body.Method.Parameters.Any(parameter => parameter.Type.IsSame(Point)) && body.Words.Has(store.Name) && body.Words.Has(save);

    private IOperation? Publishes(Body body)
    {
        foreach (var creation in body.Of<IObjectCreationOperation>())
            if (SymbolEqualityComparer.Default.Equals(creation.Type, Published) && creation.Contains(inner => inner is IParameterReferenceOperation parameter && parameter.Type.IsSame(Point)) && Registers(body)) return creation;
        return null;
    }

    private bool Registers(Body body) => body.Calls.Any(call => SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, Registry.Symbol) && call.Arguments.Any(argument => argument.Type.IsSame(Published)));

    /// <summary>What to return to comes out of the registry, here or at the caller.</summary>
    private bool IsToldWhat(Body body) => body.Method.Parameters.Any(parameter => parameter.Type.IsSame(Published))
        || body.Calls.Any(call => SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, Registry.Symbol) && call.Target is { } get && Carries(get.ReturnType, Published));

    private static Call? CallOn(Body body, Slot slot, string name)
    {
        foreach (var call in body.Calls)
            if (call.Name == name && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, slot.Symbol)) return call;
        return null;
    }

    private static bool IsPart(ITypeSymbol type) => type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface, SpecialType: SpecialType.None } named && !named.IsFramework();

    private static IEnumerable<IMethodSymbol> Methods(ITypeSymbol type) => type.AllInterfaces.Concat(type.SelfAndBases()).Append(type)
        .SelectMany(self => self.GetMembers().OfType<IMethodSymbol>())
        .Where(method => method is { MethodKind: MethodKind.Ordinary, IsStatic: false, Parameters.Length: > 0 } or { MethodKind: MethodKind.Ordinary, IsStatic: false, ReturnsVoid: false });

    private static bool Carries(ITypeSymbol type, ITypeSymbol wanted) => type.IsSame(wanted) || type is INamedTypeSymbol named && named.TypeArguments.Any(argument => Carries(argument, wanted));
}
