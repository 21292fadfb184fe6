using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>How the message tells the evidence.</summary>
internal static class Phrases
{
    public static IEnumerable<Evidence> Of(VersionStore store)
    {
        var walk = store.Walk;
        var stamp = walk.Rule.Stamp is { } member ? $"'{member.Name}'" : "its stamp";
        var where = walk.Kind switch
        {
            WalkKind.Paired => "chooses between two versions",
            WalkKind.Scanned => "looks for the newest version among what it reads",
            _ => "looks among the versions of a key",
        };
        yield return Evidence.At(walk.Rule.Test, $"'{walk.Body.DisplayName}' {where} and holds {stamp} against {Named(walk.Rule.Reader)} of the reader");
        yield return Evidence.At(walk.Step);
        foreach (var (keep, origin) in store.Captures.Take(1)) yield return Of(keep, origin);
        if (Additions.Of(store) is { } added) yield return Evidence.At(added.Operation, $"'{added.Body.DisplayName}' adds a version");
    }

    public static Evidence Of(Keep keep, Origin origin) =>
        Evidence.At(keep.Assignment,
            $"'{keep.Member.Name}' keeps what {(origin.Counter is { } counter ? $"'{counter.Name}'" : "the clock")} said when the reader began");

    private static string Named(IOperation reader) => reader.Referenced() is { } symbol ? $"'{symbol.Name}'" : "the stamp";
}
