namespace Patterns.Analyzers.Tests.WriteAheadLog;

public sealed class StoreTests
{
    public static TheoryData<string, string> Stores => new()
    {
        { "a log by its class", "class S(Journal log) { readonly Dictionary<string, int> _m = []; public void Put(Entry e) { log.Append(e); _m[e.Key] = e.Value; } }" },
        { "a log by its contract", "class S(IJournal log) { readonly Dictionary<string, int> _m = []; public void Put(Entry e) { log.Append(e); _m[e.Key] = e.Value; } }" },
        { "an awaited append", "class S(IJournal log) { readonly Dictionary<string, int> _m = []; public async Task Put(Entry e) { await log.AppendAsync(e).ConfigureAwait(false); _m[e.Key] = e.Value; } }" },
        { "helpers", "class S(IJournal log) { readonly Dictionary<string, int> _m = []; public void Put(Entry e) { Log(e); Apply(e); } void Log(Entry e) => log.Append(e); void Apply(Entry e) => _m[e.Key] = e.Value; }" },
        { "an early return", "class S(IJournal log) { readonly Dictionary<string, int> _m = []; public void Put(Entry e) { if (_m.ContainsKey(e.Key)) return; log.Append(e); _m.Add(e.Key, e.Value); } }" },
        { "a record made on the way", "class S(IJournal log) { readonly Dictionary<string, int> _m = []; public void Put(string k, int v) { var e = new Entry(k, v); log.Append(e); _m[k] = v; } }" },
        { "a state of its own type", "class Table { readonly List<Entry> _l = []; public void Set(Entry e) => _l.Add(e); } class S(IJournal log) { readonly Table _t = new(); public void Put(Entry e) { log.Append(e); _t.Set(e); } }" },
        { "a record of parts", "class S(IJournal log) { readonly Dictionary<string, Entry> _m = []; public void Put(string k, int v) { log.Append(new Entry(k, v)); _m[k] = new Entry(k, v); } }" },
        { "a table that takes key and value", "class Table { readonly Dictionary<string, int> _d = []; public void Put(string k, int v) => _d[k] = v; } class S(IJournal log) { readonly Table _t = new(); public void Put(string k, int v) { log.Append(new(k, v)); _t.Put(k, v); } }" },
        { "a count among the data", "record Line(string Key, int Count); class S(IJournal log) { readonly Dictionary<string, int> _m = []; public void Put(Line l) { log.Append(new(l.Key, l.Count)); _m[l.Key] = l.Count; } }" },
        { "a commit", "enum State { Open, Done } class S(IJournal log) { State _s; public void Commit(Entry e) { log.Append(e); _s = State.Done; } }" },
    };

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_append_and_a_change_with_the_same_data_make_a_store(string form, string source) =>
        Assert.True((await Logs.RecognisedIn(Logs.Journal, source)) is [_, "S"], form);

    /// <summary>A log of transactions, and what keeps books of them.</summary>
    private const string Transactions = """
        public interface IMarks { void Begin(string id); void Commit(string id); void Write(string id, byte[] data); IEnumerable<byte[]> ReadAll(); }
        public sealed class Marks : IMarks
        {
            private readonly FileStream _file = new("", FileMode.Append);
            public void Begin(string id) => Line(System.Text.Encoding.UTF8.GetBytes(id));
            public void Commit(string id) => Line(System.Text.Encoding.UTF8.GetBytes(id));
            public void Write(string id, byte[] data) => Line(data);
            private void Line(byte[] line) { _file.Write(line); _file.Flush(true); }
            public IEnumerable<byte[]> ReadAll() { var reader = new BinaryReader(_file); while (_file.Position < _file.Length) yield return reader.ReadBytes(8); }
        }
        enum State { Open, Done }
        class Transaction(string id) { public string Id => id; public State State { get; set; } }
        class Locks { readonly List<string> _l = []; public void Release(string id) => _l.Remove(id); }
        """;

    [Theory]
    [InlineData("readonly Dictionary<string, Transaction> _live = []; public void Begin(string id) { log.Begin(id); _live[id] = new(id); }")]
    [InlineData("readonly Dictionary<string, Transaction> _live = []; public void Begin(string id) { var t = new Transaction(id); if (!_live.TryAdd(id, t)) return; log.Begin(id); }")]
    [InlineData("readonly Dictionary<string, Transaction> _live = []; public void Begin(Transaction t) { log.Begin(t.Id); _live[t.Id] = t; }")]
    [InlineData("readonly Dictionary<string, Transaction> _live = []; public void End(string id) { log.Commit(id); _live.Remove(id); }")]
    [InlineData("State _state; public void End(string id) { log.Commit(id); _state = State.Done; }")]
    [InlineData("readonly Locks _locks = new(); public void End(string id) { log.Commit(id); _locks.Release(id); }")]
    [InlineData("readonly List<int> _sizes = []; public void Put(string id, byte[] data) { log.Write(id, data); var size = data.Length; _sizes.Add(size); }")]
    [InlineData("readonly HashSet<string> _written = []; public void Put(string id, byte[] data) { var name = $\"{id}:{data.Length}\"; _written.Add(name); log.Write(id, data); }")]
    public async Task Bookkeeping_by_the_name_of_what_is_logged_makes_no_store(string members) =>
        Assert.DoesNotContain("S", await Logs.RecognisedIn(Transactions, $"class S(IMarks log) {{ {members} }}"));

    [Theory]
    [InlineData("readonly Dictionary<string, byte[]> _m = []; public void Put(string id, byte[] data) { log.Write(id, data); _m[id] = data; } public void Drop(string id) { log.Commit(id); _m.Remove(id); }")]
    [InlineData("State _s; public void Run(string id, List<byte[]> changes) { foreach (var change in changes) log.Write(id, change); _s = State.Done; }")]
    [InlineData("State _s; public void End(string id) { log.Commit(id); _s = State.Done; } public void Recover(Action<byte[]> redo) { foreach (var data in log.ReadAll()) redo(data); }")]
    public async Task Bookkeeping_beside_logged_data_or_a_replay_makes_one(string members) =>
        Assert.Contains("S", await Logs.RecognisedIn(Transactions, $"class S(IMarks log) {{ {members} }}"));

    [Theory]
    [InlineData("enum State { Open, Done } State _s; public void Commit(Entry e) { log.Append(e); _s = State.Done; }", "'S' is likely a writer of a write-ahead log: 'Commit' appends by 'Append'.")]
    [InlineData("readonly List<Entry> _t = []; public void Put(Entry e) { _t.Add(e); log.Append(e); } public void Load() { foreach (var e in log.ReadAll()) _t.Add(e); }",
        "'S' is a store that a log follows: 'Put' changes '_t'; appends by 'Append' afterwards; 'Load' replays the log. Closest: Redis")]
    [InlineData("readonly List<Entry> _t = []; public void Put(Entry e) { log.Append(e); _t.Add(e); }", "'S' is likely a store behind a write-ahead log: 'Put' appends by 'Append'; changes '_t'.")]
    public async Task Who_marks_or_changes_first_is_told_as_such(string members, string told) => Assert.StartsWith(told, (await Logs.Find(
        Logs.Journal, $"class S(IJournal log) {{ {members} }}")).Single(finding => finding is { Id: Logs.Recognised, Text: "S" }).Message);

    [Theory]
    [InlineData("var all = Rows(r);")]
    [InlineData("var table = new Table(); table.Add(r);")]
    public async Task What_a_member_makes_for_itself_is_no_state(string code) => Assert.DoesNotContain("S", await Logs.RecognisedIn(Logs.Journal, $$"""
        class Table { readonly List<Entry> _l = []; public void Add(Entry e) => _l.Add(e); }
        class S(IJournal log) { List<Entry> Rows(Entry e) { var rows = new List<Entry>(); rows.Add(e); return rows; } public void Put(Entry r) { {{code}} log.Append(r); } }
        """));

    [Theory]
    [InlineData("_m[e.Key] = log.Add(e.Value);", "a log that is itself the store", "'_m' keeps where it lies")]
    [InlineData("var at = log.Add(e.Value); _m[e.Key] = at;", "a log that is itself the store", "'_m' keeps where it lies")]
    [InlineData("log.Add(e.Value); _m[e.Key] = e.Value;", "a store behind a write-ahead log", "changes '_m'")]
    public async Task A_state_of_places_makes_the_log_the_store(string put, string role, string told)
    {
        var message = (await Logs.Find("record Entry(string Key, long Value);", $$"""
            class L { readonly FileStream _f = new("", FileMode.Append); public long Add(long n) { _f.Write(BitConverter.GetBytes(n)); _f.Flush(true); return _f.Position; }
                public IEnumerable<long> All() { using var r = new BinaryReader(File.OpenRead("")); while (r.BaseStream.Position < r.BaseStream.Length) yield return r.ReadInt64(); } }
            class S(L log) { readonly Dictionary<string, long> _m = []; public void Put(Entry e) { {{put}} } }
            """)).Single(finding => finding.Text == "S").Message;
        Assert.Contains(role, message);
        Assert.Contains(told, message);
    }

    [Fact]
    public async Task A_record_that_is_made_of_itself_is_survived() => Assert.Contains("S", await Logs.RecognisedIn(
        Logs.Journal, "class S { enum State { Open, Done } State _s; public void End(IJournal log) { var e = new Entry(e.Key, new Entry(e)); log.Append(e); _s = State.Done; } }"));

    [Fact]
    public async Task A_store_is_told_by_the_state_that_receives_what_is_logged() => Assert.Contains("changes '_m'", (await Logs.Find(Logs.Journal, """
        class S(IJournal log) { readonly HashSet<string> _names = []; readonly Dictionary<string, Entry> _m = [];
            public void Put(Entry e) { var name = $"{e.Key}!"; Lock(name); log.Append(e); _m[e.Key] = e; }
            void Lock(string name) => _names.Add(name); }
        """)).Single(finding => finding.Text == "S").Message);

    [Theory]
    [InlineData("public void Put(Entry e) { log.Append(e); Apply(e); } void Apply(Entry e) { _n++; _m[e.Key] = e; }", "changes '_m'")]
    [InlineData("public void Put(Entry e) { log.Append(e); Apply(e); } void Apply(Entry e) => Keep(e); void Keep(Entry e) => _m[e.Key] = e;", "changes '_m'")]
    [InlineData("class Table { readonly List<Entry> _l = []; public void Set(Entry e) => _l.Add(e); } class Slot { public Table Current = new(); } readonly Dictionary<string, Slot> _tables = []; Slot Find(string k) => _tables[k]; public void Put(Entry e) { log.Append(e); var t = Find(e.Key); t.Current.Set(e); }", "changes '_tables'")]
    [InlineData("class Table { readonly List<Entry> _l = []; public void Set(Entry e) => _l.Add(e); } readonly Table _t = new(); public void Put(Entry e) { log.Append(e); _t.Set(e); }", "changes '_t'")]
    [InlineData("void Early(Entry e) { log.Append(e); _m[e.Key] = e; } public void Put(Entry e) { log.Append(e); _m[e.Key] = e; }", "'Put' appends")]
    public async Task The_message_names_the_state_and_who_can_be_called(string members, string told) => Assert.Contains(told, (await Logs.Find(
        Logs.Journal, $"class S(IJournal log) {{ int _n; readonly Dictionary<string, Entry> _m = []; {members} }}")).Single(finding => finding.Text == "S").Message);

    [Theory]
    [InlineData("log.Append(e); _m[e.Key] = e;", new[] { "Journal", "S" })]
    [InlineData("if (e.Value > 0) log.Append(e); else _m[e.Key] = e;", new[] { "Journal" })]
    [InlineData("log.Append(new(\"\", Apply(e)));", new string[0])]
    public async Task The_same_path_appends_and_changes_and_the_log_is_not_told_how_it_came_out(string code, string[] found) => Assert.Equal(found, await Logs.RecognisedIn(
        Logs.Journal, $"class S(IJournal log) {{ readonly Dictionary<string, Entry> _m = []; int Apply(Entry e) {{ _m[e.Key] = e; return 1; }} public void Put(Entry e) {{ {code} }} }}"));

    [Theory]
    [InlineData("log.Add(r); _m.Add(r);", new[] { "L", "S" })]
    [InlineData("_m.Add(r); log.Add(r);", new[] { "L" })]
    public async Task What_is_logged_after_the_fact_and_read_by_nobody_protects_no_state(string code, string[] found) => Assert.Equal(found, await Logs.RecognisedIn($$"""
        class L { readonly FileStream _f = new("", FileMode.Append); long _n; public void Reset() => _f.SetLength(0);
            public void Add(byte[] r) { _f.Write(BitConverter.GetBytes(r.Length)); _f.Write(BitConverter.GetBytes(++_n)); _f.Write(r); _f.Flush(true); } }
        class S(L log) { readonly List<byte[]> _m = []; public void Put(byte[] r) { {{code}} } }
        """));

    [Fact]
    public async Task A_replay_makes_it_certain() => Assert.Equal("high", (await Logs.Find(Logs.Journal, """
        class S { readonly Dictionary<string, int> _m = []; readonly IJournal _log;
            public S(IJournal log) { _log = log; foreach (var e in log.ReadAll()) _m[e.Key] = e.Value; }
            public void Put(Entry e) { _log.Append(e); _m[e.Key] = e.Value; } }
        """)).Single(finding => finding.Text == "S").Confidence);

    [Theory]
    [InlineData("public void Recover() { foreach (var b in Journal.Replay(\"\")) _m.Add(b); }", "high")]
    [InlineData("public async Task Recover() { var all = await Journal.ReplayAsync(\"\"); foreach (var b in all) _m.Add(b); }", "high")]
    [InlineData("public void Recover() { foreach (var b in _log) _m.Add(b); }", "high")]
    [InlineData("public void Recover() { foreach (var b in _m) _m.Add(b); }", "medium")]
    public async Task A_log_may_be_read_back_by_its_type_or_by_going_over_it(string recovery, string confidence) => Assert.Equal(confidence, (await Logs.Find($$"""
        class Journal : IEnumerable<byte[]> { readonly FileStream _f = new("", FileMode.Append); public void Append(byte[] r) { _f.Write(r); _f.Flush(true); }
            public static List<byte[]> Replay(string path) { var all = new List<byte[]>(); using var r = new BinaryReader(File.OpenRead(path)); while (r.BaseStream.Position < r.BaseStream.Length) all.Add(r.ReadBytes(8)); return all; }
            public static Task<List<byte[]>> ReplayAsync(string path) => Task.FromResult(Replay(path));
            public IEnumerator<byte[]> GetEnumerator() => Replay("").GetEnumerator(); System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator(); }
        class S { readonly Journal _log = new(); readonly List<byte[]> _m = []; public void Put(byte[] r) { _log.Append(r); _m.Add(r); } {{recovery}} }
        """)).Single(finding => finding.Text == "S").Confidence);

    [Fact]
    public async Task State_that_only_the_delivered_record_changes_makes_a_store() => Assert.Contains("S", await Logs.RecognisedIn(Logs.Journal, """
        class Model { int _n; public void Run(Entry e) => _n += e.Value; }
        class S { readonly IJournal _log; readonly Model _model = new();
            public S(IJournal log, Action<Action<Entry>> subscribe) { _log = log; subscribe(OnEntry); }
            public void Send(Entry e) => _log.Append(e);
            void OnEntry(Entry e) => _model.Run(e); }
        """));

    [Fact]
    public async Task A_page_cache_that_has_the_log_flushed_first_is_a_store() => Assert.Equal(["Cache"], await Logs.RecognisedIn("""
        record Page(long Lsn, byte[] Bytes);
        class Cache(FileStream disk, Action<long> flushLog)
        {
            public void Save(Page page) { if (page.Lsn > 0) flushLog(page.Lsn); Write(page); }
            void Write(Page page) => disk.Write(page.Bytes);
        }
        """));

    [Fact]
    public async Task Who_replays_and_cuts_is_a_recovery_driver() => Assert.Equal("recovery", (await Logs.Find(Logs.Journal, """
        class Recovery(IJournal log) { public void Run(Action<Entry> redo) { foreach (var e in log.ReadAll()) redo(e); log.Truncate(); } }
        """)).Single(finding => finding.Text == "Recovery").Role);

    private const string Buffer = """
        class Buffer(Journal log) { readonly Dictionary<string, int> _m = []; public void Put(Entry e) { log.Append(e); _m[e.Key] = e.Value; }
            public void Fill() { foreach (var e in log.ReadAll()) _m[e.Key] = e.Value; } public void Drop() => log.Truncate(); }
        """;

    [Fact]
    public async Task Who_replays_and_cuts_the_logs_of_a_folder_is_a_recovery_driver() => Assert.Equal("recovery", (await Logs.Find(Logs.Journal, Buffer, """
        class Start { public void Run(string folder) { var files = Directory.GetFiles(folder, "*.log"); foreach (var file in files) { var b = new Buffer(new Journal(file)); b.Fill(); b.Drop(); } } }
        """)).Single(finding => finding.Text == "Start").Role);

    [Theory]
    [InlineData("foreach (var file in Directory.GetFiles(folder)) new Buffer(new Journal(file)).Fill();")]
    [InlineData("foreach (var file in Directory.GetFiles(folder)) new Buffer(new Journal(file)).Drop();")]
    [InlineData("foreach (var b in new Buffer[0]) { b.Fill(); b.Drop(); } Directory.GetFiles(folder);")]
    public async Task Half_of_a_recovery_is_none(string code) =>
        Assert.DoesNotContain("Start", await Logs.RecognisedIn(Logs.Journal, Buffer, $"class Start {{ public void Run(string folder) {{ {code} }} }}"));
}
