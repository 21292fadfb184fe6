namespace Exemplars.ReconciliationLoop.React;

/// <summary>A node of a tree of elements, and the host's handle once it is mounted.</summary>
public sealed class VirtualNode(string kind, params VirtualNode[] children)
{
    public string Kind => kind;

    public IReadOnlyList<VirtualNode> Children => children;

    public int Handle { get; set; }
}

public interface IHost
{
    int Create(string kind, int parent);

    void Destroy(int handle);
}

/// <summary>Compares the tree that is mounted with a new one, and does to the host only what differs.</summary>
public sealed class TreeReconciler(IHost host)
{
    private VirtualNode _mounted = new("root");

    public void Render(VirtualNode next)
    {
        Reconcile(_mounted, next);
        _mounted = next;
    }

    private void Reconcile(VirtualNode old, VirtualNode next)
    {
        next.Handle = old.Handle;
        for (var i = 0; i < Math.Max(old.Children.Count, next.Children.Count); i++)
        {
            if (i >= old.Children.Count) Mount(next.Children[i], next.Handle);
            else if (i >= next.Children.Count) Unmount(old.Children[i]);
            else if (old.Children[i].Kind == next.Children[i].Kind) Reconcile(old.Children[i], next.Children[i]);
            else
            {
                Unmount(old.Children[i]);
                Mount(next.Children[i], next.Handle);
            }
        }
    }

    private void Mount(VirtualNode node, int parent)
    {
        node.Handle = host.Create(node.Kind, parent);
        foreach (var child in node.Children) Mount(child, node.Handle);
    }

    private void Unmount(VirtualNode node)
    {
        foreach (var child in node.Children) Unmount(child);
        host.Destroy(node.Handle);
    }
}
