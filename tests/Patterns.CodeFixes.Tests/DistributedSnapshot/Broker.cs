using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Patterns.Tests;

namespace Patterns.CodeFixes.Tests.DistributedSnapshot;

/// <summary>The frame of a broker's client, as an assembly of its own.</summary>
internal static class Broker
{
    private const string Client = """
        namespace Confluent.Kafka
        {
            public readonly record struct Offset(long Value) { public static Offset operator +(Offset o, int n) => new(o.Value + n); }
            public record TopicPartition(string Topic, int Partition);
            public record TopicPartitionOffset(TopicPartition TopicPartition, Offset Offset);
            public class ConsumeResult<TKey, TValue> { public TValue Value { get; } = default!; public TopicPartition TopicPartition { get; } = null!; public Offset Offset { get; } public TopicPartitionOffset TopicPartitionOffset => null!; }
            public interface IConsumer<TKey, TValue> { ConsumeResult<TKey, TValue> Consume(); void Commit(ConsumeResult<TKey, TValue> result); void StoreOffset(ConsumeResult<TKey, TValue> result); void StoreOffset(TopicPartitionOffset offset); }
            public class ConsumerConfig { public bool? EnableAutoCommit { get; set; } }
        }
        """;

    private static readonly MetadataReference Image = Emit(Source.Compile(Client).WithAssemblyName("Confluent.Kafka"));

    /// <summary>Lets a test use the client.</summary>
    public static void Reference(AnalyzerTest<DefaultVerifier> test) => test.TestState.AdditionalReferences.Add(Image);

    private static MetadataReference Emit(Compilation compilation)
    {
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
