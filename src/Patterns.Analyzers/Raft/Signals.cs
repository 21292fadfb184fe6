namespace Patterns.Analyzers.Raft;

/// <summary>What speaks for a term, in one type or in all that share it.</summary>
/// <param name="Compared">Whether the term of a stored entry is also held against another, and not only written into what is sent.</param>
internal readonly record struct Signals(bool Adopts, bool Vote, bool Majority, bool Log, bool Compared, bool Progress, bool Role)
{
    /// <summary>True for rounds of an agreement without a log: messages carry the number, phases follow each other, and that is all.</summary>
    public bool AreRounds => this is { Vote: false, Majority: false, Progress: false, Compared: false };

    /// <summary>How many of the three signals are there that only consensus has together.</summary>
    public int Strong => Count(Vote, Majority, Log);

    public int All => Strong + Count(Progress, Role);

    public static Signals Of(RaftParts parts) =>
        new(parts.Adopts, parts.Vote is not null, parts.Majorities.Length > 0, parts.HasTermLog, parts.Matches.Any() || parts.OwnTermChecks.Any(),
            parts.Progress is not null, parts.Role is not null);

    public static Signals operator |(Signals one, Signals other) => new(
        one.Adopts | other.Adopts, one.Vote | other.Vote, one.Majority | other.Majority, one.Log | other.Log, one.Compared | other.Compared,
        one.Progress | other.Progress, one.Role | other.Role);

    private static int Count(params bool[] signals) => signals.Count(signal => signal);
}
