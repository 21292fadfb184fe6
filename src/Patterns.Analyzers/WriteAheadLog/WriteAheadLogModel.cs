using System.Collections.Immutable;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>What is known of a type that takes part in a write-ahead log.</summary>
/// <param name="Log">The log that the type is, or null.</param>
/// <param name="Store">How the type uses a log, or null.</param>
internal sealed record WriteAheadLogModel(
    TypeFacts Type, Role Role, Confidence Confidence, ReferenceProject? Closest, ImmutableArray<Evidence> Because, LogFacts? Log, StoreFacts? Store)
    : Recognised(Type, Role, Confidence, Closest, Because)
{
    /// <summary>How the type recovers from files of logs, or null.</summary>
    public LogFilesRecovery? Files { get; init; }

    /// <summary>How the type uses the log that it inherits, or null.</summary>
    public InheritedLog? Heir { get; init; }
}

/// <summary>The parts that types play in a write-ahead log.</summary>
internal static class LogRoles
{
    public static readonly Role Log = new("log", "a write-ahead log");
    public static readonly Role SegmentSet = new("segment-set", "a log of segments");
    public static readonly Role Store = new("logged-store", "a store behind a write-ahead log");
    public static readonly Role Layer = new("diff-layer", "a layer of logged changes over a disk layer");
    public static readonly Role Writer = new("log-writer", "a writer of a write-ahead log");
    public static readonly Role Followed = new("followed-store", "a store that a log follows");
    public static readonly Role OwnStore = new("own-store", "a log that is itself the store");
    public static readonly Role Reader = new("log-reader", "a reader of a write-ahead log");
    public static readonly Role Committer = new("group-committer", "a group committer of a write-ahead log");
    public static readonly Role Checkpointer = new("checkpointer", "a checkpointer of a write-ahead log");
    public static readonly Role Recovery = new("recovery", "a recovery driver of a write-ahead log");
}
