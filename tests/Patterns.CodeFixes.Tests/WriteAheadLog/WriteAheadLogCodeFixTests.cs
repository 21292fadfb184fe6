using Patterns.Analyzers.WriteAheadLog;
using Patterns.CodeFixes.WriteAheadLog;
using Patterns.Tests;

namespace Patterns.CodeFixes.Tests.WriteAheadLog;

public sealed class WriteAheadLogCodeFixTests
{
    private const string Read = "public IEnumerable<int> Read() { using var s = File.OpenRead(\"\"); while (s.Position < s.Length) yield return s.ReadByte(); }";

    private const string Journal = "class Journal { readonly FileStream _f = new(\"\", FileMode.Append); public void Append(int[] r) { _f.WriteByte((byte)r[0]); _f.Flush(true); } public Task AppendAsync(int[] r) { Append(r); return Task.CompletedTask; } " + Read + " } ";

    [Theory]
    [InlineData("{ [|_s.Add(r)|]; log.Append(r); }", "{ log.Append(r); _s.Add(r); }")]
    [InlineData("{ if (r.Length > 0) { [|_s.Add(r)|]; log.Append(r); } }", "{ if (r.Length > 0) { log.Append(r); _s.Add(r); } }")]
    public Task A_change_and_its_append_are_swapped(string body, string repaired) =>
        Verify<WriteAheadLogAnalyzer>.Fixes<AppendBeforeApplyCodeFix>("PAT0401", Store($"void Put(int[] r) {body}"), Store($"void Put(int[] r) {repaired}"));

    [Fact]
    public Task An_awaited_append_is_moved_with_its_await() => Verify<WriteAheadLogAnalyzer>.Fixes<AppendBeforeApplyCodeFix>(
        "PAT0401",
        Store("async Task Put(int[] r) { [|_s.Add(r)|]; await log.AppendAsync(r); }"),
        Store("async Task Put(int[] r) { await log.AppendAsync(r); _s.Add(r); }"));

    [Fact]
    public Task What_stands_between_keeps_the_order() => Verify<WriteAheadLogAnalyzer>.OffersNoFix<AppendBeforeApplyCodeFix>(
        "PAT0401", Store("void Put(int[] r) { [|_s.Add(r)|]; if (_s.Count > 9) return; log.Append(r); }"));

    [Fact]
    public Task A_flush_of_a_file_is_made_to_reach_the_disk() => Verify<WriteAheadLogAnalyzer>.Fixes<FlushBeforeAcknowledgeCodeFix>(
        "PAT0402", Log("public void Add(byte[] r) { _f.Write(r); [|_f.Flush()|]; }"), Log("public void Add(byte[] r) { _f.Write(r); _f.Flush(flushToDisk: true); }"));

    [Fact]
    public Task An_asynchronous_flush_is_left_alone() => Verify<WriteAheadLogAnalyzer>.OffersNoFix<FlushBeforeAcknowledgeCodeFix>(
        "PAT0402", Log("public async Task Add(byte[] r) { await _f.WriteAsync(r); await [|_f.FlushAsync()|]; }"));

    [Fact]
    public Task The_new_file_is_flushed_before_it_replaces_the_log() => Verify<WriteAheadLogAnalyzer>.Fixes<DurableBeforeCutCodeFix>(
        "PAT0406",
        Log("public void Add(byte[] r) => _f.Write(r); void Rewrite() { using (var n = new FileStream(\"n\", FileMode.Create)) { n.WriteByte(1); [|n.Flush()|]; } File.Move(\"n\", \"l\", true); }"),
        Log("public void Add(byte[] r) => _f.Write(r); void Rewrite() { using (var n = new FileStream(\"n\", FileMode.Create)) { n.WriteByte(1); n.Flush(flushToDisk: true); } File.Move(\"n\", \"l\", true); }"));

    [Fact]
    public Task An_async_member_waits_for_the_queue() => Verify<WriteAheadLogAnalyzer>.Fixes<QueueDoesNotDropCodeFix>(
        "PAT0407", Queue("async Task Add(byte[] r) { [|_q.Writer.TryWrite(r)|]; await Task.Yield(); }"), Queue("async Task Add(byte[] r) { await _q.Writer.WriteAsync(r); await Task.Yield(); }"));

    [Fact]
    public Task A_synchronous_member_cannot_wait() =>
        Verify<WriteAheadLogAnalyzer>.OffersNoFix<QueueDoesNotDropCodeFix>("PAT0407", Queue("void Add(byte[] r) { [|_q.Writer.TryWrite(r)|]; }"));

    [Fact]
    public Task The_second_flush_is_removed() => Verify<WriteAheadLogAnalyzer>.Fixes<NoRedundantFlushCodeFix>(
        "PAT0409", Log("public void Add(byte[] r) { _f.Write(r); _f.Flush(true); [|_f.Flush(true)|]; }"), Log("public void Add(byte[] r) { _f.Write(r); _f.Flush(true); }"));

    private static string Store(string member) => Journal + "class S(Journal log) { readonly List<int[]> _s = []; public " + member + " }";

    private static string Log(string members) => "class L { readonly FileStream _f = new(\"\", FileMode.Append); " + members + Read + " }";

    private static string Queue(string member) => Log(
        "readonly System.Threading.Channels.Channel<byte[]> _q = System.Threading.Channels.Channel.CreateBounded<byte[]>(9); public " + member
        + " async Task Drain() { await foreach (var r in _q.Reader.ReadAllAsync()) _f.Write(r); } ");
}
