using Patterns.Analyzers.LsmTree;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.LsmTree;

public class ConventionTests
{
    private const string Append = "var full = _recent; _runs.Add(Run.Write(\"f\", full)); _recent = new();";

    [Fact]
    public Task Oldest_first_is_reported() => Reports("PAT0501", Store.With(flush: Append, get: Store.Get.Replace("in _runs", "in [|_runs|]")));

    [Theory]
    [InlineData("Enumerable.Reverse(_runs)")]
    [InlineData("_runs.OrderByDescending(run => run.GetHashCode())")]
    public Task Runs_in_another_order_are_silent(string newestFirst) => Reports("PAT0501", Store.With(flush: Append, get: Store.Get.Replace("in _runs", "in " + newestFirst)));

    [Fact]
    public Task Runs_that_are_put_in_front_are_silent() => Reports("PAT0501", Store.With());

    [Fact]
    public Task Frozen_tables_that_a_finally_forgets_are_reported() => Reports("PAT0504", Frozen("try { _runs.Insert(0, Run.Write(\"f\", _frozen)); } finally { [|_frozen = null|]; }"));

    [Theory]
    [InlineData("try { _runs.Insert(0, Run.Write(\"f\", _frozen)); _frozen = null; } finally { Console.WriteLine(); }")]
    [InlineData("try { _runs.Insert(0, Run.Write(\"f\", _frozen)); } catch { _recent = _frozen; throw; } finally { _frozen = null; }")]
    public Task Frozen_tables_that_survive_a_failure_are_silent(string flush) => Reports("PAT0504", Frozen(flush));

    [Fact]
    public Task A_swap_outside_the_lock_of_the_writers_is_reported() => Reports("PAT0505", Locked("[|_recent = new()|];", "Flush();"));

    [Fact]
    public Task A_swap_under_the_lock_of_a_caller_is_silent() => Reports("PAT0505", Locked("_recent = new();", "lock (_runs) Flush();"));

    [Fact]
    public Task A_swap_by_exchange_is_silent() => Reports("PAT0505", Store.With(
        put: "lock (_runs) _recent[key] = value; Flush();", flush: "_runs.Insert(0, Run.Write(\"f\", Interlocked.Exchange(ref _recent, new())));"));

    [Fact]
    public Task Writers_without_a_lock_are_silent() => Reports("PAT0505", Store.With());

    [Theory]
    [InlineData("var full = _recent.ToList(); _gate.Wait(); _runs.Insert(0, Run.Write(\"f\", full)); [|_recent.Clear()|]; _gate.Release();")]
    [InlineData("_gate.Wait(); var full = _recent.ToList(); _runs.Insert(0, Run.Write(\"f\", full)); _recent.Clear(); _gate.Release();")]
    public Task A_table_is_emptied_under_the_lock_under_which_its_content_was_taken(string flush) => Reports("PAT0505", Store.With(
        members: "private readonly SemaphoreSlim _gate = new(1);", put: "_gate.Wait(); _recent[key] = value; _gate.Release(); Flush();", flush: flush));

    [Fact]
    public Task A_log_that_is_never_cut_is_reported() => Reports("PAT0508", Logged("[|_recent = new()|];"));

    [Theory]
    [InlineData("_recent = new(); _log.Reset();")]
    [InlineData("_recent = new(); _log = new();")]
    public Task A_log_that_is_cut_or_rolled_is_silent(string end) => Reports("PAT0508", Logged(end));

    [Fact]
    public Task A_run_that_is_not_flushed_before_its_log_goes_is_reported() => Reports("PAT0503", Written("[|stream.Flush()|];", "File.Delete(\"log\");"));

    [Theory]
    [InlineData("stream.Flush(true);", "File.Delete(\"log\");")]
    [InlineData("stream.Flush();", "")]
    public Task A_durable_run_and_one_that_replaces_nothing_are_silent(string end, string delete) => Reports("PAT0503", Written(end, delete));

    [Theory]
    [InlineData("stream.Flush();", "[|Writer.Write(\"f\", merged.Values)|]", "File.Delete(\"old\");")]
    [InlineData("stream.Flush(true);", "Writer.Write(\"f\", merged.Values)", "File.Delete(\"old\");")]
    [InlineData("stream.Flush();", "Writer.Write(\"f\", merged.Values)", "")]
    public Task A_merge_that_has_its_run_written_elsewhere_and_deletes_its_inputs_is_reported(string end, string write, string delete) =>
        Reports("PAT0503", Levelled("merged.Values").Replace("Run.Write(merged.Values)", write).Replace("_levels[level].Clear();", "_levels[level].Clear(); " + delete)
            + "static class Writer { public static Run Write(string path, IEnumerable<Cell> cells) { using var stream = new FileStream(path, FileMode.Create); foreach (var cell in cells) stream.WriteByte(1); " + end + " return new(); } }");

    [Fact]
    public Task Tombstones_dropped_at_every_level_are_reported() => Reports("PAT0502", Levelled("[|merged.Values.Where(cell => !cell.Gone)|]"));

    [Theory]
    [InlineData("merged.Values.Where(cell => !cell.Gone || level + 2 < _levels.Count)")]
    [InlineData("level + 2 < _levels.Count ? merged.Values : merged.Values.Where(cell => !cell.Gone)")]
    [InlineData("merged.Values")]
    public Task Tombstones_dropped_at_the_bottom_only_are_silent(string kept) => Reports("PAT0502", Levelled(kept));

    private static Task Reports(string id, string markup) => Verify<LsmTreeAnalyzer>.Reports(id, markup);

    private static string Frozen(string flush) => Store.With(
        members: "private SortedDictionary<string, string?>? _frozen;", flush: "_frozen = _recent; _recent = new(); " + flush);

    private static string Locked(string swap, string call) => Store.With(
        put: "lock (_runs) { _recent[key] = value; } " + call, flush: "var full = _recent; _runs.Insert(0, Run.Write(\"f\", full)); " + swap);

    private static string Logged(string end) => Store.With(
        members: "private Log _log = new();",
        put: "_log.Append(key, value); " + Store.Put,
        flush: "var full = _recent; _runs.Insert(0, Run.Write(\"f\", full)); " + end,
        more: "class Log { public void Append(string key, string? value) => File.AppendAllText(\"log\", key + value); public void Reset() => File.Delete(\"log\"); }");

    private static string Written(string end, string delete) => Store.With(
        flush: "var full = _recent; _runs.Insert(0, Run.Write(\"f\", full)); _recent = new(); " + delete,
        run: Store.Run.Replace(
            "File.WriteAllLines(path, sorted.Select(entry => entry.Key + entry.Value));",
            "using var stream = new FileStream(path, FileMode.Create); foreach (var entry in sorted) stream.WriteByte(1); " + end));

    private static string Levelled(string kept) => $$"""
        record Cell(string Key, bool Gone);
        class Run
        {
            public string Path = "";
            public static Run Write(IEnumerable<Cell> cells) { File.WriteAllLines("f", cells.Select(cell => cell.Key)); return new(); }
            public Cell? Find(string key) => null;
            public IEnumerable<Cell> All() => [];
        }
        class Levels
        {
            private readonly List<List<Run>> _levels = new();
            public void Compact(int level)
            {
                var merged = new SortedDictionary<string, Cell>();
                foreach (var run in _levels[level]) foreach (var cell in run.All()) merged[cell.Key] = cell;
                _levels[level + 1].Add(Run.Write({{kept}}));
                _levels[level].Clear();
            }
        }
        """;
}
