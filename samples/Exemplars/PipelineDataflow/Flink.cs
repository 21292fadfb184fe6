namespace Exemplars.PipelineDataflow.Flink;

/// <summary>What an operator takes: records one by one, then the news that there are no more.</summary>
public interface IOperator<in T>
{
    void Process(T record);

    void Finish();
}

/// <summary>Neighbours in one task: a record passes from operator to operator by method call.</summary>
public sealed class Map<TIn, TOut>(Func<TIn, TOut> map, IOperator<TOut> next) : IOperator<TIn>
{
    public void Process(TIn record) => next.Process(map(record));

    public void Finish() => next.Finish();
}

/// <summary>Keeps a sum for every key and passes it on each time it changes.</summary>
public sealed class KeyedSum(IOperator<(string Key, long Sum)> next) : IOperator<(string Key, int Value)>
{
    private readonly Dictionary<string, long> _sums = [];

    public void Process((string Key, int Value) record)
    {
        var sum = _sums.GetValueOrDefault(record.Key) + record.Value;
        _sums[record.Key] = sum;
        next.Process((record.Key, sum));
    }

    public void Finish() => next.Finish();
}
