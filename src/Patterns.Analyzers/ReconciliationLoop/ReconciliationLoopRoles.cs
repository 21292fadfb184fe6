using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop;

/// <summary>The parts that types play in reconciliation.</summary>
internal static class ReconciliationLoopRoles
{
    public static readonly Role Reconciler = new("reconciler", "a reconciliation loop");
    public static readonly Role Controller = new("controller", "a controller of a reconciliation framework");
    public static readonly Role Finalizer = new("finalizer", "a finalizer of a reconciliation framework");
    public static readonly Role Informer = new("informer", "an informer of controllers");
    public static readonly Role Tree = new("tree-reconciler", "a reconciler of trees");
}
