namespace Exemplars.PipelineDataflow.CockroachDB;

public sealed record Statement(string Text);

public sealed record Batch(IReadOnlyList<string> Requests);

public sealed record RangeBatch(int Range, Batch Batch);

public sealed record Command(byte[] Bytes);

public interface ISql { Task ExecuteAsync(string text); }

public interface ITransactions { Task SendAsync(Statement statement); }

public interface IDistribution { Task SendAsync(Batch batch); }

public interface IReplication { Task ProposeAsync(RangeBatch batch); }

/// <summary>The top layer turns text into a statement.</summary>
public sealed class Sql(ITransactions transactions) : ISql
{
    public Task ExecuteAsync(string text) => transactions.SendAsync(new Statement(text));
}

/// <summary>Turns a statement into key-value requests.</summary>
public sealed class Transactions(IDistribution distribution) : ITransactions
{
    public Task SendAsync(Statement statement) => distribution.SendAsync(new Batch(["begin", statement.Text, "commit"]));
}

/// <summary>Sends a batch to the range that holds its keys.</summary>
public sealed class Distribution(IReplication replication) : IDistribution
{
    public Task SendAsync(Batch batch) => replication.ProposeAsync(new RangeBatch(batch.Requests.Count % 16, batch));
}

/// <summary>The lowest layer keeps the commands in order.</summary>
public sealed class Replication : IReplication
{
    private readonly List<Command> _log = [];

    public Task ProposeAsync(RangeBatch batch)
    {
        _log.Add(new Command([(byte)batch.Range]));
        return Task.CompletedTask;
    }
}
