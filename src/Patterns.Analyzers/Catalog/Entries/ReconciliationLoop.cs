using static Patterns.Analyzers.Catalog.ReferenceProjects;

namespace Patterns.Analyzers.Catalog;

public static partial class PatternCatalog
{
    /// <summary>10: compare what is with what should be, and correct.</summary>
    public static CatalogEntry ReconciliationLoop { get; } = new(
        Number: 10,
        Slug: "reconciliation-loop",
        Title: "Declarative Reconciliation Loop",
        Anchor: "declarative-reconciliation-loop",
        Intent: "Converge instead of command: read the desired and the actual state again and again, act on the "
            + "difference, and thereby heal lost events and failed actions alike.",
        Rows:
        [
            new(Kubernetes,
                "Watches fill a local cache and enqueue keys, never states; a worker takes a key, compares specification with status and "
                    + "acts, and a failed key returns to the queue with back-off."),
            new(React,
                "A new tree of elements is compared with the one last committed; the differences are gathered on a second tree, which "
                    + "can be interrupted, and committed to the host at once."),
            new(Flink,
                "The scheduler holds the running tasks against the job graph, restarts those that failed and asks again for resources that are missing.",
                Remark: "Most of the source's text is its account of checkpoints. Restart after failure is event-driven; only the adaptive "
                    + "scheduler truly compares required with available resources."),
        ],
        CSharpProjects:
        [
            new("KubeOps", "https://github.com/dotnet/dotnet-operator-sdk",
                "Reconciler, fed by ResourceWatcher, in KubeOps.Operator: watch events and timed returns from the queue meet in one place, which calls the "
                    + "controller or a finalizer and says when to look again."),
            new("Blazor", "https://github.com/dotnet/aspnetcore",
                "RenderTreeDiffBuilder in Components: compares two render trees by sequence number and key and "
                    + "emits the edits; the counterpart of React's reconciler."),
        ]);
}
