using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>
/// A store of one long number for each input, behind a contract of another assembly, so that those who read on from there cannot be seen. What it stores must
/// have no other content, and be called a position.
/// </summary>
internal static class ForeignStore
{
    private static readonly string[] Names = ["Position", "Offset", "Checkpoint", "Bookmark", "Watermark"];

    public static bool MayBe(TypeFacts type) => Pairs(type).Any();

    public static SnapshotModel? In(TypeFacts type)
    {
        foreach (var (contract, pair) in Pairs(type))
            if (Keeping.Of(type, contract, pair.Save) is { } kept && Keeping.Of(type, contract, pair.Load) is { } asked)
                return new(type, SnapshotRoles.Store, Confidence.Medium, ReferenceProjects.Kafka, ImmutableArray.Create(
                    Evidence.At(kept.Call.Operation, $"it keeps the number that '{pair.Save.Name}' is given for each input"),
                    Evidence.At(asked.Call.Operation, $"'{pair.Load.Name}' gives it back")));
        return null;
    }

    private static IEnumerable<(INamedTypeSymbol Contract, PositionPair Pair)> Pairs(TypeFacts type)
    {
        foreach (var contract in type.Symbol.AllInterfaces)
            if (type.Project.Of(contract) is null && !contract.IsFramework() && PositionPair.Of(contract) is { Out: null } pair
                && pair.Load.Parameters.Any(IsKey)
                && IsNumberOnly(pair)) yield return (contract, pair);
    }

    /// <summary>A text or number, or a type of the project's that only wraps one.</summary>
    private static bool IsKey(IParameterSymbol parameter) => IsPlain(parameter.Type)
        || parameter.Type is INamedTypeSymbol { SpecialType: SpecialType.None } named && !named.IsFramework() && Positions.Data(named) is [var only]
            && IsPlain(only);

    private static bool IsPlain(ITypeSymbol type) => type.SpecialType is SpecialType.System_String or SpecialType.System_Int32;

    /// <summary>Apart from what the store is asked by, a position carries one long number and perhaps what can be told from that.</summary>
    private static bool IsNumberOnly(PositionPair pair)
    {
        if (pair.Position is not INamedTypeSymbol { SpecialType: SpecialType.None } position) return false;
        var parts = Positions.Data(position)
            .Where(part => part.SpecialType != SpecialType.System_Boolean && !pair.Load.Parameters.Any(key => key.Type.IsSame(part))).ToList();
        return parts.Count == 1 && parts[0].NotNull() is { SpecialType: SpecialType.System_Int64 or SpecialType.System_UInt64 }
            && (IsNamed(position)
                || position.GetMembers().Any(member => member is IPropertySymbol { Type: var type } && type.IsSame(parts[0]) && IsNamed(member)));
    }

    private static bool IsNamed(ISymbol symbol) => Array.Exists(Names, name => symbol.Name.EndsWith(name, StringComparison.Ordinal));
}
