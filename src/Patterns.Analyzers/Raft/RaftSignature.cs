using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>
/// A node raises its own term, compares it with the terms that arrive and adopts the greater one; it remembers its vote, counts a majority and
/// keeps a log whose entries carry terms. Two of these three make it certain.
/// </summary>
internal static class RaftSignature
{
    private const int Certain = 2;
    private const int Likely = 2;
    private const int LikelyWithoutAdoption = 3;

    public static RaftModel? Of(TypeFacts type)
    {
        if (RaftMarks.Of(type) is { } marked) return marked;
        var groups = RaftGroups.Of(type.Project);
        if (groups.IsEmpty) return null;
        return groups.Find(type.Symbol) is { } member ? Part(member, groups) : RaftSurroundings.Of(type, groups);
    }

    /// <summary>How sure it is that a number which is raised and compared with arriving ones is a term.</summary>
    public static Confidence Weigh(Signals signals)
    {
        if (!signals.Vote && !signals.Log || signals.AreRounds) return Confidence.Low;
        if (signals.Adopts && signals.Strong >= Certain) return Confidence.High;
        return signals.All >= (signals.Adopts ? Likely : LikelyWithoutAdoption) ? Confidence.Medium : Confidence.Low;
    }

    /// <summary>Whether a type that uses a group's term does a part of the group's work, and not only looks at it.</summary>
    public static bool IsPart(RaftParts parts)
    {
        if (!parts.Compares) return CountsInTerm(parts);
        return parts.Adopts || parts.Raises || parts.Matches.Any() || parts.Vote is not null || parts.Progress is not null || parts.Majorities.Length > 0
            || parts.AskedMatches.Any();
    }

    /// <summary>Who leaves it to others to find a message old counts votes in the own term, or follows the peers up to a majority.</summary>
    private static bool CountsInTerm(RaftParts parts) =>
        parts.Majorities.Length > 0 && (parts.OwnTermChecks.Any() || parts.CountsItself && (parts.Progress is not null || parts.Agrees));

    private static RaftModel Part(Member member, RaftGroups groups)
    {
        var parts = member.Parts;
        return new(member.Type, RoleOf(parts), member.Confidence, RaftVariants.Of(member, groups), Because(parts).ToImmutableArray(), parts);
    }

    /// <summary>What an abstract base can do for all its roles says nothing of one of them.</summary>
    private static Role RoleOf(RaftParts parts)
    {
        if (parts.Raises) return parts.HasTermLog || parts.Progress is not null ? RaftRoles.Node : RaftRoles.Election;
        if (parts.CountsItself && parts.Progress is null && parts.HasRaised) return RaftRoles.Election;
        var counts = parts.Majorities.Any(majority => majority.Body.Type is var counting && (counting == parts.Type || !counting.Symbol.IsAbstract));
        // Who holds what a leader sends against its log and counts answers itself is follower and leader in one.
        if (counts && parts.Compares && parts.Matches.Any()) return RaftRoles.Node;
        return counts || parts.Progress is not null || parts.StampsItself ? RaftRoles.Replicator : RaftRoles.Follower;
    }

    private static IEnumerable<Evidence> Because(RaftParts parts)
    {
        var term = parts.Term.Symbol.Name;
        if (parts.Elections.FirstOrDefault() is { } election) yield return Evidence.At(election.Raises[0], $"'{election.Body.DisplayName}' raises '{term}'");
        var comparing = parts.Voicing.FirstOrDefault(use => !use.Fences.IsEmpty && !use.Adoptions.IsEmpty)
            ?? parts.Voicing.FirstOrDefault(use => !use.Fences.IsEmpty);
        if (comparing is not null)
            yield return Evidence.At(comparing.Fences[0].Comparison,
                $"'{comparing.Body.DisplayName}' compares '{term}' with the one that arrives" + (comparing.Adoptions.IsEmpty ? "" : " and adopts it"));
        else if (parts.Voicing.FirstOrDefault(use => !use.Agreements.IsEmpty) is { } agreeing)
            yield return Evidence.At(agreeing.Agreements[0], $"'{agreeing.Body.DisplayName}' asks what arrives for '{term}'");
        if (parts.Vote is { Grants: var grants, Symbol: var memory } && !grants.IsEmpty)
            yield return Evidence.At(grants[0].Operation, $"'{memory.Name}' remembers the vote");
        if (parts.Majorities.FirstOrDefault() is { } majority)
            yield return Evidence.At(majority.Operation, $"'{majority.Body.DisplayName}' asks for a majority");
        if (parts.Matches.FirstOrDefault() is { } match) yield return Evidence.At(match, "the term of a stored entry is held against the one that arrives");
        else if (parts.AskedMatches.FirstOrDefault() is { } asked) yield return Evidence.At(asked, "the log is asked for the entry that a message names");
        else if (parts.Stamps.FirstOrDefault() is { } stamp) yield return Evidence.At(stamp, $"entries carry '{term}'");
        else if (parts.OwnTermChecks.FirstOrDefault() is { } own) yield return Evidence.At(own, $"the term of an entry is held against '{term}'");
        if (parts.Progress is { } progress) yield return Evidence.At(progress.Moves[0].Operation, $"'{progress.Position.Name}' follows each peer");
    }
}
