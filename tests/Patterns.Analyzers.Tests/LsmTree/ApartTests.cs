using Patterns.Analyzers.LsmTree;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.LsmTree;

/// <summary>Trees whose parts lie in types of their own: the look-ups apart from the tables, the merge apart from the replacement.</summary>
public class ApartTests
{
    [Theory]
    [InlineData("", "_runs[path] = Run.Write(path, []); _full.Remove(done);", "Run run", "Table memtable", "Tables levels")]
    [InlineData("public void Put(string k, string v) => _active.Put(k, v);", "_runs[path] = Run.Write(path, []); _full.Remove(done);", "Run run", "Table memtable", "Tables engine")]
    [InlineData("", "_runs[path] = Run.Write(path, []);")]
    [InlineData("", "_full.Remove(done);")]
    public async Task A_run_takes_the_place_of_a_table_that_waited(string write, string publish, params string[] found) => Assert.Equal(found, (await Roles($$"""
        class Table { private readonly SortedDictionary<string, string?> _all = new(); public void Put(string key, string? value) => _all[key] = value; }
        class Tables
        {
            private Table _active = new(); private readonly List<Table> _full = new(); private readonly Dictionary<string, Run> _runs = new();
            public Table Seal(Table fresh) { var full = _active; _active = fresh; _full.Add(full); return full; }
            public void Publish(string path, Table done) { {{publish}} }
            {{write}}
        }
        {{Store.Run}}
        """)).Order());

    [Theory]
    [InlineData("foreach (var path in old) _runs.Remove(path);", "Merger compactor", "Run run")]
    [InlineData("")]
    public async Task A_merge_is_a_compactor_where_its_caller_replaces_the_runs(string replace, params string[] found) => Assert.Equal(found, (await Roles($$"""
        class Merger
        {
            public void Merge(List<Run> runs, string path)
            {
                var heap = new PriorityQueue<IEnumerator<string>, string>();
                foreach (var run in runs) { var keys = run.Keys(); if (keys.MoveNext()) heap.Enqueue(keys, keys.Current); }
                using var writer = new StreamWriter(new FileStream(path, FileMode.Create));
                while (heap.Count > 0) { var least = heap.Dequeue(); writer.WriteLine(least.Current); if (least.MoveNext()) heap.Enqueue(least, least.Current); }
            }
        }
        class Live { private readonly Dictionary<string, Run> _runs = new(); public void Swap(List<string> old, string path) { {{replace}} _runs[path] = Run.Write(path, []); } }
        class Worker(Merger merger, Live live) { public void Turn(List<Run> runs, List<string> old) { merger.Merge(runs, "n"); live.Swap(old, "n"); } }
        {{Store.Run.Replace("public bool TryGet", "public IEnumerator<string> Keys() => ((IEnumerable<string>)_keys).GetEnumerator();\n    public bool TryGet")}}
        """)).Order());

    private static async Task<string[]> Roles(string source) =>
        [.. (await Finds.In<LsmTreeAnalyzer>(source)).Where(found => found.Id == "PAT0500").Select(found => $"{found.Text} {found.Role}")];
}
