using Patterns.Analyzers.DistributedSnapshot;
using Patterns.CodeFixes.DistributedSnapshot;
using Patterns.Tests;

namespace Patterns.CodeFixes.Tests.DistributedSnapshot;

public class DistributedSnapshotCodeFixTests
{
    [Fact]
    public Task The_item_is_processed_first() => Verify<DistributedSnapshotAnalyzer>.Fixes<CommitAfterProcessingCodeFix>(
        "PAT1201", Loop("await [|positions.Save(item.Offset)|]; // save\n        await handler.Handle(item); // handle"), Loop("await handler.Handle(item); // save\n        await positions.Save(item.Offset); // handle"));

    [Fact]
    public Task Statements_that_stand_apart_are_left_to_the_author() => Verify<DistributedSnapshotAnalyzer>.OffersNoFix<CommitAfterProcessingCodeFix>(
        "PAT1201", Loop("await [|positions.Save(item.Offset)|];\n        if (item.Offset > 0) await handler.Handle(item);"));

    [Fact]
    public Task Results_are_flushed_first() => Verify<DistributedSnapshotAnalyzer>.Fixes<StateBeforePositionCodeFix>(
        "PAT1202", Loop("await handler.Handle(item);\n        await [|positions.Save(item.Offset)|];\n        log.Flush();"), Loop("await handler.Handle(item);\n        log.Flush();\n        await positions.Save(item.Offset);"));

    [Fact]
    public Task The_position_in_memory_is_advanced_after_the_write() => Verify<DistributedSnapshotAnalyzer>.Fixes<MemoryFollowsDiskCodeFix>(
        "PAT1206", Done("[|_last = item.Offset|]; // remembered\n    await positions.Save(item.Offset);"), Done("await positions.Save(item.Offset);\n    _last = item.Offset; // remembered"));

    [Fact]
    public Task A_write_of_what_is_assigned_is_left_to_the_author() => Verify<DistributedSnapshotAnalyzer>.OffersNoFix<MemoryFollowsDiskCodeFix>(
        "PAT1206", Done("[|_last = item.Offset|];\n    await positions.Save(_last);"));

    [Fact]
    public Task A_checkpoint_is_flushed_to_the_disk() => Verify<DistributedSnapshotAnalyzer>.Fixes<DurableThenVisibleCodeFix>("PAT1205", Counts("[|s.Flush()|];", ""), Counts("s.Flush(flushToDisk: true);", ""));

    [Fact]
    public Task A_restore_reads_exactly() => Verify<DistributedSnapshotAnalyzer>.Fixes<RestoreReadsExactlyCodeFix>(
        "PAT1208", Counts("s.Flush(true);", "[|s.Read(new byte[8], 0, 8)|];"), Counts("s.Flush(true);", "s.ReadExactly(new byte[8], 0, 8);"));

    [Theory]
    [InlineData("consumer.StoreOffset([|r.TopicPartitionOffset|]);", "consumer.StoreOffset(r);")]
    [InlineData("consumer.StoreOffset(new TopicPartitionOffset(r.TopicPartition, [|r.Offset|]));", "consumer.StoreOffset(new TopicPartitionOffset(r.TopicPartition, r.Offset + 1));")]
    public Task The_next_offset_is_committed(string last, string next) => Verify<DistributedSnapshotAnalyzer>.Fixes<NextOffsetCodeFix>("PAT1203", Worker(last), Worker(next), Broker.Reference);

    [Fact]
    public Task The_automatic_commit_is_switched_off() => Verify<DistributedSnapshotAnalyzer>.Fixes<OneCommitModeCodeFix>(
        "PAT1210", Worker("consumer.Commit(r);", "[|EnableAutoCommit = true|]"), Worker("consumer.Commit(r);", "EnableAutoCommit = false"), Broker.Reference);

    private static string Worker(string commit, string setting = "") => $$"""
        using Confluent.Kafka;
        public class Worker(IConsumer<string, string> consumer, Func<string, Task> handle)
        {
            public ConsumerConfig Config { get; } = Create();
            private static ConsumerConfig Create() => new() { {{setting}} };
            public async Task Run()
            {
                while (true)
                {
                    var r = consumer.Consume();
                    await handle(r.Value);
                    {{commit}}
                }
            }
        }
        """;

    private static string Loop(string body) => Program("""
        public async Task Run()
        {
            await foreach (var item in input.Read(await positions.Load()))
            {
                BODY
            }
        }
        """.Replace("        BODY", "        " + body));

    private static string Done(string body) => Program("""
        private long _last;
        public async Task Start() => _last = await positions.Load();
        public bool Admit(Item item) => item.Offset > _last;
        public async Task Done(Item item)
        {
            if (item.Offset <= _last) return;
            BODY
        }
        """.Replace("BODY", body));

    private static string Program(string members) => $$"""
        public record Item(long Offset, string Text);
        public interface IInput { IAsyncEnumerable<Item> Read(long from); }
        public interface IPositions { Task<long> Load(); Task Save(long position); }
        public interface IHandler { Task Handle(Item item); }
        public class Follower(IInput input, IPositions positions, IHandler handler, Stream log)
        {
        private readonly object _all = (input, handler, log);
        {{members}}
        }
        """;

    private static string Counts(string flush, string read) => $$"""
        using System.Text.Json;
        public record Row(long Offset, string Word);
        public record Saved(long Offset, Dictionary<string, int> Counts);
        public class Words(string path)
        {
            private Dictionary<string, int> _counts = new();
            private long _offset;

            public void Apply(Row row) { _counts[row.Word] = 1; _offset = row.Offset; }

            public void Save()
            {
                using (var s = new FileStream(path + ".new", FileMode.Create))
                {
                    JsonSerializer.Serialize(s, new Saved(_offset, _counts));
                    {{flush}}
                }
                File.Move(path + ".new", path, true);
            }

            public void Load()
            {
                using var s = File.OpenRead(path);
                {{read}}
                var saved = JsonSerializer.Deserialize<Saved>(s)!;
                _offset = saved.Offset;
                _counts = saved.Counts;
            }
        }
        """;
}
