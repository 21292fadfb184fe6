using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>A log and the state that it protects in one type: what appending changes, reading back fills again.</summary>
internal static class OwnState
{
    public static bool ComesBack(LogFacts log) => log.Replays.Where(replay => !replay.IsText).Any(replay =>
        ChangesOf(log.Appends.Concat(log.Queued), _ => true).Overlaps(ChangesOf(new[] { replay.Body }, change => !TakesOut(change, replay.Body.Type))));

    /// <summary>The log itself keeps by a key the very objects that it appends: who uses it is no store, but has one.</summary>
    public static bool IsKept(LogFacts log) => !log.Replays.IsEmpty && ChangesOf(log.Appends, _ => true) is { Count: > 0 } kept
        && log.Type.AllSlots.Any(slot => kept.Contains(slot.Name) && slot.Type is INamedTypeSymbol { TypeArguments: [_, { IsValueType: false } record] }
            && record.Locations.Any(location => location.IsInSource)
            && log.Appends.Any(body => body.Method.Parameters.Any(given => SymbolEqualityComparer.Default.Equals(given.Type, record))));

    /// <summary>A change that only removes brings nothing back; what a helper of the type does is asked of that helper.</summary>
    private static bool TakesOut(Mutation change, TypeFacts type) =>
        Call.From(change.Site) is { } call
        && (call.Name.Contains("Remove") || SymbolEqualityComparer.Default.Equals(call.Owner?.OriginalDefinition, type.Symbol));

    /// <summary>The names of the collections of the type that some bodies change, themselves or by a helper of the type.</summary>
    private static HashSet<string> ChangesOf(IEnumerable<Body> bodies, Func<Mutation, bool> counts) => new(bodies
        .SelectMany(body => body.Callees.Select(callee => callee.Body).Where(callee => callee.Type == body.Type).Prepend(body))
        .Distinct()
        .SelectMany(body => Mutation.In(body).Where(change => counts(change) && body.Type.AllSlots.Any(slot =>
            slot.Name == change.Name && slot.Type.ElementType() is not null && !StreamSource.IsStream(slot.Type, body.Type.Project.Known))))
        .Select(change => change.Name));
}
