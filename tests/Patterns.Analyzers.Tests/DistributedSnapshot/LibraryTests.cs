using Patterns.Analyzers.DistributedSnapshot;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.DistributedSnapshot;

public class LibraryTests
{
    [Theory]
    [InlineData("var r = consumer.Consume(token); await handle(r.Message.Value); consumer.Commit(r);", "high")]
    [InlineData("var r = consumer.Consume(token); await handle(r.Message.Value); consumer.StoreOffset(r);", "high")]
    [InlineData("var r = consumer.Consume(token); await handle(r.Message.Value); consumer.Commit();", "high")]
    [InlineData("var r = consumer.Consume(token); await handle(r.Message.Value); consumer.Commit(new[] { new TopicPartitionOffset(r.TopicPartition, r.Offset + 1) });", "high")]
    [InlineData("var r = consumer.Consume(token); consumer.Commit(r); await handle(r.Message.Value);", "medium")]
    public async Task A_consumer_that_commits_is_a_tracker(string body, string confidence) =>
        Assert.Equal((confidence, "Kafka"), Single(await Snapshots.FindWithBroker("PAT1200", Snapshots.Worker(body))));

    [Theory]
    [InlineData("var r = consumer.Consume(token); await handle(r.Message.Value);")]
    [InlineData("await handle(\"\"); consumer.Commit();")]
    public async Task A_consumer_that_does_not_keep_its_position_is_none(string body) => Assert.Empty(await Snapshots.FindWithBroker("PAT1200", Snapshots.Worker(body)));

    [Theory]
    [InlineData("public ConsumeResult<string, string> Next(CancellationToken token) => inner.Consume(token); public void Done() => inner.Commit();", true)]
    [InlineData("public ConsumeResult<string, string> Next(CancellationToken token) => other.Consume(token); public void Done() => inner.Commit();", false)]
    [InlineData("public void Done(TopicPartition part, long at) => inner.StoreOffset(new TopicPartitionOffset(part, at + 1));", true)]
    [InlineData("public void Done(TopicPartition part, long at) => inner.StoreOffset(new TopicPartitionOffset(part, at));", false)]
    public async Task Who_wraps_a_client_that_keeps_its_position_commits_for_others(string members, bool expected) => Assert.Equal(expected, (await Snapshots.FindWithBroker("PAT1200",
        "using Confluent.Kafka; public class Wrapped(IConsumer<string, string> inner, IConsumer<string, string> other) { readonly object _use = (inner, other); " + members + " }")).Count == 1);

    [Theory]
    [InlineData("table.Put(group, places);", "TopicPartitionOffset", true)]
    [InlineData("all[group] = places.ToArray();", "TopicPartitionOffset", false)]
    [InlineData("table.Put(group, places);", "TopicPartition", false)]
    public async Task A_store_of_broker_positions_is_a_checkpoint_store(string put, string kept, bool expected) => Assert.Equal(expected, (await Snapshots.FindWithBroker("PAT1200", $$"""
        using Confluent.Kafka;
        public record Place(TopicPartition Part, Offset Offset);
        public record Part(TopicPartition At, string Name);
        public interface ITable { void Put(string key, object value); }
        public interface IPlaces { IReadOnlyCollection<{{(kept == "TopicPartition" ? "Part" : "Place")}}> Get(string group); void Set(string group, IEnumerable<{{(kept == "TopicPartition" ? "Part" : "Place")}}> places); }
        public class Rows(ITable table) : IPlaces { readonly Dictionary<string, object> all = new(); public IReadOnlyCollection<{{(kept == "TopicPartition" ? "Part" : "Place")}}> Get(string group) => []; public void Set(string group, IEnumerable<{{(kept == "TopicPartition" ? "Part" : "Place")}}> places) { {{put}} } }
        """)).Count == 1);

    [Fact]
    public async Task A_type_that_bears_the_name_of_the_client_is_no_mark() =>
        Assert.Empty(await Snapshots.Find("PAT1200", Snapshots.Worker("var r = consumer.Consume(token); await handle(r.Message.Value); consumer.StoreOffset(r);"), Snapshots.Broker));

    [Fact]
    public async Task Out_of_order_messages_of_a_broker_are_put_in_order()
    {
        const string Order = "using Confluent.Kafka; public class Order(TopicPartition partition) { readonly SortedSet<long> _done = new(); long _next; public string Name => partition.Topic; public long Done(long offset) { _done.Add(offset); while (_done.Remove(_next)) _next++; return _next; } }";
        Assert.Equal("position-tracker", Assert.Single(await Snapshots.FindWithBroker("PAT1200", Order)).Role);
    }

    [Theory]
    [InlineData("protected override void OnSave(Stream to) { }", "public void Tick(Stream to) => query.Checkpoint(to);", "coordinator")]
    [InlineData("protected override void OnSave(Stream to) => query.Checkpoint(to);", "", "participant")]
    [InlineData("protected override void OnSave(Stream to) => query.Checkpoint(to);", "public void Tick(Stream to) => query.Checkpoint(to);", "coordinator")]
    public async Task Who_stores_its_part_when_its_base_class_asks_takes_part(string save, string other, string role)
    {
        var library = Snapshots.Emit(Source.Compile("namespace Microsoft.StreamProcessing { public class Process { public void Checkpoint(System.IO.Stream to) { } } }").WithAssemblyName("Microsoft.StreamProcessing"));
        var compilation = Source.Compile("using Microsoft.StreamProcessing; public abstract class Immortal { protected abstract void OnSave(Stream to); } public class Query(Process query) : Immortal { " + save + other + " }").AddReferences(library);
        Assert.Equal(role, Assert.Single(await Finds.In<DistributedSnapshotAnalyzer>(compilation), found => found.Id == "PAT1200").Role);
    }

    [Theory]
    [InlineData("IKept", "public void Keep(Stream to) => Take(to); void Take(Stream to) => query.Checkpoint(to);", "participant")]
    [InlineData("IKept", "public void Keep(Stream to) { } public void Take(Stream to) => query.Checkpoint(to);", "coordinator")]
    public async Task Who_stores_its_part_where_its_contract_asks_for_it_takes_part(string contract, string members, string role)
    {
        var library = Snapshots.Emit(Source.Compile("namespace Microsoft.StreamProcessing { public class Process { public void Checkpoint(System.IO.Stream to) { } } }").WithAssemblyName("Microsoft.StreamProcessing"));
        var compilation = Source.Compile($"using Microsoft.StreamProcessing; public interface IKept {{ void Keep(Stream to); }} public class Query(Process query) : {contract} {{ {members} }}").AddReferences(library);
        Assert.Equal(role, Assert.Single(await Finds.In<DistributedSnapshotAnalyzer>(compilation), found => found.Id == "PAT1200").Role);
    }

    [Theory]
    [InlineData("List<TopicPartitionOffset> done", "consumer.StoreOffset(new TopicPartitionOffset(one.TopicPartition, one.Offset + 1));", "committer")]
    [InlineData("List<ConsumeResult<string, string>> done", "consumer.StoreOffset(new TopicPartitionOffset(one.TopicPartition, one.Offset + 1));", "position-tracker")]
    public async Task A_position_is_no_item_that_could_be_processed(string done, string commit, string role) => Assert.Equal(role, Assert.Single(await Snapshots.FindWithBroker("PAT1200",
        $"using Confluent.Kafka; public interface IBook {{ void Note(object one); }} public class Ends(IConsumer<string, string> consumer, IBook book) {{ public void Done({done}) {{ foreach (var one in done) {{ book.Note(one); {commit} }} }} }}")).Role);

    [Theory]
    [InlineData("public void Done(List<TopicPartitionOffset> all) { kept.Store(\"g\", all); foreach (var one in all) last[one.TopicPartition] = one.Offset; }", "committer")]
    [InlineData("public void Done(List<TopicPartitionOffset> all) { kept.Store(\"g\", all); }", null)]
    [InlineData("public TopicPartitionOffset Start(TopicPartition part) => new(part, kept.Stored(\"g\")[0].Offset + 1);", "position-tracker")]
    [InlineData("public TopicPartitionOffset Start(TopicPartition part) => new(part, kept.Stored(\"g\")[0].Offset);", null)]
    public async Task Who_has_positions_of_a_broker_stored_remembers_them_or_starts_there(string member, string? role) => Assert.Equal(role, (await Snapshots.FindWithBroker("PAT1200", $$"""
        using Confluent.Kafka;
        public interface IKept { List<TopicPartitionOffset> Stored(string group); void Store(string group, List<TopicPartitionOffset> all); }
        public class User(IKept kept) { readonly Dictionary<TopicPartition, Offset> last = new(); {{member}} }
        """)).SingleOrDefault()?.Role);

    [Theory]
    [InlineData("consumer.StoreOffset(at)", "committer")]
    [InlineData("Console.WriteLine(at)", null)]
    public async Task A_method_of_the_project_may_hand_the_position_to_the_broker(string body, string? role) => Assert.Equal(role, (await Snapshots.FindWithBroker("PAT1200", $$"""
        using Confluent.Kafka;
        public class Wrap(IConsumer<string, string> consumer) { public void Note(TopicPartitionOffset at) => {{body}}; public object Inner => consumer; }
        public class Ends(Wrap wrap) { public void Done(List<ConsumeResult<string, string>> done) { foreach (var one in done) wrap.Note(new TopicPartitionOffset(one.TopicPartition, one.Offset + 1)); } }
        """)).SingleOrDefault()?.Role);

    private static (string?, string?) Single(IReadOnlyList<Patterns.Tests.Found> found) => (Assert.Single(found).Confidence, found[0].Closest);
}
