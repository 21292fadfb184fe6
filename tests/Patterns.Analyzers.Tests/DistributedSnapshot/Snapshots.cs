using Microsoft.CodeAnalysis;
using Patterns.Analyzers.DistributedSnapshot;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.DistributedSnapshot;

/// <summary>Small programs for the tests of this pattern.</summary>
internal static class Snapshots
{
    /// <summary>An input that is read in order, and what keeps positions.</summary>
    public const string Input = """
        public record Item(long Offset, string Text);
        public interface IInput { IAsyncEnumerable<Item> Read(long from); Task Deliver(long from, Func<Item, Task> to); }
        public interface IPositions { Task<long> Load(string name); Task Save(string name, long position); }
        public interface IHandler { Task Handle(Item item); }

        """;

    /// <summary>The frame of a broker's client, as its package declares it.</summary>
    public const string Broker = """
        namespace Confluent.Kafka
        {
            public readonly record struct Offset(long Value) { public static Offset operator +(Offset o, int n) => new(o.Value + n); public static implicit operator long(Offset o) => o.Value; public static implicit operator Offset(long v) => new(v); }
            public record TopicPartition(string Topic, int Partition);
            public record TopicPartitionOffset(TopicPartition TopicPartition, Offset Offset);
            public class Message<TKey, TValue> { public TValue Value { get; set; } = default!; }
            public class ConsumeResult<TKey, TValue> { public Message<TKey, TValue> Message { get; } = null!; public TopicPartition TopicPartition { get; } = null!; public Offset Offset { get; } public TopicPartitionOffset TopicPartitionOffset => null!; }
            public interface IConsumer<TKey, TValue>
            {
                ConsumeResult<TKey, TValue> Consume(System.Threading.CancellationToken token);
                void Commit(); void Commit(ConsumeResult<TKey, TValue> result); void Commit(System.Collections.Generic.IEnumerable<TopicPartitionOffset> offsets);
                void StoreOffset(ConsumeResult<TKey, TValue> result); void StoreOffset(TopicPartitionOffset offset);
            }
            public class ConsumerConfig { public string? GroupId { get; set; } public bool? EnableAutoCommit { get; set; } public bool? EnableAutoOffsetStore { get; set; } }
            public class ConsumerBuilder<TKey, TValue>(ConsumerConfig config) { public IConsumer<TKey, TValue> Build() => throw new System.NotSupportedException(config.GroupId); }
        }
        """;

    /// <summary>The findings of a rule in sources.</summary>
    public static async Task<IReadOnlyList<Found>> Find(string id, params string[] sources) =>
        [.. (await Finds.In<DistributedSnapshotAnalyzer>(sources)).Where(finding => finding.Id == id)];

    /// <summary>The findings of a rule in a program that uses the broker's client.</summary>
    public static async Task<IReadOnlyList<Found>> FindWithBroker(string id, string source)
    {
        var compilation = Source.Compile(source).AddReferences(Client);
        return [.. (await Finds.In<DistributedSnapshotAnalyzer>(compilation)).Where(finding => finding.Id == id)];
    }

    /// <summary>A consumer in a loop.</summary>
    public static string Worker(string body, string members = "") =>
        "using Confluent.Kafka;\npublic class Worker(IConsumer<string, string> consumer, Func<string, Task> handle) { public async Task Run(CancellationToken token) { while (true) { " + body + " } } " + members + " }";

    /// <summary>The client as an assembly of its own: a type of the program that bears its name is no mark.</summary>
    public static MetadataReference Client { get; } = Emit(Source.Compile(Broker).WithAssemblyName("Confluent.Kafka"));

    /// <summary>An assembly to refer to.</summary>
    public static MetadataReference Emit(Compilation compilation)
    {
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
