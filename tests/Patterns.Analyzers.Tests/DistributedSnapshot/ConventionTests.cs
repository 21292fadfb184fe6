using Patterns.Analyzers.DistributedSnapshot;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.DistributedSnapshot;

public class ConventionTests
{
    [Theory]
    [InlineData("[|positions.Save(\"a\", item.Offset)|].Wait(); await handler.Handle(item);")]
    [InlineData("await [|positions.Save(\"a\", item.Offset)|]; var text = item.Text.Trim(); Console.WriteLine(text); await handler.Handle(item with { Text = text });")]
    [InlineData("await handler.Handle(item); await positions.Save(\"a\", item.Offset);")]
    [InlineData("await handler.Handle(item); await positions.Save(\"a\", item.Offset); await handler.Handle(item);")]
    [InlineData("await positions.Save(\"a\", item.Offset); Console.WriteLine(item.Text);")]
    public Task An_item_is_processed_before_its_position_is_saved(string body) => Report("PAT1201", Loop(body));

    [Theory]
    [InlineData("var r = consumer.Consume(token); [|consumer.Commit(r)|]; await handle(r.Message.Value);")]
    [InlineData("var r = consumer.Consume(token); [|consumer.StoreOffset(r)|]; var text = r.Message.Value.Trim(); await handle(text);")]
    [InlineData("var r = consumer.Consume(token); await handle(r.Message.Value); consumer.Commit(r);")]
    public Task A_message_is_processed_before_it_is_committed(string body) => ReportWithBroker("PAT1201", body);

    [Theory]
    [InlineData("tell.Info(text); tell.Error(text);", "consumer.Commit(r);")]
    [InlineData("tell.Info(new { Text = text }.Text);", "consumer.Commit(r);")]
    [InlineData("keep.Put(text);", "[|consumer.Commit(r)|];")]
    public Task A_helper_that_only_logs_processes_nothing(string helper, string commit) => ReportWithBroker("PAT1201",
        "var r = consumer.Consume(token); " + commit + " Told(r.Message.Value);",
        "public interface ITell { void Info(string text); void Error(string text); } public interface IKeep { void Put(string text); } readonly ITell tell; readonly IKeep keep; void Told(string text) { " + helper + " }");

    [Theory]
    [InlineData("await handler.Handle(item); await [|positions.Save(\"a\", item.Offset)|]; log.Flush();")]
    [InlineData("await handler.Handle(item); log.Flush(); await positions.Save(\"a\", item.Offset);")]
    [InlineData("await handler.Handle(item); log.Flush(); await positions.Save(\"a\", item.Offset); log.Flush();")]
    [InlineData("await handler.Handle(item); await positions.Save(\"a\", item.Offset); Console.Out.Flush();")]
    public Task Results_are_flushed_before_the_position_is_saved(string body) => Report("PAT1202", Loop(body));

    [Theory]
    [InlineData("var r = consumer.Consume(token); await handle(r.Message.Value); consumer.StoreOffset([|r.TopicPartitionOffset|]);")]
    [InlineData("var r = consumer.Consume(token); await handle(r.Message.Value); consumer.Commit(new[] { new TopicPartitionOffset(r.TopicPartition, [|r.Offset|]) });")]
    [InlineData("var r = consumer.Consume(token); await handle(r.Message.Value); var p = new TopicPartitionOffset(r.TopicPartition, [|r.Offset|]); consumer.StoreOffset(p);")]
    [InlineData("var r = consumer.Consume(token); await handle(r.Message.Value); consumer.Commit(new[] { new TopicPartitionOffset(r.TopicPartition, r.Offset + 1) });")]
    [InlineData("var r = consumer.Consume(token); await handle(r.Message.Value); consumer.Commit(r);")]
    [InlineData("var r = consumer.Consume(token); await handle(r.Message.Value); Console.WriteLine(r.TopicPartitionOffset); consumer.StoreOffset(r);")]
    public Task The_next_offset_is_committed(string body) => ReportWithBroker("PAT1203", body);

    [Theory]
    [InlineData("try { await handler.Handle(item); } [|catch|] (IOException e) { Console.WriteLine(e); } await positions.Save(\"a\", item.Offset);")]
    [InlineData("try { await handler.Handle(item); } [|catch|] { } await positions.Save(\"a\", item.Offset);")]
    [InlineData("try { await handler.Handle(item); } catch { await poison.Handle(item); } await positions.Save(\"a\", item.Offset);")]
    [InlineData("try { await handler.Handle(item); } catch (IOException) { continue; } await positions.Save(\"a\", item.Offset);")]
    [InlineData("try { await handler.Handle(item); } catch (IOException) { throw; } await positions.Save(\"a\", item.Offset);")]
    [InlineData("try { await handler.Handle(item); await positions.Save(\"a\", item.Offset); } catch (IOException) { }")]
    [InlineData("try { await handler.Handle(item); } catch (OperationCanceledException) { } await positions.Save(\"a\", item.Offset);")]
    public Task A_failure_is_not_swallowed_on_the_way_to_the_save(string body) => Report("PAT1204", Loop(body));

    [Theory]
    [InlineData("Task Nack(Item item, Exception e) => [|Ack(item)|];")]
    [InlineData("Task Nack(Item item, Exception e) => strict ? throw e : [|Ack(item)|];")]
    [InlineData("async Task Nack(Item item, Exception e) { await poison.Handle(item); await Ack(item); }")]
    [InlineData("Task Nack(Item item, Exception e) => throw new IOException(item.Text, e);")]
    public Task A_refusal_is_not_an_acknowledgement(string nack) =>
        Report("PAT1204", "readonly bool strict; public async Task Run() => await input.Deliver(await positions.Load(\"a\"), On); async Task On(Item i) { try { await handler.Handle(i); await Ack(i); } catch (Exception e) { await Nack(i, e); } } Task Ack(Item item) => positions.Save(\"a\", item.Offset); " + nack);

    [Theory]
    [InlineData("[|File.WriteAllText(path, text)|];")]
    [InlineData("using var s = [|new FileStream(path, FileMode.Create)|]; s.Write(new byte[text.Length]);")]
    [InlineData("File.WriteAllText(path + \".new\", text); [|File.Move(path + \".new\", path, true)|];")]
    [InlineData("using (var s = new FileStream(path + \".new\", FileMode.Create)) { s.Write(new byte[text.Length]); [|s.Flush()|]; } File.Move(path + \".new\", path, true);")]
    [InlineData("using (var s = new FileStream(path + \".new\", FileMode.Create)) { s.Write(new byte[text.Length]); s.Flush(true); } File.Move(path + \".new\", path, true);")]
    [InlineData("Write(path + \".new\"); File.Move(path + \".new\", path, true); void Write(string p) { using var s = new FileStream(p, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.WriteThrough); s.Write(new byte[text.Length]); }")]
    public Task A_checkpoint_is_on_disk_before_it_is_visible(string write) => Verify<DistributedSnapshotAnalyzer>.Reports("PAT1205", Counts(write: write));

    [Theory]
    [InlineData("[|File.WriteAllText(path, $\"{_next}\")|];")]
    [InlineData("using (File.Create(path + \".lock\")) { } File.WriteAllText(path + \".new\", $\"{_next}\"); [|File.Move(path + \".new\", path, true)|];")]
    public Task A_position_is_not_rewritten_in_place(string write) => Verify<DistributedSnapshotAnalyzer>.Reports("PAT1205",
        "public interface IDocs { string Get(int number); } public class Copier(string path, IDocs docs) { int _next; public void Start() => _next = int.Parse(File.ReadAllText(path)); public void Run() { while (_next < 9) { var doc = docs.Get(_next); Console.Write(doc); _next++; } Keep(); } void Keep() { " + write + " } }");

    [Theory]
    [InlineData("FileMode.OpenOrCreate", "using var writer = [|new StreamWriter(at)|]; writer.Write(next);")]
    [InlineData("FileMode.OpenOrCreate", "using (File.Create(path)) { } at.WriteByte(0); Console.Write(next);")]
    public Task A_bookmark_is_not_rewritten_in_place(string mode, string save) => Verify<DistributedSnapshotAnalyzer>.Reports("PAT1205",
        "public class Shipper(string path, Func<string, Task> send) { static bool TryLine(ref long at, out string line) { at++; line = \"\"; return true; } static void Load(Stream at, out long next) => next = long.Parse(new StreamReader(at).ReadLine()!); void Save(Stream at, long next) { " + save + " } public async Task Run() { using var at = File.Open(path, " + mode + "); Load(at, out var next); while (TryLine(ref next, out var line)) { await send(line); Save(at, next); } } }");

    [Theory]
    [InlineData("if (item.Offset > _last) { [|_last = item.Offset|]; await positions.Save(\"a\", _last); }")]
    [InlineData("var p = item.Offset; if (p <= _last) return; [|_last = p|]; await positions.Save(\"a\", p);")]
    [InlineData("if (item.Offset > _last) { await positions.Save(\"a\", item.Offset); _last = item.Offset; }")]
    [InlineData("if (item.Offset <= _last) return; var old = _last; _last = item.Offset; try { await positions.Save(\"a\", _last); } catch { _last = old; throw; }")]
    [InlineData("_last = item.Offset; await positions.Save(\"a\", _last);")]
    public Task The_position_in_memory_follows_the_stored_one(string done) =>
        Report("PAT1206", "long _last; public async Task Start() => _last = await positions.Load(\"a\"); public bool Admit(Item i) => i.Offset > _last; public async Task Done(Item item) { " + done + " }");

    [Theory]
    [InlineData("if (++n % 10 == 0) await positions.Save(\"a\", item.Offset);", "public void [|Dispose|]() => GC.SuppressFinalize(this);")]
    [InlineData("if (++n % 10 == 0) await positions.Save(\"a\", item.Offset);", "public Task [|StopAsync|]() => Task.CompletedTask;")]
    [InlineData("if (++n % 10 == 0) await positions.Save(\"a\", item.Offset);", "public Task StopAsync() => positions.Save(\"a\", 1);")]
    [InlineData("if (++n % 10 == 0) await positions.Save(\"a\", item.Offset);", "readonly CancellationTokenSource _stop = new(); public void Dispose() => _stop.Cancel();")]
    [InlineData("if (++n % 10 == 0) await positions.Save(\"a\", item.Offset);", "")]
    [InlineData("await positions.Save(\"a\", item.Offset);", "public void Dispose() => GC.SuppressFinalize(this);")]
    public Task A_shutdown_saves_what_was_held_back(string save, string end) => Report("PAT1207", Loop("await handler.Handle(item); " + save) + " int n; " + end);

    [Theory]
    [InlineData("[|s.Read(b, 0, 8)|];")]
    [InlineData("[|s.ReadAsync(b, 0, 8)|];")]
    [InlineData("s.ReadExactly(b, 0, 8);")]
    [InlineData("if (s.Read(b, 0, 8) < 8) throw new IOException();")]
    public Task A_restore_reads_exactly(string read) => Verify<DistributedSnapshotAnalyzer>.Reports("PAT1208", Counts(read: "using var s = File.OpenRead(path); var b = new byte[8]; " + read));

    [Theory]
    [InlineData("lock (_sync) { CHANGE }", "WRITE")]
    [InlineData("CHANGE", "SILENT")]
    [InlineData("lock (_sync) { CHANGE }", "LOCKED")]
    public Task State_is_stored_under_its_lock(string apply, string kind) => Verify<DistributedSnapshotAnalyzer>.Reports("PAT1209", Counts(apply: apply.Replace("CHANGE", "_counts[row.Word] = 1; _offset = row.Offset;"), kind: kind));

    [Theory]
    [InlineData("[|EnableAutoCommit = true|]", "consumer.Commit(r);")]
    [InlineData("EnableAutoCommit = false", "consumer.Commit(r);")]
    [InlineData("EnableAutoCommit = true, EnableAutoOffsetStore = false", "consumer.StoreOffset(r);")]
    public Task Commits_are_made_in_one_way(string setting, string commit) =>
        ReportWithBroker("PAT1210", "var r = consumer.Consume(token); await handle(r.Message.Value); " + commit, "static IConsumer<string, string> Open() => new ConsumerBuilder<string, string>(new ConsumerConfig { GroupId = \"g\", " + setting + " }).Build();");

    private static string Loop(string body) => "public async Task Run() { await foreach (var item in input.Read(await positions.Load(\"a\"))) { " + body + " } }";

    private static Task Report(string id, string members) => Verify<DistributedSnapshotAnalyzer>.Reports(
        id, Snapshots.Input + "public class Follower(IInput input, IPositions positions, IHandler handler, IHandler poison, Stream log) { readonly object _use = (input, handler, poison, log); " + members + " }");

    private static Task ReportWithBroker(string id, string body, string members = "") => Verify<DistributedSnapshotAnalyzer>.Reports(
        id, Snapshots.Worker(body, members), test => test.TestState.AdditionalReferences.Add(Snapshots.Client));

    private static string Counts(string write = "File.Delete(path);", string read = "", string apply = "_counts[row.Word] = 1; _offset = row.Offset;", string kind = "SILENT") => """
        using System.Text.Json;
        public record Row(long Offset, string Word);
        public record Saved(long Offset, Dictionary<string, int> Counts);
        public class Words(string path)
        {
            private readonly object _sync = new();
            private Dictionary<string, int> _counts = new();
            private long _offset;
            public void Apply(Row row) { APPLY }
            public void Save() { STATE WRITE }
            public void Load() { READ var saved = JsonSerializer.Deserialize<Saved>(File.ReadAllText(path))!; _offset = saved.Offset; _counts = saved.Counts; }
        }
        """.Replace("STATE", kind switch
        {
            "WRITE" => "var text = JsonSerializer.Serialize(new Saved(_offset, [|_counts|]));",
            "LOCKED" => "string text; lock (_sync) text = JsonSerializer.Serialize(new Saved(_offset, _counts));",
            _ => "var text = JsonSerializer.Serialize(new Saved(_offset, _counts));",
        }).Replace("APPLY", apply).Replace("WRITE", write).Replace("READ", read);
}
