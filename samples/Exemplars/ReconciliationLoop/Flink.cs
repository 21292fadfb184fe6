namespace Exemplars.ReconciliationLoop.Flink;

public enum VertexState
{
    Running,
    Failed,
}

public sealed record Vertex(string Id, string Operator);

public sealed record Execution(string Id, VertexState State);

public interface IJobGraph
{
    IReadOnlyList<Vertex> Vertices { get; }
}

public interface ITaskManagers
{
    Task<IReadOnlyDictionary<string, Execution>> ExecutionsAsync(CancellationToken token);

    Task RestoreAsync(Vertex vertex, long checkpoint, CancellationToken token);

    Task CancelAsync(string id, CancellationToken token);
}

/// <summary>Holds the running tasks against the job graph, and restores from the last checkpoint what is missing or has failed.</summary>
public sealed class JobSupervisor(IJobGraph graph, ITaskManagers managers)
{
    public long LastCheckpoint { get; set; }

    public async Task SuperviseAsync(PeriodicTimer timer, CancellationToken token)
    {
        while (await timer.WaitForNextTickAsync(token)) await RepairAsync(token);
    }

    private async Task RepairAsync(CancellationToken token)
    {
        var executions = await managers.ExecutionsAsync(token);
        foreach (var vertex in graph.Vertices)
            if (!executions.TryGetValue(vertex.Id, out var execution) || execution.State == VertexState.Failed)
                await managers.RestoreAsync(vertex, LastCheckpoint, token);

        var planned = graph.Vertices.Select(vertex => vertex.Id).ToHashSet();
        foreach (var id in executions.Keys.Where(id => !planned.Contains(id))) await managers.CancelAsync(id, token);
    }
}
