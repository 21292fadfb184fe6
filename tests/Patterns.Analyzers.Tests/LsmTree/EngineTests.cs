using Patterns.Analyzers.LsmTree;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.LsmTree;

public class EngineTests
{
    [Theory]
    [InlineData("class Engine")]
    [InlineData("sealed record Engine")]
    [InlineData("partial class Engine")]
    [InlineData("class Engine<T>")]
    [InlineData("class Engine(string path)")]
    public async Task An_engine_in_any_form_of_declaration(string declaration) =>
        Assert.Contains("Engine engine", await Roles(Store.With(declaration: declaration)));

    [Fact]
    public async Task An_engine_that_keeps_its_tables_in_a_plain_state_object() => Assert.Contains("Engine engine", await Roles(Store.With(
        get: Store.Get.Replace("_recent", "_state.Recent"),
        put: Store.Put.Replace("_recent", "_state.Recent"),
        flush: "var full = _state.Recent; _runs.Insert(0, Run.Write(\"f\", full)); _state = new() { Recent = new() };",
        members: "private State _state = new();",
        more: "class State { public SortedDictionary<string, string?> Recent { get; set; } = new(); public int Size { get; set; } }")));

    [Fact]
    public async Task A_nested_engine() => Assert.Contains("Engine engine", await Roles($"class Outer {{ {Store.With()} }}"));

    [Theory]
    [InlineData("_runs.Insert(0, Run.Write(\"f\", Interlocked.Exchange(ref _recent, new())));")]
    [InlineData("_runs.Insert(0, Run.Write(\"f\", _recent)); _recent.Clear();")]
    [InlineData("var fresh = new SortedDictionary<string, string?>(); var full = _recent; _recent = fresh; _runs.Insert(0, Run.Write(\"f\", full));")]
    [InlineData("var full = _recent; _recent = new(); Task.Run(() => { lock (_runs) _runs.Insert(0, Run.Write(\"f\", full)); });")]
    public async Task A_swap_in_any_form(string flush) => Assert.Contains("Engine engine", await Roles(Store.With(flush: flush)));

    [Theory]
    [InlineData("return _recent.TryGetValue(key, out value) || _runs.Select(run => run.Find(key)).FirstOrDefault(found => found != null) != null;")]
    [InlineData("if (_recent.TryGetValue(key, out value)) return true; for (var i = 0; i < _runs.Count; i++) if (_runs[i].TryGet(key, out value)) return true; return false;")]
    [InlineData("if (_recent.TryGetValue(key, out value)) return true; foreach (var run in _runs) { if (!run.TryGet(key, out value)) continue; return true; } return false;")]
    [InlineData("if (_recent.TryGetValue(key, out value)) return true; return Search(key, out value);")]
    public async Task A_read_cascade_in_any_form(string get) => Assert.Contains("Engine engine", await Roles(Store.With(
        get: get,
        members: "private bool Search(string key, out string? value) { foreach (var run in _runs) if (run.TryGet(key, out value)) return true; value = null; return false; }",
        run: Store.Run.Replace("public bool TryGet",
            "public string? Find(string key) => TryGet(key, out var value) ? value : null;\n    public bool TryGet"))));

    [Fact]
    public async Task A_table_that_is_never_swapped_makes_no_engine() =>
        Assert.Empty(await Roles(Store.With(flush: "_runs.Insert(0, Run.Write(\"f\", _recent));")));

    [Theory]
    [InlineData("_runs.Insert(0, Run.Write(\"f\", _recent)); _recent.Clear();", "", "Engine engine")]
    [InlineData("_recent.Clear(); _recent[\"\"] = File.ReadAllText(\"f\"); _runs.Clear(); _runs.Add(Run.Write(\"f\", new Dictionary<string, string?>()));", "")]
    [InlineData("_runs.Insert(0, Run.Write(\"f\", _recent));", "public void Close() { Console.Write(_recent.Count); _recent.Clear(); }")]
    public async Task A_table_that_is_emptied_was_kept_before(string flush, string members, params string[] found) =>
        Assert.Equal(found, (await Roles(Store.With(flush: flush, members: members))).Where(role => role.StartsWith("Engine")));

    [Theory]
    [InlineData("public void Put(string key) => _batch.Put(key, key);")]
    [InlineData("public void Put(string key) { var own = new WriteBatch(); own.Put(key, key); db.Write(own); }", "Client client")]
    [InlineData("public string? Get(string key) => db.Get(key);", "Client client")]
    [InlineData("public void Undo(int times) => _batch.Clear();")]
    public async Task Who_only_commits_a_batch_stores_nothing(string member, params string[] found)
    {
        var library =
            Source.Compile("namespace RocksDbSharp { public class WriteBatch { public void Put(string key, string value) { } public void Clear() { } } public class RocksDb { public string? Get(string key) => null; public void Write(WriteBatch batch) { } } }")
            .WithAssemblyName("Library").ToMetadataReference();
        var client =
            Source.Compile($"using RocksDbSharp; class Client(RocksDb db) {{ readonly WriteBatch _batch = new(); public void Commit(int wait) => db.Write(_batch); {member} }}").AddReferences(library);
        Assert.Equal(found,
            (await Finds.In<LsmTreeAnalyzer>(client)).Where(finding => finding.Id == "PAT0500").Select(finding => $"{finding.Text} {finding.Role}"));
    }

    [Theory]
    [InlineData("RocksDb Db() => db; public string? Get(string key) => Db().Get(key);", "Client client")]
    [InlineData("public object All(string from) => db.NewIterator();")]
    public async Task Who_only_goes_through_an_engine_is_a_cursor(string members, params string[] found)
    {
        var library =
            Source.Compile("namespace RocksDbSharp { public class RocksDb { public string? Get(string key) => null; public object NewIterator() => this; } }")
            .WithAssemblyName("Library").ToMetadataReference();
        var client = Source.Compile($"using RocksDbSharp; class Client(RocksDb db) {{ {members} }}").AddReferences(library);
        Assert.Equal(found,
            (await Finds.In<LsmTreeAnalyzer>(client)).Where(finding => finding.Id == "PAT0500").Select(finding => $"{finding.Text} {finding.Role}"));
    }

    [Theory]
    [InlineData("_manifest.Current = version;", "Engine engine", "Manifest levels", "Run run", "Table memtable")]
    [InlineData("Console.WriteLine(version);")]
    public async Task Runs_may_be_in_a_version_that_a_manifest_stands_at(string publish, params string[] roles) => Assert.Equal(roles, (await Roles($$"""
        enum State { Missing, Found, Deleted }
        readonly struct Result(State state, byte[] data) { public State State { get; } = state; public byte[] Data { get; } = data; }
        class Run(string path) { public Result Get(string key) => new(State.Found, File.ReadAllBytes(path + key)); }
        class Version(Version old) { public List<List<Run>> Levels { get; set; } = old?.Levels ?? []; public void Put(Run run) => Levels[0].Insert(0, run); }
        class Manifest { public Version Current { get; set; }
            public Result Get(string key) { foreach (var level in Current.Levels) foreach (var run in level) { var result = run.Get(key); if (result.State != State.Missing) return result; } return default; } }
        class Table { readonly Dictionary<string, byte[]> _m = []; public void Put(string key, byte[] value) => _m[key] = value; public Result Get(string key) => new(State.Found, _m[key]); }
        class Engine { readonly Manifest _manifest = new(); Table _table = new(); Table _full;
            public Result Get(string key) { var result = _table.Get(key); if (result.State != State.Missing) return result; return _manifest.Get(key); }
            public void Put(string key, byte[] value) { if (value.Length > 9) { _full = _table; _table = new(); } _table.Put(key, value); }
            void Flush() { foreach (var line in new[] { _full }) File.WriteAllText("0", line.ToString()); var version = new Version(_manifest.Current); version.Put(new("0")); {{publish}} _full = null; } }
        """)).Order());

    [Theory]
    [InlineData("File.ReadAllBytes(\"\");", true)]
    [InlineData("new FileStream(\"\", FileMode.Open);", false)]
    public async Task The_last_file_of_many_of_its_kind_is_no_memtable(string open, bool isEngine) => Assert.Equal(isEngine, (await Roles($$"""
        class Part { readonly object _file = {{open}} public string? Find(long at) => at > 3 ? File.ReadAllText("0") : null; public void Put(long at, string value) { } }
        class Engine { readonly List<Part> _sealed = []; Part _tail = new();
            public string? Find(long at) { if (_tail.Find(at) is { } found) return found; foreach (var part in _sealed) if (part.Find(at) is { } old) return old; return null; }
            public void Put(long at, string value) { _tail.Put(at, value); if (at > 9) { _sealed.Insert(0, _tail); _tail = new(); } } }
        """)).Contains("Engine engine"));

    [Fact]
    public async Task Runs_that_are_never_searched_make_no_engine() =>
        Assert.Empty(await Roles(Store.With(get: "return _recent.TryGetValue(key, out value);")));

    [Fact]
    public async Task A_cache_of_two_generations_is_no_engine() => Assert.Empty(await Roles("""
        class Cache
        {
            private Dictionary<string, string> _young = new(), _old = new();
            public string? Get(string key) => _young.TryGetValue(key, out var value) || _old.TryGetValue(key, out value) ? value : null;
            public void Put(string key, string value) { if (_young.Count > 9) { _old = _young; _young = new(); File.Delete("x"); } _young[key] = value; }
        }
        """));

    [Fact]
    public async Task Sorted_arrays_in_memory_only_are_no_engine() =>
        Assert.Empty(await Roles(Store.With(run: Store.Run.Replace("File.WriteAllLines", "Keep") .Replace("public bool TryGet",
            "static void Keep(string p, IEnumerable<string> l) { }\n public bool TryGet"))));

    [Fact]
    public async Task An_external_sort_is_no_engine() => Assert.Empty(await Roles("""
        class Sorter
        {
            private readonly List<string> _runs = new();
            private List<string> _page = new();
            public void Add(string item) { _page.Add(item); if (_page.Count > 9) { var full = _page; full.Sort(); File.WriteAllLines("r", full); _runs.Add("r"); _page = new(); } }
            public IEnumerable<string> Sorted() { foreach (var run in _runs) foreach (var line in File.ReadLines(run)) yield return line; }
        }
        """));

    [Fact]
    public async Task A_type_that_merely_bears_the_name_of_a_packaged_engine_is_no_mark() => Assert.Empty(await Roles("""
        namespace RocksDbSharp { class RocksDb { public string? Get(string key) => null; } }
        class Client { private readonly RocksDbSharp.RocksDb _db = new(); public string? Get(string key) => _db.Get(key); }
        """));

    private static async Task<string[]> Roles(string source) =>
        [.. (await Finds.In<LsmTreeAnalyzer>(source)).Where(found => found.Id == "PAT0500").Select(found => $"{found.Text} {found.Role}")];
}
