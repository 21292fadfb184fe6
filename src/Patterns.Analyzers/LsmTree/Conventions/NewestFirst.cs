using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree.Conventions;

/// <summary>
/// PAT0501: runs that may overlap are added at the end and searched from the start, where the first hit ends the search. What a merge adds is
/// disjoint from the rest of its level and does not count.
/// </summary>
internal static class NewestFirst
{
    public static void Check(LsmTreeModel model, ConventionContext context)
    {
        foreach (var body in model.Type.Bodies)
        {
            if (!body.Words.HasAny(Loops)) continue;
            foreach (var lookup in Lookup.Of(body))
            {
                if (lookup is not { EndsSearch: true, Loop: IForEachLoopOperation loop } || lookup.Asks != body || AsksForRange(lookup)) continue;
                if (RunsOf(model).FirstOrDefault(slot => Searches(loop, slot, body)) is not { } runs) continue;
                if (AppendOf(model, runs) is not { } append) continue;
                context.Report(
                    LsmTreeRules.NewestFirst, loop.Collection.Syntax.GetLocation(), ImmutableArray.Create(append.Syntax.GetLocation()), null, body.Name,
                    runs.Name);
                return;
            }
        }
    }

    private static readonly Words Loops = new("foreach");

    private static IEnumerable<Slot> RunsOf(LsmTreeModel model) => model.Type.AllSlots.Where(slot => IsOrdered(slot.Type));

    /// <summary>A collection that is enumerated in the order in which it was filled.</summary>
    private static bool IsOrdered(ITypeSymbol type) =>
        type is IArrayTypeSymbol
        || type.Name is "List" or "LinkedList" or "Queue" or "ConcurrentQueue" or "IList" or "IReadOnlyList" or "ImmutableList" or "ImmutableArray"
            or "ImmutableQueue"
        && Collections.IsCollection(type);

    /// <summary>The loop goes through the runs, or through one level of them, in the order in which they lie there.</summary>
    private static bool Searches(IForEachLoopOperation loop, Slot runs, Body body)
    {
        var provenance = Provenance.Of(body);
        return provenance.LiesIn(loop.Collection, runs.Symbol) && !IsReordered(loop.Collection, provenance, 0);
    }

    private static bool IsReordered(IOperation collection, Provenance provenance, int depth)
    {
        foreach (var inner in collection.SelfAndDescendants())
        {
            if (Call.From(inner) is { } call && !Keeps(call)) return true;
            if (depth < 4 && inner is ILocalReferenceOperation local
                && provenance.SourcesOf(local.Local).Any(source => IsReordered(source, provenance, depth + 1))) return true;
        }
        return false;
    }

    private static bool Keeps(Call call) =>
        call.Owner?.IsFramework() == true && call.Name is "ToList" or "ToArray" or "AsEnumerable" or "Where" or "Select" or "AsReadOnly" or "Values";

    /// <summary>Where a new run is put behind the others, in code that takes none out.</summary>
    private static IOperation? AppendOf(LsmTreeModel model, Slot runs)
    {
        IOperation? append = null;
        foreach (var body in model.Type.Bodies)
        {
            if (body.IsConstructor || !body.Words.Has(runs.Name)) continue;
            var provenance = Provenance.Of(body);
            if (body.Calls.Any(call => Reorders(call) && provenance.LiesIn(call.Receiver, runs.Symbol))) return null;
            if (body.Calls.Any(call => Collections.Removes(call) && provenance.LiesIn(call.Receiver, runs.Symbol))) continue;
            foreach (var call in body.Calls)
            {
                if (!provenance.LiesIn(call.Receiver, runs.Symbol)) continue;
                if (Collections.AddsAtEnd(call) && Holds(runs, call)) append ??= call.Operation;
            }
        }
        return append;
    }

    private static bool Reorders(Call call) => call.Name is "Sort" or "Reverse" or "Insert" or "AddFirst" or "InsertRange" or "AddBefore";

    /// <summary>What is added is a run, not a new level.</summary>
    private static bool Holds(Slot runs, Call call) =>
        call.Arguments[0].Type is { } added
        && SymbolEqualityComparer.Default.Equals(added.OriginalDefinition, Collections.Innermost(runs.Type)?.OriginalDefinition);

    private static bool AsksForRange(Lookup lookup) =>
        lookup.Call.Arguments.Length > 1 && lookup.Call.Arguments[0].Type is { SpecialType: SpecialType.System_Int64 or SpecialType.System_DateTime };
}
