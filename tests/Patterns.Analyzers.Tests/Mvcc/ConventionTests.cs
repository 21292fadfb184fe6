using Patterns.Analyzers.Mvcc;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Mvcc;

public class ConventionTests
{
    private const string Walk = "for (var v = head; v != null; v = v.Older) if (v.Stamp <= view.At) return v.Text; return null;";

    public static TheoryData<string> Conventions => [.. new MvccAnalyzer().SupportedDiagnostics.Select(rule => rule.Id).Where(id => id.StartsWith("PAT07") && id != "PAT0700")];

    [Theory]
    [MemberData(nameof(Conventions))]
    public async Task Stores_that_keep_all_are_left_alone(string id)
    {
        await Silent(id, Stores.Listed());
        await Silent(id, Stores.Linked(Walk));
    }

    [Theory]
    [InlineData("v != null && [|v.Stamp > start|]")]
    [InlineData("v != null && [|start < v.Stamp|]")]
    public Task A_conflict_that_is_looked_for_in_what_the_snapshot_sees_is_reported(string test) => Reported("PAT0701", Writer("Find(key, start)", test));

    [Theory]
    [InlineData("Newest(key)", "v != null && v.Stamp > start")]
    [InlineData("Find(key, long.MaxValue)", "v != null && v.Stamp > start")]
    [InlineData("Find(key, start)", "v != null && v.Stamp == start")]
    public Task A_conflict_that_is_looked_for_in_the_newest_version_is_right(string search, string test) => Silent("PAT0701", Writer(search, test));

    [Fact]
    public Task A_conflict_is_followed_through_the_stores_contract() => Reported("PAT0701", """
        record V(string Text, long Stamp);
        record Start(long At);
        interface IStore { Task<V?> FindAsync(string key, Start start); long Now { get; } void Put(string key, string text); }
        class Store : IStore
        {
            readonly Dictionary<string, List<V>> map = new(); long last;
            public long Now => last;
            public void Put(string key, string text) => map[key].Add(new V(text, ++last));
            public Task<V?> FindAsync(string key, Start start) => Task.FromResult(Find(key, start.At));
            V? Find(string key, long at) { var v = map[key].LastOrDefault(one => one.Stamp <= at); return v; }
        }
        class Writer(IStore store)
        {
            readonly Start start = new(store.Now);
            public async Task Set(string key, string text)
            {
                var v = await store.FindAsync(key, start);
                if (v != null && [|v.Stamp > start.At|]) throw new InvalidOperationException();
                store.Put(key, text);
            }
        }
        """);

    [Fact]
    public Task A_version_that_is_seen_before_its_commit_is_reported() => Reported("PAT0702", Transactional("[|v.Stamp <= at|]"));

    [Theory]
    [InlineData("v.Stamp <= at && !open.Contains(v.Stamp)")]
    [InlineData("v.Stamp <= at && v.Done")]
    public Task A_rule_that_asks_for_the_commit_is_right(string rule) => Silent("PAT0702", Transactional(rule));

    [Fact]
    public Task A_store_whose_commit_writes_is_right() => Silent("PAT0702", Transactional("v.Stamp <= at").Replace("public void Set(", "public void CommitNow("));

    [Fact]
    public Task A_store_without_commits_is_right() => Silent("PAT0702", Transactional("v.Stamp <= at").Replace("Commit()", "End()"));

    [Theory]
    [InlineData("for (var v = head; v != null; v = v.Older) if (v.Stamp <= view.At && ![|v.Deleted|]) return v.Text; return null;")]
    [InlineData("for (var v = head; v != null; v = v.Older) { if ([|v.Deleted|]) continue; if (view.Sees(v.Stamp)) return v.Text; } return null;")]
    public Task A_deletion_that_the_walk_passes_over_is_reported(string read) => Reported("PAT0703", Stores.Linked(read, Deletable));

    [Theory]
    [InlineData("for (var v = head; v != null; v = v.Older) if (v.Stamp <= view.At) return v.Deleted ? null : v.Text; return null;")]
    [InlineData("for (var v = head; v != null; v = v.Older) if (v.Stamp <= view.At) { if (v.Deleted) return null; return v.Text; } return null;")]
    [InlineData("for (var v = head; v != null; v = v.Older) { if (v.Stamp > view.At) continue; return !v.Deleted ? v.Text : null; } return null;")]
    public Task A_deletion_that_ends_the_walk_is_right(string read) => Silent("PAT0703", Stores.Linked(read, Deletable));

    [Fact]
    public Task A_deletion_that_a_query_passes_over_is_reported() =>
        Reported("PAT0703", Stores.Listed("return map[key].LastOrDefault(v => v.Stamp <= at && ![|v.Deleted|])?.Text;", "map[key].Add(new V(text, ++last, text == \"\"));", "record V(string Text, long Stamp, bool Deleted);"));

    [Fact]
    public Task An_end_that_only_deletions_set_is_reported() => Reported("PAT0703", Ending("", "[|v.DeletedAt|] <= at"));

    [Fact]
    public Task An_end_that_a_newer_version_sets_too_is_right() => Silent("PAT0703", Ending("head!.DeletedAt = now + 1;", "v.DeletedAt <= at"));

    [Fact]
    public Task A_version_that_is_changed_in_place_is_reported() => Reported("PAT0704", Stores.Listed(put: "last++; var v = map[key].Last(); [|v.Text = text|]; map[key].Add(new V { Text = text, Stamp = last });", version: Open));

    [Fact]
    public Task A_version_may_be_filled_before_it_is_added() => Silent("PAT0704", Stores.Listed(put: "last++; var v = new V(); v.Text = text; v.Stamp = last; map[key].Add(v);", version: Open));

    [Fact]
    public Task A_counter_that_is_protected_elsewhere_only_is_reported() =>
        Reported("PAT0705", Stores.Listed(put: "[|last++|]; map[key].Add(new V(text, last)); } public void Import() { lock (map) last++;"));

    [Theory]
    [InlineData("lock (map) { last++; map[key].Add(new V(text, last)); } } public void Import() { lock (map) last++;")]
    [InlineData("last++; map[key].Add(new V(text, last)); } public void Import() { last++;")]
    [InlineData("lock (map) Add(key, text); } void Add(string key, string text) { last++; map[key].Add(new V(text, last));")]
    public Task A_counter_that_is_protected_alike_is_right(string put) => Silent("PAT0705", Stores.Listed(put: put));

    [Theory]
    [InlineData("Stamp = [|DateTime.UtcNow|];", "public Reader() { At = DateTime.UtcNow; }")]
    public Task Stamps_of_the_wall_clock_are_reported(string stamp, string start) => Reported("PAT0706", $$"""
        class V { public string? Text; public DateTime Stamp { get; } public V? Older; public V(string t, V? older) { Text = t; Older = older; {{stamp}} } public bool Is(DateTime at) => Stamp <= at; }
        class Cell { V? head; public void Set(string t) => head = new V(t, head); public string? Get(Reader r) { var v = head; while (v != null && !v.Is(r.At)) v = v.Older; return v?.Text; } }
        class Reader { public DateTime At { get; } {{start}} public string? Read(Cell cell) => cell.Get(this); }
        """);

    [Fact]
    public Task A_collector_that_ignores_its_bound_is_reported() => Reported("PAT0707", Stores.Listed(put: Stores.Put + " } public int [|Collect|](long oldest) { Console.WriteLine($\"{oldest}\"); return 0;"));

    [Fact]
    public Task A_collector_of_another_type_that_ignores_what_it_is_told_is_reported() => Reported("PAT0707", Stores.Collected("public int [|Collect|](long oldest) { at = DateTime.UtcNow; return 0; }"));

    [Theory]
    [InlineData("public void Collect(long oldest) { foreach (var all in map.Values) all.RemoveAll(v => v.Stamp < oldest);")]
    [InlineData("public void Collect(long oldest) { Drop(oldest); } void Drop(long o) { map.Clear();")]
    [InlineData("public void Collect(long oldest) { throw new NotSupportedException();")]
    public Task A_collector_that_looks_at_its_bound_is_right(string collector) => Silent("PAT0707", Stores.Listed(put: Stores.Put + " } " + collector));

    [Theory]
    [InlineData("long.MaxValue")]
    [InlineData("store.Now")]
    public Task A_read_of_the_newest_beside_reads_of_the_snapshot_is_reported(string at) => Reported("PAT0708", Reading($"[|{at}|]"));

    [Theory]
    [InlineData("start")]
    [InlineData("fresh ? long.MaxValue : start")]
    public Task A_read_that_can_use_the_snapshot_is_right(string at) => Silent("PAT0708", Reading(at));

    private const string Deletable = "class V(string text, long stamp, V? older) { public string Text => text; public long Stamp { get; } = stamp; public V? Older { get; } = older; public bool Deleted { get; set; } }";
    private const string Open = "class V { public string Text = \"\"; public long Stamp; public V() { } public V(string t, long s) { Text = t; Stamp = s; } }";

    private static string Writer(string search, string test) => $$"""
        record V(string Text, long Stamp);
        class Store
        {
            readonly Dictionary<string, List<V>> map = new(); long last;
            public Tx Begin() => new Tx(this, last);
            public void Put(string key, string text) => map[key].Add(new V(text, ++last));
            public V? Find(string key, long at) => map[key].LastOrDefault(v => v.Stamp <= at);
            public V? Newest(string key) => map[key].LastOrDefault();
        }
        class Tx
        {
            readonly Store store; readonly long start; public Tx(Store store, long start) { this.store = store; this.start = start; }
            public string? Get(string key) => store.Find(key, start)?.Text;
            public void Set(string key, string text) { var v = store.{{search}}; if ({{test}}) throw new InvalidOperationException(); store.Put(key, text); }
        }
        """;

    private static string Transactional(string rule) => $$"""
        record V(string Text, long Stamp) { public bool Done { get; set; } }
        class Store
        {
            readonly Dictionary<string, List<V>> map = new(); readonly HashSet<long> open = new(); long last;
            public long Now => last;
            public void Put(string key, string text) => map[key].Add(new V(text, ++last));
            public string? Find(string key, long at) { for (var i = map[key].Count - 1; i >= 0; i--) { var v = map[key][i]; if ({{rule}}) return v.Text; } return null; }
        }
        class Tx
        {
            readonly Store store; readonly long start; bool ended; public Tx(Store store) { this.store = store; start = store.Now; }
            public string? Get(string key) => store.Find(key, start);
            public void Set(string key, string text) => store.Put(key, text);
            public void Commit() => ended = true;
        }
        """;

    private static string Ending(string replace, string test) => $$"""
        class V(string text, long stamp, V? older)
        {
            public string Text => text; public long Stamp { get; } = stamp; public V? Older { get; } = older; public long? DeletedAt { get; set; }
            public bool Is(long at) { if (Stamp > at) return false; if (DeletedAt.HasValue && {{test.Replace("v.", "")}}) return false; return true; }
        }
        class Cell
        {
            V? head; static long now;
            public static View Begin() => new View(now);
            public void Set(string text) { {{replace}} head = new V(text, ++now, head); }
            public void Delete() => head!.DeletedAt = ++now;
            public string? Get(View view) { for (var v = head; v != null; v = v.Older) if (v.Is(view.At)) return v.Text; return null; }
        }
        class View { public long At { get; } public View(long at) { At = at; } public string? Of(Cell cell) => cell.Get(this); }
        """;

    private static string Reading(string at) => $$"""
        record V(string Text, long Stamp);
        class Store
        {
            readonly Dictionary<string, List<V>> map = new(); long last;
            public long Now => last;
            public void Put(string key, string text) => map[key].Add(new V(text, ++last));
            public V? Find(string key, long at) => map[key].LastOrDefault(v => v.Stamp <= at);
        }
        class Tx
        {
            readonly Store store; readonly long start; public Tx(Store store) { this.store = store; start = store.Now; }
            public string? Get(string key) => store.Find(key, start)?.Text;
            public bool Has(string key, bool fresh) => store.Find(key, {{at}}) != null;
        }
        """;

    private static Task Reported(string id, string markup) => Verify<MvccAnalyzer>.Reports(id, markup);

    private static Task Silent(string id, string source) => Verify<MvccAnalyzer>.Reports(id, source);
}
