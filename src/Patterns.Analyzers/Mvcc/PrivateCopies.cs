using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>
/// Each transaction works on a copy of its own that the original keeps for it, and gives up when the original has meanwhile become newer than the copy.
/// </summary>
internal static class PrivateCopies
{
    private const int Alike = 3;

    public static MvccModel? In(TypeFacts type)
    {
        foreach (var pair in Pairs(type.Project))
        {
            if (!type.Words.Has(pair.Map.Name)) continue;
            foreach (var body in type.Bodies)
            {
                if (!body.Words.Has(pair.Map.Name) || !body.Words.Has(pair.Copy.Symbol.Name)) continue;
                if (Copying(body, pair) is not { } copying || Conflict(body, pair) is not { } conflict) continue;
                var because = ImmutableArray.Create(
                    Evidence.At(copying, $"'{body.DisplayName}' puts a copy for the transaction into '{pair.Map.Name}'"),
                    Evidence.At(conflict, "and holds the stamp of the original against that of the copy"));
                return new(type, Changes(type, pair.Copy) ? MvccRoles.CopyWriter : MvccRoles.CopyReader, Confidence.Medium, ReferenceProjects.TiKV, because,
                    ImmutableArray<VersionStore>.Empty);
            }
        }
        return null;
    }

    /// <summary>A copy is changed after it was made, for a commit to publish.</summary>
    private static bool Changes(TypeFacts type, TypeFacts copy) => type.Bodies.Any(body => body.Operations.Any(operation =>
        operation.Assigned() is { Target: IMemberReferenceOperation { Member: var member, Instance: { } instance } }
        && instance is not IInstanceReferenceOperation && copy.Symbol.IsSame(member.ContainingType)));

    /// <summary>Originals that have a map to copies of their own content, by what both hold.</summary>
    private static ImmutableArray<(TypeFacts Original, Slot Map, TypeFacts Copy)> Pairs(ProjectFacts project) =>
        project.GetOrAdd((nameof(PrivateCopies), nameof(Pairs)), () => project.Types
        .Select(symbol => project.Of(symbol)).OfType<TypeFacts>()
        .SelectMany(type => type.Slots.Select(slot => (type, slot, project.Of(VersionLists.ValueOf(slot.Type)))))
        .Where(pair => pair.Item3 is { } copy && copy != pair.type && Shares(pair.type, copy))
        .Select(pair => (pair.type, pair.slot, pair.Item3!))
        .ToImmutableArray());

    private static bool Shares(TypeFacts original, TypeFacts copy)
    {
        var shared = copy.Slots
            .Where(slot => original.Slots.Any(other => other.Name == slot.Name && SymbolEqualityComparer.Default.Equals(other.Type, slot.Type))).ToList();
        return shared.Count >= Alike && shared.Any(slot => slot.Type.IsWholeNumber());
    }

    /// <summary>A copy is made from members of an original.</summary>
    private static IOperation? Copying(Body body, (TypeFacts Original, Slot Map, TypeFacts Copy) pair) =>
        body.Of<IObjectCreationOperation>().FirstOrDefault(creation =>
        pair.Copy.Symbol.IsSame(creation.Type)
        && creation.SelfAndDescendants()
            .Count(inner => inner is IMemberReferenceOperation { Member: var member, Instance: not IInstanceReferenceOperation }
                && pair.Original.Symbol.IsSame(member.ContainingType)) >= Alike);

    /// <summary>The stamp of the original is put in order with that of the copy.</summary>
    private static IOperation? Conflict(Body body, (TypeFacts Original, Slot Map, TypeFacts Copy) pair) => body.Operations.FirstOrDefault(operation =>
        OrderTest.From(operation) is { Left: IMemberReferenceOperation left, Right: IMemberReferenceOperation right } && left.Member.Name == right.Member.Name
        && (pair.Original.Symbol.IsSame(left.Member.ContainingType) && pair.Copy.Symbol.IsSame(right.Member.ContainingType)
            || pair.Original.Symbol.IsSame(right.Member.ContainingType) && pair.Copy.Symbol.IsSame(left.Member.ContainingType)));
}
