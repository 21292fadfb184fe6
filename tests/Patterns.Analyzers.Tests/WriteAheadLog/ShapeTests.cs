namespace Patterns.Analyzers.Tests.WriteAheadLog;

/// <summary>Logs whose medium, reader or state is found in a less direct form, and the types around a log.</summary>
public sealed class ShapeTests
{
    private const string File = "private readonly FileStream _f = new(\"\", FileMode.OpenOrCreate);";

    private const string Read = "var b = new byte[8]; while (_f.Read(b) == 8) { var id = b[0]; var data = new byte[4];";

    [Theory]
    [InlineData("_pages.Write(id, data);", new[] { "C" })]
    [InlineData("_pages.Write(0, b);", new string[0])]
    public async Task What_is_read_back_is_applied_under_its_number(string apply, string[] found) => Assert.Equal(found, await Logs.RecognisedIn($$"""
        class Pages { private int _last; public void Write(int id, byte[] data) => _last = id; }
        class C(Pages pages)
        {
            {{File}} private readonly Pages _pages = pages;
            public void Log(int id, byte[] data) { _f.Write(BitConverter.GetBytes(id)); _f.Write(data); _f.Flush(true); }
            public void Recover() { _f.Position = 0; {{Read}} {{apply}} } _f.SetLength(0); }
        }
        """));

    [Theory]
    [InlineData("16 + (_n - 1) * 64", new[] { "C" })]
    [InlineData("16 + at * 64", new string[0])]
    public async Task A_file_written_at_a_position_grows_where_the_position_is_counted(string place, string[] found) =>
        Assert.Equal(found, await Logs.RecognisedIn($$"""
        interface IDisk { int ReadAt(long at, Span<byte> b); void WriteAt(long at, ReadOnlySpan<byte> b); void Flush(); long Length { get; } void SetLength(long n); }
        class C(IDisk disk)
        {
            private readonly IDisk _disk = disk; private long _n;
            public void Add(byte[] frame, long at) { _n++; _disk.WriteAt({{place}}, frame.AsSpan()); }
            public List<byte[]> All() { var all = new List<byte[]>(); var b = new byte[64]; while (_disk.ReadAt(16 + all.Count * 64, b) == 64) all.Add(b.ToArray()); return all; }
        }
        """));

    [Theory]
    [InlineData("foreach (var r in all) { _f.Write(r); if (_f.Length > _f.Position) _f.SetLength(_f.Position); }", new[] { "C" })]
    [InlineData("foreach (var r in all) _f.Write(r);", new string[0])]
    public async Task The_file_ends_behind_what_was_written(string write, string[] found) => Assert.Equal(found, await Logs.RecognisedIn($$"""
        class C
        {
            private readonly Stream _f; private readonly Dictionary<int, byte[]> _m = [];
            public C(Stream f) { _f = f; Load(); }
            private void Load() { while (_f.Position < _f.Length) { var data = new byte[4]; _f.Read(data); Keep(data); } }
            private void Keep(byte[] data) => _m.Add(data[0], data);
            public void Put(byte[][] all, int from) { Rewind(from); {{write}} }
            private void Rewind(int from) => _f.Position = from;
        }
        """));

    [Theory]
    [InlineData("_m[line] = line;", new[] { "C" })]
    [InlineData("Console.WriteLine(line);", new string[0])]
    public async Task A_file_read_as_a_whole_is_replayed_by_its_lines(string apply, string[] found) => Assert.Equal(found, await Logs.RecognisedIn($$"""
        class C
        {
            private readonly Dictionary<string, string> _m = []; private readonly List<byte[]> _q = []; private readonly FileStream _f = new("", FileMode.Append);
            public void Put(string v) { Queue(v); _m[v] = v; }
            private void Queue(string v) { var b = System.Text.Encoding.UTF8.GetBytes(v); _q.Add(b); }
            private void Drain() { foreach (var b in _q) _f.Write(b); }
            private void Load() { var text = System.IO.File.ReadAllText(""); var lines = text.Split('\n'); foreach (var line in lines) { {{apply}} } }
        }
        """));

    [Theory]
    [InlineData("void Append(byte[] data)", new[] { "C" })]
    [InlineData("long Append(byte[] record)", new string[0])]
    public async Task A_file_may_be_a_pair_of_contracts_that_grow_and_go_forward(string append, string[] found) =>
        Assert.Equal(found, await Logs.RecognisedIn($$"""
        interface IGrow { {{append}}; void Get(long at, int count, byte[] b); void Flush(bool deep); long Length { get; } }
        interface IForward { byte[] Read(int n); long Position { get; } long Length { get; } }
        class C(IGrow f, IForward r)
        {
            private readonly IGrow _f = f; private readonly IForward _r = r;
            public void Put(byte[] data) { _f.Append(BitConverter.GetBytes(data.Length)); _f.Append(data); _f.Flush(true); }
            public Dictionary<int, byte[]> Load() { var all = new Dictionary<int, byte[]>(); while (_r.Position < _r.Length) { var n = _r.Read(4)[0]; all[n] = _r.Read(n); } return all; }
        }
        """));

    [Theory]
    [InlineData("e.Next", new[] { "C" })]
    [InlineData("e.Data.Length", new string[0])]
    public async Task A_record_may_name_where_the_next_one_begins(string next, string[] found) => Assert.Equal(found, await Logs.RecognisedIn($$"""
        class Entry { public long Next; public byte[] Data = []; }
        class C(Stream f)
        {
            private readonly Stream _f = f; private long _end;
            public void Add(Entry e) { _f.Seek(_end, SeekOrigin.Begin); e.Next = _end + 4 + e.Data.Length; var w = new BinaryWriter(_f); w.Write(e.Data.Length); w.Write(e.Data); _end = e.Next; }
            public Entry? Read(long at) { if (_f.Length <= at) return null; _f.Seek(at, SeekOrigin.Begin); var r = new BinaryReader(_f); var n = r.ReadInt32(); return new Entry { Data = r.ReadBytes(n), Next = at + 4 + n }; }
            public void Verify() { var e = Read(0); while (e != null) e = Read({{next}}); }
        }
        """));

    [Theory]
    [InlineData("System.IO.File.Delete(\"0\");", new[] { "Wal" })]
    [InlineData("Console.WriteLine(n);", new string[0])]
    public async Task Who_holds_a_log_may_begin_a_new_one_and_delete_the_old(string drop, string[] found) => Assert.Equal(found, await Logs.RecognisedIn($$"""
        class Wal(string p)
        {
            private readonly FileStream _f = new(p, FileMode.Append);
            public void Append(byte[] d) { _f.Write(BitConverter.GetBytes(d.Length)); _f.Write(d); }
            public void Flush() => _f.Flush(true);
            public void Dispose() => _f.Dispose();
        }
        class Engine { private Wal _wal = new("0"); public void Put(byte[] d) => _wal.Append(d); public void Roll(int n) { var old = _wal; _wal = new Wal("" + n); old.Dispose(); {{drop}} } }
        """));

    [Theory]
    [InlineData("true", new[] { "Wal", "Reader" })]
    [InlineData("false", new string[0])]
    public async Task A_batcher_writes_and_a_loop_looks_for_the_next_whole_record(string isFound, string[] found) =>
        Assert.Equal(found, await Logs.RecognisedIn($$"""
        class Tx(int id) { public int Id => id; }
        class Batcher(Action<List<Tx>> work) { private readonly List<Tx> _q = []; public void Add(Tx t) => _q.Add(t); public void Drain() => work(_q); }
        class Wal
        {
            private readonly FileStream _f = new("", FileMode.Append); private readonly Batcher _b;
            public Wal() { _b = new Batcher(Write); }
            private void Write(List<Tx> all) { foreach (var t in all) _f.Write(BitConverter.GetBytes(t.Id)); }
            public void Log(Tx t) => _b.Add(t);
            public void Flush() { _b.Drain(); _f.Flush(true); }
        }
        class Reader { private readonly BinaryReader _r = new(System.IO.File.OpenRead("")); public bool Next(out Tx? t, bool strict) { while (_r.PeekChar() >= 0) { try { t = new Tx(_r.ReadInt32()); return {{isFound}}; } catch (IOException) { if (strict) throw; } } t = null; return false; } }
        """));

    private const string Factory = """
        abstract record Entry { public abstract void Redo(Model model); } class Model { public int N; } class Store
        {
            public Writer Open() => new(Next);
            private Stream Next(int id) => new FileStream("" + id, FileMode.Append);
            public IEnumerable<Entry> All() { using var r = new BinaryReader(System.IO.File.OpenRead("")); while (r.PeekChar() >= 0) yield return Decode(r); }
            public static Entry Decode(BinaryReader r) => null;
        }
        class Writer(Func<int, Stream> open) { private Stream _f = open(1); public void Write(Entry e) { System.Text.Json.JsonSerializer.Serialize(_f, e); _f.Flush(); } public void Roll(int id) { _f.Flush(); _f = open(id); } }

        """;

    [Theory]
    [InlineData("e.Redo(model);", new[] { "Loader", "Store", "Writer" })]
    [InlineData("Console.WriteLine(e);", new string[0])]
    public async Task A_factory_opens_the_file_and_each_record_does_again_what_it_did(string apply, string[] found) =>
        Assert.Equal(found, (await Logs.RecognisedIn(Factory + $$"""
        class Loader(Store store) { private readonly Store _store = store; public Model Load() { var model = new Model(); foreach (var e in _store.All()) { {{apply}} } return model; } }
        """)).Order());

    [Theory]
    [InlineData("private readonly Dictionary<string, Entry> _m = []; public void Put(Entry e) { _j.Append(e); _m[e.Key] = e; }", "is likely a store behind")]
    [InlineData("private int _n; public int Put(string key) { var e = new Entry(key, 1); _j.Append(e); return _n++; } public void Clear() => _j.Truncate();", "is likely a writer of")]
    [InlineData("public void Put(Entry e) => _j.Append(e);", "")]
    public async Task Who_passes_records_on_stands_for_the_log(string members, string role) =>
        Assert.Equal(role, string.Concat((await Logs.Find(Logs.Journal, $"class W(IJournal j) {{ private readonly IJournal _j = j; {members} }}"))
            .Where(finding => finding is { Id: Logs.Recognised, Text: "W" }).Select(finding => finding.Message[4..(role.Length + 4)])));

    [Fact]
    public async Task A_store_is_behind_the_log_that_a_writer_stands_for() => Assert.Contains("S", await Logs.RecognisedIn(Logs.Journal, """
        class W(IJournal j) { private readonly IJournal _j = j; private int _n; public int Put(string key) { var e = new Entry(key, 1); _j.Append(e); return _n++; } public void Clear() => _j.Truncate(); }
        class S(W w) { private readonly W _w = w; private readonly HashSet<string> _all = []; public void Add(string key) { _w.Put(key); _all.Add(key); } }
        """));

    [Theory]
    [InlineData("while (true) _j.Append(_q.Take());", new[] { "Journal", "Q" })]
    [InlineData("while (true) Console.WriteLine(_q.Take());", new[] { "Journal" })]
    public async Task Records_wait_in_a_queue_until_they_are_appended(string drain, string[] found) =>
        Assert.Equal(found, (await Logs.RecognisedIn(Logs.Journal, $$"""
        class Q(IJournal j) { private readonly IJournal _j = j; private readonly System.Collections.Concurrent.BlockingCollection<Entry> _q = []; public void Put(Entry e) => _q.Add(e); private void Run() { {{drain}} } }
        """)).Order());

    [Theory]
    [InlineData("j.Sync(); _all.SetResult();", new[] { "G", "Log" })]
    [InlineData("_all.SetResult(); j.Sync();", new[] { "Log" })]
    public async Task One_flush_answers_all_who_wait(string commit, string[] found) => Assert.Equal(found, (await Logs.RecognisedIn($$"""
        class Log { private readonly FileStream _f = new("", FileMode.Append); public void Add(byte[] r) => _f.Write(r); public void Sync() => _f.Flush(true); public IEnumerable<int> All() { using var r = new BinaryReader(System.IO.File.OpenRead("")); while (r.PeekChar() >= 0) yield return r.ReadInt32(); } }
        class G { private readonly TaskCompletionSource _all = new(); public Task Wait() => _all.Task; public void Commit(Log j) { {{commit}} } }
        """)).Order());

    [Theory]
    [InlineData("_m[v] = v; Write(v);", 1)]
    [InlineData("Write(v); _m[v] = v;", 0)]
    public async Task A_log_that_is_its_own_store_is_told_before_the_state_changes(string put, int found) => Assert.Equal(found, (await Logs.Find($$"""
        class C
        {
            private readonly Dictionary<string, string> _m = []; private readonly StreamWriter _f = new(new FileStream("", FileMode.Append));
            public void Put(string v) { {{put}} }
            private void Write(string v) { _f.WriteLine(v); _f.Flush(); }
            private void Load() { foreach (var line in System.IO.File.ReadLines("")) _m[line] = line; }
        }
        """)).Count(finding => finding.Id == "PAT0401"));

    private const string Disk = """
        interface IDisk { Task WriteAsync(byte[] b); Task<byte[]> ReadAsync(long at, int n); Task SyncAsync(); Task TruncateAsync(long n); Task<long> SizeAsync(); }
        class Disk : IDisk
        {
            private readonly FileStream _f = new("", FileMode.OpenOrCreate);
            public async Task WriteAsync(byte[] b) { {0} await _f.WriteAsync(b); }
            public async Task<byte[]> ReadAsync(long at, int n) { var b = new byte[n]; _f.Position = at; await _f.ReadAsync(b); return b; }
            public Task SyncAsync() { _f.Flush(true); return Task.CompletedTask; }
            public Task TruncateAsync(long n) { _f.SetLength(n); return Task.CompletedTask; }
            public Task<long> SizeAsync() => Task.FromResult(_f.Length);
        }
        record Entry(int Page, string Text);
        interface IWal { Task Add(Entry e); Task<List<Entry>> All(); Task Mark(long at); }
        class Wal(IDisk disk) : IWal
        {
            private readonly IDisk _disk = disk;
            public async Task Add(Entry e) { var d = System.Text.Encoding.UTF8.GetBytes(e.Text); await _disk.WriteAsync(BitConverter.GetBytes(d.Length)); await _disk.WriteAsync(d); await _disk.SyncAsync(); }
            public async Task Mark(long at) { await _disk.WriteAsync(BitConverter.GetBytes(at)); await _disk.SyncAsync(); }
            public async Task<List<Entry>> All()
            {
                var all = new List<Entry>();
                for (var at = 0L; at < await _disk.SizeAsync();) { var n = BitConverter.ToInt32(await _disk.ReadAsync(at, 4)); all.Add(new(0, System.Text.Encoding.UTF8.GetString(await _disk.ReadAsync(at + 4, n)))); at += n + 4; }
                return all;
            }
        }

        """;

    private static string OnDisk(string code) => Disk.Replace("{0}", "_f.Seek(0, SeekOrigin.End);") + code;

    [Theory]
    [InlineData("_f.Seek(0, SeekOrigin.End);", new[] { "Wal" })]
    [InlineData("", new string[0])]
    public async Task A_log_lies_in_a_file_of_the_projects_own_that_goes_to_its_end(string seek, string[] found) =>
        Assert.Equal(found, await Logs.RecognisedIn(Disk.Replace("{0}", seek)));

    [Theory]
    [InlineData("_pages.Set(e.Page, e.Text);", new[] { "Recovery", "Wal" })]
    [InlineData("Console.WriteLine(e.Text);", new[] { "Wal" })]
    public async Task A_record_is_applied_by_a_helper(string apply, string[] found) => Assert.Equal(found, (await Logs.RecognisedIn(OnDisk($$"""
        class Pages { private readonly Dictionary<int, string> _all = []; public void Set(int at, string text) => _all[at] = text; }
        class Recovery(IWal wal, Pages pages)
        {
            private readonly IWal _wal = wal; private readonly Pages _pages = pages;
            public async Task Run() { foreach (var e in await _wal.All()) Redo(e); await _wal.Add(new(0, "done")); }
            private void Redo(Entry e) { {{apply}} }
        }
        """))).Order());

    [Theory]
    [InlineData("_pages.Flush(); await _wal.Mark(at);", new[] { "Checkpoints", "Wal" })]
    [InlineData("await _wal.Mark(at); _pages.Flush();", new[] { "Wal" })]
    [InlineData("_pages.Count(); await _wal.Mark(at);", new[] { "Wal" })]
    public async Task A_checkpointer_saves_the_state_before_the_log_is_told(string steps, string[] found) =>
        Assert.Equal(found, (await Logs.RecognisedIn(OnDisk($$"""
        class Pages { private readonly FileStream _data = new("", FileMode.Open); private int _n; public void Flush() => _data.Flush(true); public void Count() => _n++; }
        class Checkpoints(IWal wal, Pages pages)
        {
            private readonly IWal _wal = wal; private readonly Pages _pages = pages;
            public async Task Run(long at) { {{steps}} }
        }
        """))).Order());

    [Theory]
    [InlineData("_open.Add(e.Key, e);", new[] { "Journal", "S" })]
    [InlineData("Console.WriteLine(e);", new[] { "Journal" })]
    public async Task Who_has_begun_is_a_state_where_it_comes_back(string load, string[] found) =>
        Assert.Equal(found, await Logs.RecognisedIn(Logs.Journal, $$"""
        class Begun(string id) { public string Id => id; }
        class S(IJournal log)
        {
            private readonly Dictionary<string, object> _open = [];
            public void Begin(string id) { _open.Add(id, new Begun(id)); log.Append(new(id, 0)); }
            public void Start() { foreach (var e in log.ReadAll()) {{load}} }
        }
        """));

    [Theory]
    [InlineData("_f.SetLength(0);", "'Cut' cuts it")]
    [InlineData("_state.SetLength(0);", "reads it back")]
    public async Task A_file_beside_the_log_is_not_the_one_that_is_cut(string cut, string ends) => Assert.Contains(ends + ". Closest", (await Logs.Find($$"""
        class C
        {
            private readonly FileStream _f = new("", FileMode.OpenOrCreate), _state = new("s", FileMode.OpenOrCreate);
            public void Put(byte[] r) { Note(r); _f.Seek(0, SeekOrigin.End); _f.Write(BitConverter.GetBytes(r.Length)); _f.Write(r); _f.Flush(true); }
            private void Note(byte[] r) => _state.Write(r, 0, 1);
            public IEnumerable<byte[]> All() { _f.Position = 0; while (_f.Position < _f.Length) { var r = new byte[8]; _f.Read(r); yield return r; } }
            public void Cut() { {{cut}} }
        }
        """)).Single(found => found.Id == Logs.Recognised).Message);

    [Theory]
    [InlineData("Id", new[] { "Log" })]
    [InlineData("_done.Keys.First()", new[] { "Log", "T" })]
    public async Task A_transaction_that_logs_its_end_keeps_a_list_of_its_own(string end, string[] found) => Assert.Equal(found, await Logs.RecognisedIn($$"""
        record Entry(string Key, string Text);
        class Log
        {
            private readonly FileStream _f = new("", FileMode.OpenOrCreate);
            private void Write(string s) { _f.Seek(0, SeekOrigin.End); _f.Write(System.Text.Encoding.UTF8.GetBytes(s)); _f.Flush(true); }
            public void Add(Entry e) => Write(e.Text);
            public void End(string id) => Write(id);
            public IEnumerable<byte[]> All() { _f.Position = 0; while (_f.Position < _f.Length) { var r = new byte[8]; _f.Read(r); yield return r; } }
        }
        class T(Log log, string id)
        {
            private readonly Log _log = log; private readonly Dictionary<string, Entry> _done = []; public string Id { get; } = id;
            public void Put(Entry e) { _log.Add(e); _done[e.Key] = e; }
            public void Commit() => _log.End({{end}});
        }
        """));

    [Theory]
    [InlineData("if (n >= _saved) Flush();", "r.Undo(_page);", new[] { "Buf", "Log", "Recovery" })]
    [InlineData("if (n >= _saved) Flush();", "Console.WriteLine(r);", new[] { "Buf", "Log" })]
    [InlineData("Flush();", "r.Undo(_page);", new string[0])]
    public async Task A_log_manager_over_blocks_is_told_by_its_numbers(string flush, string apply, string[] found) =>
        Assert.Equal(found, (await Logs.RecognisedIn($$"""
        class Page { public byte[] Bytes = new byte[400]; public void Set(int at, byte[] b) => b.CopyTo(Bytes, at); }
        class Files { public void Write(Page p, int block) { using var f = System.IO.File.OpenWrite("" + block); f.Seek(block * 400, SeekOrigin.Begin); f.Write(p.Bytes); f.Flush(true); } }
        class Cursor(Page p) { private int _at; public bool Has() => _at < 400; public byte[] Next() { _at += 8; return p.Bytes[.._at]; } }
        class Log(Files files)
        {
            private readonly Page _page = new(); private int _last, _saved, _block;
            public int Append(byte[] r) { _page.Set(0, r); _last++; return _last; }
            public void Flush(int n) { {{flush}} }
            public Cursor All() { Flush(); return new(_page); }
            private void Flush() { files.Write(_page, _block); _saved = _last; }
        }
        class Rec { public static Rec Of(byte[] b) => new(); public void Undo(Page p) => p.Set(0, new byte[8]); }
        class Recovery(Log log, Page page) { private readonly Log _log = log; private readonly Page _page = page; public void Run() { var all = _log.All(); while (all.Has()) { var r = Rec.Of(all.Next()); {{apply}} } } }
        class Buf(Files files, Log log) { private readonly Files _files = files; private readonly Log _log = log; private readonly Page _p = new(); private int _n; public void Set(int n) => _n = n; public void Flush() { _log.Flush(_n); _files.Write(_p, 1); } }
        """)).Order());
}
