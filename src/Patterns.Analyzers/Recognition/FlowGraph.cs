using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Patterns.Analyzers.Recognition;

/// <summary>
/// The control flow of one body, asked by syntax node. One question answers all: can one place be reached from another without passing a third?
/// "A dominates B" is "B cannot be reached from the entry without A"; "twice on one path" is "A can be reached from A".
/// Any operation inside a <c>try</c> may throw.
/// </summary>
internal sealed class FlowGraph
{
    private readonly ControlFlowGraph graph;
    private readonly Dictionary<SyntaxNode, (int Block, int Order)> places = new();
    private readonly List<int>[] ordinary;

    /// <summary>Where a <c>finally</c> goes on when it was not entered by an exception.</summary>
    private readonly List<int>[] afterFinally;
    private readonly List<(int Block, bool IsFinally)>[] handlers;

    private FlowGraph(ControlFlowGraph graph)
    {
        this.graph = graph;
        var order = 0;
        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.Operations) Place(operation, block.Ordinal, ref order);
            if (block.BranchValue is { } value) Place(value, block.Ordinal, ref order);
        }
        ordinary = Lists<int>();
        afterFinally = Lists<int>();
        handlers = Lists<(int, bool)>();
        foreach (var block in graph.Blocks)
        {
            Connect(block, block.FallThroughSuccessor);
            Connect(block, block.ConditionalSuccessor);
            ConnectHandlers(block);
        }
    }

    /// <summary>The graph of a method, constructor, accessor or initialiser body; null where the body has none.</summary>
    public static FlowGraph? Of(IOperation? body)
    {
        var graph = body switch
        {
            IMethodBodyOperation method => ControlFlowGraph.Create(method),
            IConstructorBodyOperation constructor => ControlFlowGraph.Create(constructor),
            IBlockOperation { Parent: null } block => ControlFlowGraph.Create(block),
            _ => null,
        };
        return graph is null ? null : new(graph);
    }

    /// <summary>The graph of a lambda or local function that stands in this body.</summary>
    public FlowGraph? Nested(IOperation function)
    {
        if (function is ILocalFunctionOperation local)
        {
            foreach (var symbol in graph.LocalFunctions)
                if (SymbolEqualityComparer.Default.Equals(symbol, local.Symbol)) return new(graph.GetLocalFunctionControlFlowGraph(symbol));
            return null;
        }
        foreach (var block in graph.Blocks)
            foreach (var operation in block.Operations.Append(block.BranchValue))
                foreach (var inner in operation?.SelfAndDescendants() ?? Enumerable.Empty<IOperation>())
                    if (inner is IFlowAnonymousFunctionOperation anonymous && inner.Syntax == function.Syntax)
                        return new(graph.GetAnonymousFunctionControlFlowGraph(anonymous));
        return null;
    }

    /// <summary>True when the node is evaluated in this body itself, not in a lambda or local function inside it.</summary>
    public bool Contains(SyntaxNode node) => places.ContainsKey(node);

    /// <summary>
    /// True when, after <paramref name="from"/> (null: from the entry), control can come to <paramref name="to"/> (null: the end of the body)
    /// without passing one of <paramref name="avoiding"/>. Nodes that are not part of the body are not passed and cannot be reached.
    /// </summary>
    /// <param name="from">Where to start, behind that node; null for the entry.</param>
    /// <param name="to">Where to arrive, before that node; null for a normal end.</param>
    /// <param name="avoiding">Nodes that a path must not evaluate.</param>
    /// <param name="exceptions">Whether control may leave a <c>try</c> in the middle.</param>
    public bool CanReach(SyntaxNode? from, SyntaxNode? to, IEnumerable<SyntaxNode>? avoiding = null, bool exceptions = true)
    {
        var start = (Block: 0, Order: -1);
        if (from is not null && !places.TryGetValue(from, out start)) return false;
        var goal = (Block: graph.Blocks.Length - 1, Order: int.MaxValue);
        if (to is not null && !places.TryGetValue(to, out goal)) return false;
        var walls = new List<(int Block, int Order)>();
        foreach (var node in avoiding ?? Enumerable.Empty<SyntaxNode>())
            if (places.TryGetValue(node, out var wall)) walls.Add(wall);

        var seen = new HashSet<(int, bool)>();
        var pending = new Stack<(int Block, int After, bool Unwinding)>();
        pending.Push((start.Block, start.Order, false));
        while (pending.Count > 0)
        {
            var (block, after, unwinding) = pending.Pop();
            var wall = NextWall(walls, block, after);
            if (goal.Block == block && goal.Order > after && goal.Order <= wall) return true;
            if (exceptions)
                foreach (var (handler, isFinally) in handlers[block]) Go(handler, isFinally);
            if (wall != int.MaxValue) continue;
            foreach (var next in ordinary[block]) Go(next, unwinding);
            if (unwinding) continue;
            foreach (var next in afterFinally[block]) Go(next, false);
        }
        return false;

        void Go(int block, bool unwinding)
        {
            if (seen.Add((block, unwinding))) pending.Push((block, -1, unwinding));
        }
    }

    /// <summary>True when <paramref name="second"/> cannot be evaluated unless <paramref name="first"/> was.</summary>
    public bool Dominates(SyntaxNode first, SyntaxNode second) =>
        Contains(first) && Contains(second) && first != second && !CanReach(null, second, new[] { first });

    private static int NextWall(List<(int Block, int Order)> walls, int block, int after)
    {
        var nearest = int.MaxValue;
        foreach (var wall in walls)
            if (wall.Block == block && wall.Order > after && wall.Order < nearest) nearest = wall.Order;
        return nearest;
    }

    /// <summary>Children are evaluated before their parent, so a parent comes behind them.</summary>
    private void Place(IOperation operation, int block, ref int order)
    {
        foreach (var child in operation.ChildOperations) Place(child, block, ref order);
        places[operation.Syntax] = (block, order++);
    }

    private void Connect(BasicBlock block, ControlFlowBranch? branch)
    {
        if (branch is null) return;
        if (branch.FinallyRegions.Length > 0)
        {
            ordinary[block.Ordinal].Add(branch.FinallyRegions[0].FirstBlockOrdinal);
            for (var i = 0; i < branch.FinallyRegions.Length; i++)
            {
                var next = i + 1 < branch.FinallyRegions.Length ? branch.FinallyRegions[i + 1].FirstBlockOrdinal : branch.Destination?.Ordinal;
                if (next is { } ordinal) afterFinally[branch.FinallyRegions[i].LastBlockOrdinal].Add(ordinal);
            }
            return;
        }
        if (branch.Destination is { } destination) ordinary[block.Ordinal].Add(destination.Ordinal);
    }

    private void ConnectHandlers(BasicBlock block)
    {
        // The graph of a lambda ends at its root; the regions around that belong to the outer graph.
        for (var region = block.EnclosingRegion; region is { Kind: not ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
        {
            if (region.Kind != ControlFlowRegionKind.Try) continue;
            foreach (var sibling in region.EnclosingRegion!.NestedRegions)
                if (sibling != region) handlers[block.Ordinal].Add((sibling.FirstBlockOrdinal, sibling.Kind == ControlFlowRegionKind.Finally));
        }
    }

    private List<T>[] Lists<T>() => graph.Blocks.Select(_ => new List<T>()).ToArray();
}
