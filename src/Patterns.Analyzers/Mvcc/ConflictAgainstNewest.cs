using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>PAT0701: a version that the reader may see is never newer than the reader, so it shows no conflict.</summary>
internal static class ConflictAgainstNewest
{
    public static void Check(MvccModel model, ConventionContext context)
    {
        foreach (var body in model.Type.Bodies)
            foreach (var store in VersionStores.Of(model.Type.Project))
                if (store.Walk.Rule.Stamp is { } stamp && body.Words.Has(stamp.Name))
                    foreach (var operation in body.Operations)
                        if (IsIdle(operation, body, store) is { } search)
                            context.Report(MvccRules.ConflictAgainstNewest, operation.Syntax.GetLocation(), ImmutableArray.Create(search.Syntax.GetLocation()),
                                null, body.DisplayName, stamp.Name, search.TargetMethod.Name);
    }

    /// <summary>"Newer than the reader", asked of what a search for the same reader has found; the search.</summary>
    private static IInvocationOperation? IsIdle(IOperation operation, Body body, VersionStore store)
    {
        if (OrderTest.From(operation) is not { } test) return null;
        foreach (var (one, kind, other) in test.Sides())
        {
            if (kind != BinaryOperatorKind.GreaterThan || one is not IMemberReferenceOperation { Instance: { } version } member
                || !member.Member.IsSame(store.Walk.Rule.Stamp)) continue;
            if (other.Referenced() is not { } start || store.Captures.All(capture => !capture.Keep.Member.IsSame(start))
                || version.Referenced() is not ILocalSymbol local) continue;
            var given = LocalValues.Of(body, local).Select(value => value.Plain()).ToList();
            if (given.Count == 1 && given[0] is IInvocationOperation search && Seen.Gives(search, store.Walk) && IsFor(search, start, other)) return search;
        }
        return null;
    }

    /// <summary>The search is given the reader's stamp, or the snapshot that holds it.</summary>
    private static bool IsFor(IInvocationOperation search, ISymbol start, IOperation reader) => search.Arguments.Any(argument =>
        argument.Value.Mentions(start)
        || reader is IMemberReferenceOperation { Instance: { } snapshot } && snapshot.Referenced() is { } holder && argument.Value.Mentions(holder)
        || start.ContainingType.IsSame(argument.Value.Type));
}
