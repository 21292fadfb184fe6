using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree;

/// <summary>
/// An engine swaps a full table for an empty one, keeps what the full one became among its runs, and asks the table before the runs. A compactor replaces runs
/// by their merge. Runs, memtables and the set of runs are recognised as parts of an engine or compactor of the same project. The use of a packaged engine
/// counts as well.
/// </summary>
internal static class LsmTreeSignature
{
    public static LsmTreeModel? Recognise(TypeFacts type)
    {
        var model = LsmTrees.Of(type.Project).Part(type.Symbol) ?? Client(type);
        return model is not null && TakesSomething(type.Symbol) ? model : null;
    }

    /// <summary>Every part of an LSM tree takes a key or a file.</summary>
    private static bool TakesSomething(INamedTypeSymbol type) =>
        type.GetMembers().Any(member => member is IMethodSymbol { Parameters.Length: > 0, MethodKind: MethodKind.Ordinary, IsImplicitlyDeclared: false });

    private static LsmTreeModel? Client(TypeFacts type)
    {
        if (ForeignEngine.Of(type) is not { } foreign) return null;
        var because = ImmutableArray.Create(
            Evidence.At(foreign.Store.Symbol, $"'{foreign.Store.Name}' is a packaged engine, '{foreign.Store.Type.Name}'"),
            Evidence.At(foreign.Use.Operation, foreign.IsOnlyOpened ? $"'{foreign.Use.Name}' opens it" : $"'{foreign.Use.Name}' is called on it"));
        return new(type, LsmTreeRoles.Client, Confidence.High, LsmTreeVariant.Of(type, foreign), because, null, ImmutableArray<Compaction>.Empty);
    }
}
