using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>The parts that types play in the pattern.</summary>
internal static class SnapshotRoles
{
    public static readonly Role Coordinator = new("coordinator", "a checkpoint coordinator");
    public static readonly Role Participant = new("participant", "a participant in checkpoints");
    public static readonly Role Tracker = new("position-tracker", "a tracker of the position in its input");
    public static readonly Role Committer = new("committer", "a committer of positions");
    public static readonly Role Store = new("checkpoint-store", "a checkpoint store");
}
