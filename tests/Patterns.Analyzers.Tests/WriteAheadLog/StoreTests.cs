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
        { "a commit", "enum State { Open, Done } class S(IJournal log) { State _s; public void Commit(Entry e) { log.Append(e); _s = State.Done; } }" },
    };

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_append_and_a_change_with_the_same_data_make_a_store(string form, string source) =>
        Assert.True((await Logs.RecognisedIn(Logs.Journal, source)) is [_, "S"], form);

    [Fact]
    public async Task A_replay_makes_it_certain() => Assert.Equal("high", (await Logs.Find(Logs.Journal, """
        class S { readonly Dictionary<string, int> _m = []; readonly IJournal _log;
            public S(IJournal log) { _log = log; foreach (var e in log.ReadAll()) _m[e.Key] = e.Value; }
            public void Put(Entry e) { _log.Append(e); _m[e.Key] = e.Value; } }
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
