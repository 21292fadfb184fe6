namespace Exemplars.PipelineDataflow.DuckDB;

public sealed record DataChunk(IReadOnlyList<object?[]> Rows);

public interface ISource
{
    bool TryGet(out DataChunk chunk);
}

public interface IPhysicalOperator
{
    DataChunk Execute(DataChunk chunk);
}

public interface ISink
{
    void Consume(DataChunk chunk);

    void Complete();
}

/// <summary>Chunks are pushed from the source through the operators into a sink, which may have to see all of them before the next pipeline begins.</summary>
public sealed class PipelineExecutor(ISource source, IReadOnlyList<IPhysicalOperator> operators, ISink sink)
{
    public void Run()
    {
        while (source.TryGet(out var chunk))
        {
            foreach (var step in operators) chunk = step.Execute(chunk);
            sink.Consume(chunk);
        }
        sink.Complete();
    }
}
