using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop;

/// <summary>Contracts of frameworks that run the loop themselves: who implements one is a controller, even with an empty body.</summary>
internal static class FrameworkMark
{
    private const string Component = "MauiReactor.Component";

    private static readonly ImmutableHashSet<string> Controllers = ImmutableHashSet.Create(
        "KubeOps.Abstractions.Controller.IEntityController`1", "KubeOps.Abstractions.Finalizer.IEntityFinalizer`1",
        "KubeOps.Abstractions.Reconciliation.Controller.IEntityController`1", "KubeOps.Abstractions.Reconciliation.Finalizer.IEntityFinalizer`1",
        "KubeOps.Operator.Controller.IResourceController`1", "KubeOps.Operator.Finalizer.IResourceFinalizer`1");

    /// <summary>True for a contract whose members are called before an object is removed.</summary>
    public static bool IsFinalizer(INamedTypeSymbol contract) => contract.Name.EndsWith("Finalizer", StringComparison.Ordinal);

    /// <summary>The contract that makes a type a controller, or null.</summary>
    public static INamedTypeSymbol? ControllerOf(TypeFacts type) =>
        type.Symbol.AllInterfaces.Concat(LostBases(type)).FirstOrDefault(contract => Is(contract, type));

    /// <summary>Where the assembly is missing, the compiler takes the first contract of a class for its base.</summary>
    private static IEnumerable<INamedTypeSymbol> LostBases(TypeFacts type) => type.Symbol.SelfAndBases().Where(self => self.TypeKind == TypeKind.Error);

    /// <summary>True for a component of a framework that mounts trees.</summary>
    public static bool IsComponent(TypeFacts type) => type.Symbol.SelfAndBases().Skip(1).Any(self => self.Named(Component));

    private static bool Is(INamedTypeSymbol contract, TypeFacts type)
    {
        if (contract is not { Arity: 1, Name: "IEntityController" or "IEntityFinalizer" or "IResourceController" or "IResourceFinalizer" }) return false;
        return contract.TypeKind == TypeKind.Error
            ? Controllers.Any(known => known.EndsWith("." + contract.MetadataName, StringComparison.Ordinal)
                && type.SeesNamespace(known.Substring(0, known.Length - contract.MetadataName.Length - 1)))
            : Controllers.Contains(contract.FullMetadataName());
    }
}
