using Patterns.Analyzers.Mvcc;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Mvcc;

public class RecognitionTests
{
    [Theory]
    [InlineData(Stores.Search)]
    [InlineData("for (var i = map[key].Count - 1; i >= 0; i--) if (map[key][i].Stamp <= at) return map[key][i].Text; return null;")]
    [InlineData("var all = map[key]; var i = all.Count; while (i > 0) { var v = all[--i]; if (at >= v.Stamp) return v.Text; } return null;")]
    [InlineData("V? best = null; foreach (var v in map[key]) { if (v.Stamp > at) break; best = v; } return best?.Text;")]
    [InlineData("if (!map.TryGetValue(key, out var all)) return null; int low = 0, high = all.Count; while (low < high) { var mid = (low + high) / 2; if (all[mid].Stamp <= at) low = mid + 1; else high = mid; } return low == 0 ? null : all[low - 1].Text;")]
    [InlineData("return map[key].Where(v => v.Stamp <= at).OrderByDescending(v => v.Stamp).FirstOrDefault()?.Text;")]
    [InlineData("return map[key].Where(v => v.Stamp <= at).MaxBy(v => v.Stamp)?.Text;")]
    [InlineData("return map[key].FindLast(v => v.Stamp.CompareTo(at) <= 0)?.Text;")]
    [InlineData("return Enumerable.Reverse(map[key]).FirstOrDefault(v => Sees(v, at))?.Text; } bool Sees(V v, long t) { return v.Stamp <= t;")]
    public async Task A_search_in_lists_is_a_store_and_its_reader_a_snapshot(string search) =>
        Assert.Equal([("Store", "version-store", "high"), ("Reader", "snapshot", "high")], await Parts(Stores.Listed(search)));

    [Theory]
    [InlineData("for (var v = head; v != null; v = v.Older) if (v.Stamp <= view.At) return v.Text; return null;")]
    [InlineData("var v = head; while (v != null && v.Stamp > view.At) v = v.Older; return v?.Text;")]
    [InlineData("var v = head; while (v != null) { if (view.Sees(v.Stamp)) return v.Text; v = v.Older; } return null;")]
    [InlineData("return In(head, view.At); } string? In(V? v, long at) { return v == null || v.Stamp <= at ? v?.Text : In(v.Older, at);")]
    [InlineData("string? found = null; var v = head; do { if (v!.Stamp <= view.At) { found = v.Text; break; } v = v.Older; } while (v != null); return found;")]
    public async Task A_walk_from_link_to_link_is_a_chain_and_its_reader_a_snapshot(string read) =>
        Assert.Equal([("Clock", "version-source", "high"), ("Cell", "version-chain", "high"), ("View", "snapshot", "high")], await Parts(Stores.Linked(read)));

    [Theory]
    [InlineData("class V { public string Text; public long Stamp; public V? Older; public V(string t, long s, V? o) { Text = t; Stamp = s; Older = o; } }")]
    [InlineData("record V(string Text, long Stamp, V? Older);")]
    [InlineData("partial class V { public V? Older; } partial class V { public string Text; public long Stamp; public V(string t, long s, V? o) { (Text, Older) = (t, o); Stamp = s; } }")]
    public async Task A_version_may_be_declared_in_any_way(string version) =>
        Assert.Contains(("Cell", "version-chain", "high"),
            await Parts(Stores.Linked("for (var v = head; v != null; v = v.Older) if (v.Stamp <= view.At) return v.Text; return null;", version)));

    [Theory]
    [InlineData("record struct V(string Text, long Stamp);", "return map[key].Last(v => v.Stamp <= at).Text;")]
    [InlineData("class V { public string Text; public long Stamp; public V(string t, long s) { Text = t; Stamp = s; } }", Stores.Search)]
    public async Task A_listed_version_may_be_declared_in_any_way(string version, string search) =>
        Assert.Contains(("Store", "version-store", "high"), await Parts(Stores.Listed(search, version: version)));

    [Theory]
    [InlineData("sealed class Store")]
    [InlineData("record Store")]
    [InlineData("partial class Store { } partial class Store")]
    public async Task A_store_may_be_declared_in_any_way(string declaration) =>
        Assert.Contains(("Store", "version-store", "high"), await Parts(Stores.Listed(declaration: declaration)));

    [Fact]
    public async Task A_store_that_any_version_can_be_asked_of_is_likely() => Assert.Equal([("Store", "version-store", "medium")], await Parts("""
        class Store<T>
        {
            readonly Dictionary<string, SortedList<long, T>> map = new(); long last;
            public void Put(string key, T value) => map[key].Add(Interlocked.Increment(ref last), value);
            public async Task<T> Get(string key, long at) { await Task.Yield(); return map[key].Last(pair => pair.Key <= at).Value; }
        }
        """));

    [Fact]
    public async Task A_list_for_each_key_may_have_a_type_of_its_own() =>
        Assert.Equal([("Chain", "version-chain", "medium"), ("Store", "version-store", "medium")], await Parts("""
        class Chain
        {
            readonly List<(string Text, int Stamp)> all = new();
            public void Add(string text, int stamp) => all.Add((text, stamp));
            public string? Find(int at) { foreach (var (text, stamp) in Enumerable.Reverse(all)) if (stamp <= at) return text; return null; }
        }
        class Store
        {
            readonly Dictionary<string, Chain> chains = new(); int last;
            public void Put(string key, string text) => chains[key].Add(text, ++last);
            public string? Get(string key, int at) => chains[key].Find(at);
        }
        """));

    [Fact]
    public async Task Versions_behind_pointers_are_found_through_who_resolves_them() => Assert.Equal(
        [("Undo", "undo-log", "high"), ("Row", "version-chain", "high"), ("View", "snapshot", "high")], (await Parts("""
        record V(string Text, long Writer, long Pointer);
        class Undo { readonly Dictionary<long, V> old = new(); public V? Read(long pointer) => old.GetValueOrDefault(pointer); }
        class Row(V newest, Undo undo)
        {
            public string? Get(View view) { var v = newest; while (v != null) { if (view.Sees(v.Writer)) return v.Text; v = Before(v); } return null; }
            V? Before(V v) => undo.Read(v.Pointer);
            public static V Of(string text, long writer) => new(text, writer, 0);
        }
        class View { readonly long next; public View(long next) { this.next = next; } public bool Sees(long writer) => writer < next; }
        class Manager { long next; public View Begin() => new View(next); public long Next() => next++; }
        """)).Where(part => part.Item2 != "version-source"));

    [Fact]
    public async Task Two_places_of_a_page_are_two_versions() => Assert.Equal([("Page", "version-chain", "medium")], await Parts("""
        class Page
        {
            byte[] one = new byte[9]; byte[] two = new byte[9]; long oneAt; long twoAt; static long clock;
            public byte[] Read(long at) { if (oneAt > twoAt) return oneAt <= at ? one : two; return twoAt <= at ? two : one; }
            public void Write(byte[] data) { var at = ++clock; if (oneAt < twoAt) { one = data; oneAt = at; } else { two = data; twoAt = at; } }
        }
        """));

    [Fact]
    public async Task A_commit_that_is_written_down_is_no_reader() => Assert.DoesNotContain(await Parts("""
        record V(long Stamp, string Text);
        class Commit { public long Number; public byte[] Save() => BitConverter.GetBytes(Number); }
        class Store
        {
            readonly Dictionary<string, List<V>> all = new(); long last; Commit head = new();
            public void Begin() => head = new Commit { Number = last };
            public V? Get(string key) => all[key].LastOrDefault(v => v.Stamp <= head.Number);
            public void Put(string key, string text) => all[key].Add(new V(++last, text));
        }
        """), part => part.Text == "Commit");

    [Theory]
    [InlineData("next.Number++;", true)]
    [InlineData("next.Number = 0;", false)]
    public async Task A_writer_on_copies_may_be_made_of_a_root_whose_number_was_raised(string raise, bool isFound) => Assert.Equal(isFound, (await Parts("""
        struct Page { public int Number; public void CopyTo(Page to) { } }
        abstract class Writes(int number)
        {
            public int Number { get; } = number;
            public abstract Page New();
            public Page ForWriting(Page page) { if (page.Number == Number) return page; var copy = New(); page.CopyTo(copy); return copy; }
        }
        class Batch(Page root) : Writes(root.Number) { public override Page New() => new(); }
        class Db { Page root = new(); public Batch Begin() { var next = new Page(); root.CopyTo(next); RAISE return new Batch(next); } }
        """.Replace("RAISE", raise))).Any(part => part.Text == "Writes"));

    [Theory]
    [InlineData("", "copy-reader")]
    [InlineData("copy.Text = \"\";", "copy-writer")]
    public async Task A_copy_for_each_transaction_beside_the_original_is_likely(string change, string role) =>
        Assert.Contains(("Reads", role, "medium"), await Parts("""
        class Entry { public string? Text; public long Stamp; public bool Gone; public Dictionary<string, Copy> Copies = new(); }
        class Copy { public string? Text; public long Stamp; public bool Gone; }
        class Reads(Dictionary<string, Entry> all)
        {
            public string? Get(string key, string transaction)
            {
                var e = all[key];
                if (!e.Copies.TryGetValue(transaction, out var copy)) e.Copies.Add(transaction, copy = new Copy { Text = e.Text, Stamp = e.Stamp, Gone = e.Gone });
                CHANGE
                return e.Stamp > copy.Stamp ? throw new InvalidOperationException() : copy.Text;
            }
        }
        """.Replace("CHANGE", change)));

    [Theory]
    [InlineData("V? head; public void Set(string text) => head = V.Of(text, Clock.Next(), head);", "Set")]
    [InlineData("V? head; public Cell() { head = V.Of(\"\", 0, head); } public void Set(string text) { var made = V.Of(text, Clock.Next(), head); head = made; }", "Set")]
    [InlineData("readonly List<V> all = new(); V? head => all.LastOrDefault(); public void Push(string text) => all.Add(V.Of(text, Clock.Next(), head));", "Push")]
    [InlineData("V? head; readonly V?[] slots = new V?[9]; public void Place(string text) => slots[0] = head = V.Of(text, Clock.Next(), head);", "Place")]
    public async Task Who_keeps_a_new_version_adds_it_not_who_makes_it(string members, string adder) =>
        Assert.Contains($"'{adder}' adds a version", await Message("Cell", Made(members)));

    [Fact]
    public async Task Nobody_adds_a_version_that_is_only_made() =>
        Assert.DoesNotContain("adds a version", await Message("Cell", Made("V? head = null; public V Make(string text) => V.Of(text, Clock.Next(), head);")));

    [Theory]
    [InlineData("public long Next { get; set; } public void Step() => Next++;", true)]
    [InlineData("public long Next { get; set; } public void Step() => Next = Next + 1;", true)]
    [InlineData("public long Next { get; set; } public void Step() { var next = Next + 1; Next = next; }", true)]
    [InlineData("public long Next { get; set; } public long Last; public static Clock Load() { var clock = new Clock(); clock.Next = clock.Last + 1; return clock; }", false)]
    public async Task A_source_goes_on_from_its_own_number(string members, bool isSource) => Assert.Equal(isSource, (await Parts($$"""
        class Clock { {{members}} }
        class Cell(Clock clock)
        {
            V? head;
            public void Set(string text) => head = new V(text, clock.Next, head);
            public string? Get(View view) { for (var v = head; v != null; v = v.Older) if (v.Stamp <= view.At) return v.Text; return null; }
        }
        class View { public long At { get; } public View(Clock clock) { At = clock.Next; } public bool Sees(long stamp) => stamp <= At; }
        record V(string Text, long Stamp, V? Older);
        """)).Contains(("Clock", "version-source", "high")));

    [Theory]
    [InlineData("public int Collect(long oldest) { at = DateTime.UtcNow; return 0; }")]
    [InlineData("public int Collect(long oldest) { all.RemoveAll(v => v.Stamp < oldest); return 0; }", "Collector")]
    [InlineData("public int Collect(long oldest) { all.Clear(); return 0; }", "Collector")]
    public async Task A_collector_that_does_nothing_yet_is_none(string collect, params string[] found) => Assert.Equal(found,
        (await Finds.In<MvccAnalyzer>(Stores.Collected(collect))).Where(finding => finding.Id == "PAT0700" && finding.Text == "Collector")
            .Select(finding => finding.Text));

    [Fact]
    public async Task A_version_is_added_where_readers_look_for_it() => Assert.Contains("'Keep' adds a version", await Message("Undo", """
        record V(string Text, long Writer, long Pointer);
        class Undo { readonly Dictionary<long, V> old = new(); public V? Read(long pointer) => old.GetValueOrDefault(pointer); public void Keep(long pointer, V v) => old[pointer] = v; }
        class Row(V newest, Undo undo)
        {
            V current = newest;
            public string? Get(View view) { var v = current; while (v != null) { if (view.Sees(v.Writer)) return v.Text; v = Before(v); } return null; }
            V? Before(V v) => undo.Read(v.Pointer);
            public void Of(string text, long writer) => current = new(text, writer, 0);
        }
        class View { readonly long next; public View(long next) { this.next = next; } public bool Sees(long writer) => writer < next; }
        class Manager { long next; public View Begin() => new View(next); public long Next() => next++; }
        """));

    private static string Made(string members) => $$"""
        class Clock { static long now; public static long Now => Interlocked.Read(ref now); public static long Next() => Interlocked.Increment(ref now); }
        class Cell { {{members}} public string? Get(View view) { for (var v = head; v != null; v = v.Older) if (v.Stamp <= view.At) return v.Text; return null; } }
        class View { public long At { get; } public View() { At = Clock.Now; } }
        class V(string text, long stamp, V? older)
        {
            public string Text => text; public long Stamp { get; } = stamp; public V? Older { get; } = older;
            public static V Of(string text, long stamp, V? older) => new(text, stamp, older);
        }
        """;

    private static async Task<string> Message(string type, string source) =>
        (await Finds.In<MvccAnalyzer>(source)).Single(finding => finding.Id == "PAT0700" && finding.Text == type).Message;

    private static async Task<List<(string Text, string? Role, string? Confidence)>> Parts(string source) =>
        [.. (await Finds.In<MvccAnalyzer>(source)).Where(finding => finding.Id == "PAT0700")
            .Select(finding => (finding.Text, finding.Role, finding.Confidence))];
}
