namespace Patterns.Analyzers.Raft;

/// <summary>What speaks for a term, in one type or in all that share it.</summary>
internal readonly record struct Signals(bool Adopts, bool Vote, bool Majority, bool Log, bool Progress, bool Role)
{
    /// <summary>How many of the three signals are there that only consensus has together.</summary>
    public int Strong => Count(Vote, Majority, Log);

    public int All => Strong + Count(Progress, Role);

    public static Signals Of(RaftParts parts) =>
        new(parts.Adopts, parts.Vote is not null, parts.Majorities.Length > 0, parts.HasTermLog, parts.Progress is not null, parts.Role is not null);

    public static Signals operator |(Signals one, Signals other) => new(
        one.Adopts | other.Adopts, one.Vote | other.Vote, one.Majority | other.Majority, one.Log | other.Log, one.Progress | other.Progress, one.Role | other.Role);

    private static int Count(params bool[] signals) => signals.Count(signal => signal);
}
