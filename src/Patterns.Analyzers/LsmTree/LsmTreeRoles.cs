using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree;

/// <summary>The parts that types play in an LSM tree.</summary>
internal static class LsmTreeRoles
{
    public static readonly Role Engine = new("engine", "an LSM-tree engine");
    public static readonly Role Levels = new("levels", "the set of runs of an LSM tree");
    public static readonly Role Compactor = new("compactor", "a compactor of an LSM tree");
    public static readonly Role Merge = new("merge", "the merge of an LSM tree's compaction");
    public static readonly Role Run = new("run", "a sorted run of an LSM tree");
    public static readonly Role Memtable = new("memtable", "the memtable of an LSM tree");
    public static readonly Role Client = new("client", "a store on an LSM-tree engine");
}
