using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>The commits of a store's transactions, and what runs in them.</summary>
internal static class CommitMembers
{
    private const int Hops = 4;

    /// <summary>True when somebody who takes part in the store has a member that commits.</summary>
    public static bool Exist(VersionStore store) =>
        MvccParts.Of(store.Walk.Project).Values.Where(part => part.Stores.Contains(store)).Select(part => part.Type.Symbol)
        .Concat(store.Captures.Select(capture => capture.Keep.Member.ContainingType))
        .Any(type => type.GetMembers().Any(member => member is IMethodSymbol && Says(member.Name)));

    /// <summary>True when the body runs inside a commit, as far as its callers can be seen.</summary>
    public static bool Run(Body body)
    {
        var seen = new HashSet<Body> { body };
        var level = new List<Body> { body };
        for (var hop = 0; hop < Hops && level.Count > 0; hop++)
        {
            if (level.Any(one => Says(one.Name))) return true;
            level = level.SelectMany(one => Callers.Of(one)).Select(caller => caller.Body).Where(seen.Add).ToList();
        }
        return level.Any(one => Says(one.Name));
    }

    private static bool Says(string name) => name.IndexOf("Commit", StringComparison.OrdinalIgnoreCase) >= 0;
}
