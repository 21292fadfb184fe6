using Patterns.Analyzers.Mvcc;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Mvcc;

/// <summary>The ways in which stores of many versions are written.</summary>
public class ShapeTests
{
    [Theory]
    [InlineData("stamps beside values", "Db", """
        class Clock { long v; public long Now => Volatile.Read(ref v); public long Tick() => Interlocked.Increment(ref v); }
        class Snap(long version) { public readonly long Version = version; }
        class Db
        {
            readonly Dictionary<string, SortedList<long, string>> rows = new(); readonly Clock clock = new();
            public Snap Open() => new(clock.Now);
            public void Put(string k, string v) => rows[k].Add(clock.Tick(), v);
            public string? Get(string k, Snap s)
            {
                if (!rows.TryGetValue(k, out var list)) return null;
                for (var i = list.Count - 1; i >= 0; i--) if (list.Keys[i] <= s.Version) return list.Values[i];
                return null;
            }
        }
        """)]
    [InlineData("a snapshot with two bounds", "Table", """
        class V { public long By; public string? Text; public V? Previous; }
        class Snap { public long Low, High; public HashSet<long> Open = new(); public bool Sees(V v) => v.By < Low || v.By < High && !Open.Contains(v.By); }
        class Manager
        {
            long next = 1; readonly SortedSet<long> open = new();
            public Snap Begin() { open.Add(next++); return new Snap { Low = open.Min, High = next, Open = new(open) }; }
        }
        class Table
        {
            readonly Dictionary<long, V> rows = new();
            public string? Read(long key, Snap snap) { var v = rows[key]; while (v != null && !snap.Sees(v)) v = v.Previous; return v?.Text; }
            public void Write(long key, string text, long by) => rows[key] = new V { By = by, Text = text, Previous = rows[key] };
        }
        """)]
    [InlineData("a counter that transactions move on", "Transaction", """
        class Node { public ulong At; public string? Text; public Node? Prev; }
        class Entry { public Node? Head; }
        class Database { internal readonly Dictionary<string, Entry> Entries = new(); internal ulong Last; public Transaction Begin() => new(this); }
        class Transaction
        {
            readonly Database db; readonly ulong snapshot;
            public Transaction(Database db) { this.db = db; snapshot = db.Last; }
            public string? Get(string k) { var n = db.Entries[k].Head; while (n != null && n.At > snapshot) n = n.Prev; return n?.Text; }
            public void Commit(string k, string text)
            {
                var at = db.Last + 1; var e = db.Entries[k]; e.Head = new Node { At = at, Text = text, Prev = e.Head }; db.Last = at;
            }
        }
        """)]
    [InlineData("a ticket that carries the stamp", "Versions", """
        class Ticket { public long Stamp { get; protected set; } }
        static class Versions
        {
            class Entry : Ticket { public Entry? Later; public void Set(long stamp) { Stamp = stamp; } }
            static Entry current = new();
            public static void Take(out Ticket ticket) { var taken = current; ticket = taken; }
            public static long Next() { var made = new Entry(); var next = current.Stamp + 1; made.Set(next); current.Later = made; current = made; return next; }
        }
        class Context { Ticket ticket = null!; public static Context Now = new(); public void Open() => Versions.Take(out ticket); public static long Read => Now.ticket.Stamp; }
        class Box
        {
            class Keep { public long Version; public string? Text; public Keep? Older; }
            Keep head = new();
            public string? Get() { var k = head; while (k.Version > Context.Read) k = k.Older!; return k.Text; }
            public void Commit(string text) => head = new Keep { Text = text, Older = head, Version = Versions.Next() };
        }
        """)]
    [InlineData("a map of the readers' stamps", "Store", """
        record V(string Text, long Stamp);
        class Store
        {
            readonly Dictionary<string, List<V>> map = new(); readonly Dictionary<Guid, long> open = new(); long last;
            public Guid Begin() { var id = Guid.NewGuid(); open[id] = last; return id; }
            public string? Get(string key, Guid id) { var at = open[id]; return map[key].LastOrDefault(v => v.Stamp <= at)?.Text; }
            public void Put(string key, string text) { last++; map[key].Add(new V(text, last)); }
        }
        """)]
    public async Task A_store_is_told_by_its_versions_and_its_readers(string shape, string type, string source) =>
        Assert.True((await Recognised(source)).Contains((type, "high")), shape);

    [Theory]
    [InlineData("the stamp is a part of the key", "Db", """
        readonly struct K(string key, ulong at) : IComparable<K> { public readonly string Key = key; public readonly ulong At = at; public int CompareTo(K o) => At.CompareTo(o.At); }
        class Table
        {
            readonly SortedDictionary<K, string> all = new();
            public void Add(string k, ulong at, string v) => all[new K(k, at)] = v;
            public bool TryGet(string k, ulong at, out string? v) { foreach (var p in all) if (p.Key.Key == k && p.Key.At <= at) { v = p.Value; return true; } v = null; return false; }
        }
        class Snap { public ulong At { get; } internal Snap(ulong at) { At = at; } }
        class Db
        {
            readonly Table table = new(); ulong last;
            public Snap Open() => new(last);
            public void Put(string k, string v) => table.Add(k, ++last, v);
            public string? Get(string k, Snap? snap = null) { var at = snap?.At ?? last; return table.TryGet(k, at, out var v) ? v : null; }
        }
        """)]
    [InlineData("versions under one name lie in another store", "Stage", """
        interface IKv { void Put(string k, string v); IEnumerable<KeyValuePair<string, string>> Scan(string prefix); }
        class Stage
        {
            readonly IKv kv; readonly bool frozen; readonly long at; static long last; long current = Interlocked.Increment(ref last);
            public Stage(IKv kv) => this.kv = kv;
            Stage(IKv kv, long at) : this(kv) { frozen = true; this.at = at; }
            public void Put(string k, string v) => kv.Put(k + current.ToString("X16"), v);
            public Stage Freeze() { var before = current; current = Interlocked.Increment(ref last); return new Stage(kv, before); }
            public string? Get(string k)
            {
                string? found = null; long newest = 0;
                foreach (var row in kv.Scan(k)) { var stamp = long.Parse(row.Key); if (stamp > newest) { if (frozen && stamp > at) continue; newest = stamp; found = row.Value; } }
                return found;
            }
        }
        """)]
    [InlineData("an enumerator goes through revisions", "Walker", """
        struct Revision { public long Stamp; public int Chunk; }
        class Revisions { Revision current; public bool MoveNext() => false; public ref Revision Current => ref current; public void Add(int chunk, long stamp) { current.Chunk = chunk; current.Stamp = stamp; } }
        static class Walker
        {
            public static int Find(Revisions all, long at)
            {
                var chunk = -1;
                while (all.MoveNext()) { ref var one = ref all.Current; if (one.Stamp > at) continue; chunk = one.Chunk; }
                return chunk;
            }
        }
        class Chain { long next; public Transaction Begin(Revisions all) { var t = new Transaction(); t.Init(all, Interlocked.Increment(ref next)); return t; } }
        class Transaction { Revisions all = null!; public long Number { get; private set; } public void Init(Revisions all, long number) { this.all = all; Number = number; } public int Read() => Walker.Find(all, Number); public void Write(int chunk) => all.Add(chunk, Number); }
        """)]
    [InlineData("a writer copies what is not its own", "Write", """
        class Page { public long Number; public byte[] Data = new byte[9]; }
        class Db { long number; internal Page Make(long number) => new() { Number = number }; public Write Begin() => new(this, number + 1); }
        class Write(Db db, long number)
        {
            public long Number { get; } = number; readonly long own = number;
            public Write(Db db) : this(db, 0) { }
            public Page Touch(Page page) { if (page.Number == own) return page; var copy = db.Make(own); page.Data.CopyTo(copy.Data, 0); return copy; }
        }
        """)]
    public async Task A_store_is_likely_where_versions_lie_among_other_rows(string shape, string type, string source) =>
        Assert.True((await Recognised(source)).Contains((type, "medium")), shape);

    [Theory]
    [InlineData("events from a version on", """
        class Streams
        {
            readonly Dictionary<string, List<(long Version, object Event)>> all = new(); long last;
            public void Append(string id, object e) => all[id].Add((Interlocked.Increment(ref last), e));
            public IEnumerable<object> Read(string id, long from) { foreach (var e in all[id]) if (e.Version >= from) yield return e.Event; }
        }
        """)]
    [InlineData("a position that grows by lengths", """
        class Piece { public long Start; public Piece? Prev; public string Text = ""; }
        class Rope
        {
            Piece? tail; long length;
            public Piece? At(long at) { var p = tail; while (p != null && p.Start > at) p = p.Prev; return p; }
            public void Add(string text) { tail = new Piece { Start = length, Prev = tail, Text = text }; length += text.Length; }
            public Cursor Open() => new(this, length);
        }
        class Cursor(Rope rope, long at) { public string? Read() => rope.At(at)?.Text; }
        """)]
    [InlineData("entries up to what is committed", """
        record Entry(long Index, string Text);
        interface ILog { IEnumerable<Entry> Read(); void Append(Entry e); }
        class Follower(ILog log)
        {
            long committed; long last;
            public void Append(string text) => log.Append(new Entry(++last, text));
            public void Advance() => committed = last;
            public void Reset(long to) => committed = to;
            public string? Latest() { string? found = null; foreach (var e in log.Read()) { if (e.Index > committed) break; found = e.Text; } return found; }
        }
        """)]
    public async Task What_is_read_by_position_has_no_versions(string shape, string source) => Assert.True((await Recognised(source)).Count == 0, shape);

    [Fact]
    public async Task A_version_that_is_being_made_is_not_published_yet() => Assert.DoesNotContain(await Finds.In<MvccAnalyzer>("""
        class Clock { static long now; public static long Now => Interlocked.Read(ref now); public static long Next() => Interlocked.Increment(ref now); }
        class V { public string Text = ""; public long Stamp; public V? Older; }
        class Cell
        {
            V head = new();
            public Cell(string text) { head = new V(); head.Text = text; }
            public void Set(string text) => head = new V { Text = text, Stamp = Clock.Next(), Older = head };
            public string? Get(View view) { for (var v = head; v != null; v = v.Older) if (v.Stamp <= view.At) return v.Text; return null; }
        }
        class View { public long At { get; } public View() { At = Clock.Now; } }
        """), finding => finding.Id == "PAT0704");

    private static async Task<List<(string Text, string? Confidence)>> Recognised(string source) =>
        [.. (await Finds.In<MvccAnalyzer>(source)).Where(finding => finding.Id == "PAT0700").Select(finding => (finding.Text, finding.Confidence))];

    [Theory]
    [InlineData("v <= tx.At", "return File.ReadAllText(page + v);", new[] { "Store" })]
    [InlineData("v <= tx.At", "Console.WriteLine(v);", new string[0])]
    [InlineData("v <= 7", "return File.ReadAllText(page + v);", new string[0])]
    public async Task The_first_that_is_seen_is_returned(string seen, string take, string[] found) => Assert.Equal(found, await Found($$"""
        class Info { readonly List<long> versions = []; public List<long> Copy() => new(versions); public void Add(long at) => versions.Add(at); }
        class Meta { public long Last; public Dictionary<string, Info> Pages = new(); }
        class Tx { public long At { get; set; } }
        class Store
        {
            readonly Meta meta = new(); readonly Dictionary<long, Tx> open = new(); long next;
            public long Begin() { var id = next++; var last = meta.Last; meta.Last = Math.Max(meta.Last, id); open[id] = new Tx { At = last }; return id; }
            public string? Read(long id, string page) { var tx = open[id]; foreach (var v in meta.Pages[page].Copy().Where(v => {{seen}}).ToList()) { {{take}} } return null; }
            public void Write(long id, string page) => meta.Pages[page].Add(id);
        }
        """));

    [Theory]
    [InlineData("at < oldest", "oldest", new[] { "Heads", "Manager", "Sweeper", "Tx" })]
    [InlineData("at == oldest", "oldest", new[] { "Heads", "Manager", "Tx" })]
    [InlineData("at < oldest", "7", new[] { "Heads", "Manager", "Tx" })]
    public async Task Who_tells_which_reader_is_the_oldest_collects(string least, string told, string[] found) => Assert.Equal(found, await Found($$"""
        class V { public long At; public string? Text; public V? Prev; }
        class Context { public long Stamp { get; init; } }
        class Manager
        {
            long last; readonly Dictionary<long, long> open = new();
            public Context Begin(long id) { open[id] = last; return new Context { Stamp = last }; }
            public long Next() => ++last;
            public long Oldest() { var oldest = long.MaxValue; foreach (var at in open.Values) if ({{least}}) oldest = at; return oldest; }
        }
        class Heads
        {
            readonly Dictionary<string, V> heads = new();
            public string? Find(string key, long at) { var v = heads[key]; while (v != null && v.At > at) v = v.Prev; return v?.Text; }
            public void Put(string key, V v) { v.Prev = heads[key]; heads[key] = v; }
            public void Prune(long oldest, List<V> gone) { foreach (var head in heads.Values) if (head.Prev is { } v && v.At < oldest) gone.Add(v); }
        }
        class Tx(Manager manager, Heads heads, Context context)
        {
            readonly Context start = context; readonly Dictionary<string, string> writes = new();
            public string? Get(string key) => heads.Find(key, start.Stamp);
            public void Set(string key, string text) => writes[key] = text;
            public void Commit() { var at = manager.Next(); foreach (var (k, t) in writes) heads.Put(k, new V { At = at, Text = t }); }
        }
        class Sweeper(Manager manager, Heads heads) { public void Run() { var oldest = manager.Oldest(); heads.Prune({{told}}, new()); } }
        """));

    [Theory]
    [InlineData("foreach (var one in _all) one.Leave();", new[] { "Set" })]
    [InlineData("foreach (var one in _all) one.Note();", new string[0])]
    public async Task Members_that_count_their_readers_are_given_back(string leave, string[] found) => Assert.Equal(found, await Found($$"""
        class Part(IDisposable file) { int n; public void Enter() => Interlocked.Increment(ref n); public void Leave() { if (Interlocked.Decrement(ref n) == 0) file.Dispose(); } public void Note() { } }
        class Set(IReadOnlyList<Part> all)
        {
            readonly IReadOnlyList<Part> _all = all; int _leases;
            public void Enter() { Interlocked.Increment(ref _leases); foreach (var one in _all) one.Enter(); }
            public void Leave() { {{leave}} Lower(); }
            int Lower() => Interlocked.Decrement(ref _leases);
        }
        class Files { Set _now = new([]); public Set Now { get { _now.Enter(); return _now; } } public void Publish(IReadOnlyList<Part> all) { var old = _now; Volatile.Write(ref _now, new Set(all)); old.Leave(); } }
        """));

    private static async Task<string[]> Found(string source) =>
        [.. (await Finds.In<MvccAnalyzer>(source)).Where(finding => finding.Id == "PAT0700").Select(finding => finding.Text).Order()];
}
