using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>Which reference project keeps its versions most like this.</summary>
internal static class MvccVariants
{
    private const int SeparateMaps = 3;
    private const int StartAndCommit = 2;

    public static ReferenceProject Of(VersionStore store)
    {
        if (store.Walk.Kind == WalkKind.Merged) return ReferenceProjects.Dgraph;
        if (store.Walk.Rule.Reader.Type.IsOrdered()) return ReferenceProjects.CockroachDB;
        if (KeepsCommitsApart(store.Walk)) return ReferenceProjects.TiKV;
        return store.Walk.Link is null && store.Walk.Kind != WalkKind.Paired && !store.Captures.Any() ? ReferenceProjects.Etcd : ReferenceProjects.DuckDB;
    }

    /// <summary>Values, locks and commit records each have a map of their own, and a commit record names where its value began.</summary>
    private static bool KeepsCommitsApart(Walk walk) =>
        walk.Body.Type.Slots.Count(slot => VersionLists.ValueOf(slot.Type) is not null) >= SeparateMaps && Stamps(walk.Element) >= StartAndCommit;

    private static int Stamps(ITypeSymbol element) => element is INamedTypeSymbol { IsTupleType: true } tuple
        ? tuple.TupleElements.Count(part => part.Type.IsStamp())
        : element.GetMembers().OfType<IPropertySymbol>().Count(property => property.Type.IsStamp()) + element.GetMembers().OfType<IFieldSymbol>()
            .Count(field => !field.IsImplicitlyDeclared && field.Type.IsStamp());
}
