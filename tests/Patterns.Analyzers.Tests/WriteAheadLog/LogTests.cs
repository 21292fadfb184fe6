namespace Patterns.Analyzers.Tests.WriteAheadLog;

public sealed class LogTests
{
    private const string ReadBack = """
        public IEnumerable<int> Read()
        {
            using var reader = new BinaryReader(File.OpenRead(_path));
            while (reader.BaseStream.Position < reader.BaseStream.Length) yield return reader.ReadInt32();
        }
        """;

    public static TheoryData<string, string> Media => new()
    {
        { "append mode", "private readonly string _path = \"\"; private FileStream _f; C() => _f = new(_path, FileMode.Append); public void Add(int[] r) { _f.Write(BitConverter.GetBytes(r[0])); _f.Flush(true); }" },
        { "seek to the end", "private readonly string _path = \"\"; private readonly FileStream _f; public void Add(int[] r) { _f.Seek(0, SeekOrigin.End); _f.Write(BitConverter.GetBytes(r[0])); }" },
        { "position is the length", "private readonly string _path = \"\"; private readonly FileStream _f; public void Add(int[] r) { _f.Position = _f.Length; _f.Write(BitConverter.GetBytes(r[0])); }" },
        { "an offset that grows", "private readonly string _path = \"\"; private readonly Stream _f; private long _tail; public void Add(byte[] r) { _f.Position = Interlocked.Add(ref _tail, r.Length); _f.Write(r); _f.Flush(); }" },
        { "a handle", "private readonly string _path = \"\"; private readonly Microsoft.Win32.SafeHandles.SafeFileHandle _f; private long _tail; public void Add(byte[] r) { RandomAccess.Write(_f, r, _tail); _tail += r.Length; }" },
        { "a file by name", "private readonly string _path = \"\"; public void Add(string[] r) => File.AppendAllLines(_path, r);" },
        { "only sequential writes", "private readonly string _path = \"\"; private readonly FileStream _f; C() => _f = new(_path, FileMode.OpenOrCreate); public void Add(byte[] r) => _f.Write(r);" },
        { "a helper", "private readonly string _path = \"\"; private readonly FileStream _f = new(\"\", FileMode.Append); public void Add(byte[] r) => Write(r); private void Write(byte[] r) => Put(_f, r); private static void Put(Stream s, byte[] r) => s.Write(r);" },
        { "a lambda", "private readonly string _path = \"\"; private readonly FileStream _f = new(\"\", FileMode.Append); public void Add(byte[] r) => Locked(() => _f.Write(r)); private void Locked(Action a) { lock (_f) a(); }" },
        { "a local function", "private readonly string _path = \"\"; private readonly FileStream _f = new(\"\", FileMode.Append); public void Add(byte[] r) { Write(); void Write() => _f.Write(r); }" },
        { "a queue", "private readonly string _path = \"\"; private readonly FileStream _f = new(\"\", FileMode.Append); private readonly Queue<byte[]> _q = new(); public void Add(byte[] r) => _q.Enqueue(r); private void Drain() { while (_q.TryDequeue(out var r)) _f.Write(r); }" },
        { "a serialiser", "private readonly string _path = \"\"; private readonly FileStream _f = new(\"\", FileMode.Append); public void Add(int[] r) => System.Text.Json.JsonSerializer.Serialize(_f, r);" },
        { "a buffer that is filled", "private readonly string _path = \"\"; private readonly FileStream _f = new(\"\", FileMode.Append); private readonly byte[] _b = new byte[4]; public void Add(int r) { System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(_b.AsSpan(), r); _f.Write(_b); }" },
        { "a stream opened on first use", "private readonly string _path = \"\"; private FileStream _f; private FileStream Open() => _f ??= new FileStream(_path, FileMode.Append); public void Add(byte[] r) { var f = Open(); f.Write(r); }" },
        { "a stream opened on first use and awaited", "private readonly string _path = \"\"; private FileStream _f; private async Task<FileStream> Open() { if (_f != null) return _f; var f = new FileStream(_path, FileMode.Append); await Task.Yield(); _f = f; return f; } public async Task Add(byte[] r) { var f = await Open(); f.Write(r); }" },
        { "an awaited write", "private readonly string _path = \"\"; private readonly FileStream _f = new(\"\", FileMode.Append); public async Task Add(byte[] r) { await _f.WriteAsync(r).ConfigureAwait(false); }" },
    };

    [Theory]
    [MemberData(nameof(Media))]
    public async Task A_medium_that_only_grows_and_is_read_back_is_a_log(string medium, string members) =>
        Assert.True((await Logs.RecognisedIn($"class C {{ {members} {ReadBack} }}")) is ["C"], medium);

    [Theory]
    [InlineData("class C", "")]
    [InlineData("sealed record C", "")]
    [InlineData("struct C", "public C() { }")]
    [InlineData("class C<T>", "")]
    [InlineData("class C(string unused)", "public string Unused => unused;")]
    public async Task Every_form_of_type_is_looked_at(string declaration, string more) => Assert.Equal(["C"], await Logs.RecognisedIn($$"""
        {{declaration}} { {{more}} private readonly string _path = ""; private readonly FileStream _f = new("", FileMode.Append); public void Add(byte[] r) => _f.Write(r); {{ReadBack}} }
        """));

    [Fact]
    public async Task Partial_declarations_count_together() => Assert.Equal(["C"], await Logs.RecognisedIn(
        "partial class C { private readonly string _path = \"\"; private readonly FileStream _f = new(\"\", FileMode.Append); public void Add(byte[] r) => _f.Write(r); }",
        $"partial class C {{ {ReadBack} }}"));

    [Fact]
    public async Task A_nested_type_is_reported_by_itself() => Assert.Equal(["C"], await Logs.RecognisedIn($$"""
        class Outer { class C { private readonly string _path = ""; private readonly FileStream _f = new("", FileMode.Append); public void Add(byte[] r) => _f.Write(r); {{ReadBack}} } }
        """));

    [Fact]
    public async Task A_writer_and_a_reader_are_joined_by_their_record() => Assert.Equal(["W", "Reader"], await Logs.RecognisedIn("""
        record R(int N);
        class W { private readonly FileStream _f = new("", FileMode.Append); public void Add(R r) => _f.Write(BitConverter.GetBytes(r.N)); }
        class Reader { public IEnumerable<R> All() { using var b = new BinaryReader(File.OpenRead("")); while (b.BaseStream.Position < b.BaseStream.Length) yield return new(b.ReadInt32()); } }
        """));

    [Theory]
    [InlineData("if (f.Read(_b) != _b.Length) return false; Current = BitConverter.ToInt32(_b); return true;", new[] { "W" })]
    [InlineData("return Current++ < 3;", new string[0])]
    public async Task An_enumerator_written_by_hand_reads_it_back(string step, string[] found) => Assert.Equal(found, await Logs.RecognisedIn($$"""
        class W { private readonly FileStream _f = new("", FileMode.Append); public void Add(byte[] r) { _f.Write(r); _f.Flush(true); } public Walk All() => new(_f); }
        struct Walk(Stream f) { private readonly byte[] _b = new byte[4]; public int Current { get; private set; } public bool MoveNext() { {{step}} } }
        """));

    [Theory]
    [InlineData("IEnumerable<KeyValuePair<K, V>>")]
    [InlineData("IEnumerable<(K, V)>")]
    public async Task They_are_joined_by_the_parts_of_a_pair_as_well(string pairs) => Assert.Equal(["Reader", "S", "W"], (await Logs.RecognisedIn($$"""
        record K(int N); record V(int N);
        class W { private readonly FileStream _f = new("", FileMode.Append); public void Add(K k, V v) { _f.Write(BitConverter.GetBytes(k.N)); _f.Write(BitConverter.GetBytes(v.N)); _f.Flush(true); } }
        class Reader { public {{pairs}} All() { using var b = new BinaryReader(File.OpenRead("")); while (b.BaseStream.Position < b.BaseStream.Length) yield return new(new(b.ReadInt32()), new(b.ReadInt32())); } }
        class S { readonly Dictionary<K, V> _m = []; readonly W _log = new(); public S(Reader reader) { foreach (var (k, v) in reader.All()) _m[k] = v; } public void Put(K k, V v) { _log.Add(k, v); _m[k] = v; } }
        """)).Order());

    [Theory]
    [InlineData("public void Replay(Table into) { using var b = new BinaryReader(File.OpenRead(\"\")); while (b.PeekChar() >= 0) into.Put(b.ReadInt32(), 1); }")]
    [InlineData("private readonly Table _into = new(); public void Replay() { using var b = new BinaryReader(File.OpenRead(\"\")); while (b.PeekChar() >= 0) _into.Put(b.ReadInt32(), 1); }")]
    [InlineData("public Report Replay() { var all = new List<int>(); using var b = new BinaryReader(File.OpenRead(\"\")); while (b.PeekChar() >= 0) all.Add(b.ReadInt32()); return new(all); }")]
    [InlineData("public List<int> Replay() { var all = new List<int>(); using (var f = File.OpenRead(\"\")) all.AddRange(Format.All(f)); return all; }")]
    public async Task What_is_read_back_goes_to_a_table_or_into_a_report(string replay) => Assert.Equal(["C"], await Logs.RecognisedIn($$"""
        class Table { private readonly Dictionary<int, int> _d = new(); public void Put(int k, int v) => _d[k] = v; }
        record Report(List<int> All);
        static class Format { public static IEnumerable<int> All(Stream f) { int n; while ((n = f.ReadByte()) >= 0) yield return n; } }
        class C { private readonly FileStream _f = new("", FileMode.Append); public void Add(byte[] r) { _f.Write(r); _f.Flush(true); } {{replay}} }
        """));

    [Theory]
    [InlineData("_part.Flush();", new[] { "segment-set" })]
    [InlineData("_part.Flush(); _part = null;", new string[0])]
    public async Task A_writer_that_rolls_over_segments_and_flushes_the_one_it_goes_on_with_is_a_log_of_segments(string flush, string[] roles) => Assert.Equal(roles, (await Logs.Find($$"""
        class Part(FileStream file) { public long Put(byte[] r) { file.Write(r); return r.Length; } public int Get() => file.ReadByte(); public void Flush() => file.Flush(true); }
        class Writer { Part _part = new(File.Open("0", FileMode.Create)); long _position;
            public void Write(byte[] r) => _position += _part.Put(r);
            public void Next(string path) => _part = new(File.Open(path, FileMode.Create));
            public void Flush() { {{flush}} } }
        """)).Where(finding => finding.Text == "Writer").Select(finding => finding.Role));

    [Fact]
    public async Task A_file_may_be_opened_at_its_end_by_who_makes_the_log() => Assert.Equal(["C"], await Logs.RecognisedIn($$"""
        class C(Stream f) { private readonly string _path = ""; public void Add(byte[] r) { f.Write(r); f.Flush(); } {{ReadBack}} }
        class Folder { public C Open(string path) { var f = new FileStream(path, FileMode.Append); return new C(f); } }
        """));

    [Fact]
    public async Task A_file_may_stand_behind_a_contract_of_the_users_own() => Assert.Equal(["C"], await Logs.RecognisedIn($$"""
        interface IFile { void Write(byte[] b); int Read(byte[] b); long Seek(long to, SeekOrigin from); void Flush(bool toDisk); }
        class C(IFile f) { private readonly string _path = ""; public void Add(byte[] r) { f.Seek(0, SeekOrigin.End); f.Write(r); f.Flush(true); } {{ReadBack}} }
        """));

    [Fact]
    public async Task Reading_back_may_be_left_to_a_helper() => Assert.Equal(["C"], await Logs.RecognisedIn("""
        static class Decoder { public static List<int> Decode(Stream s) { var all = new List<int>(); var r = new BinaryReader(s); while (s.Position < s.Length) all.Add(r.ReadInt32()); return all; } }
        class C { private readonly FileStream _f = new("", FileMode.OpenOrCreate); C() => _f.Seek(0, SeekOrigin.End); public void Add(byte[] r) => _f.Write(r); public List<int> All() => Decoder.Decode(_f); }
        """));

    [Theory]
    [InlineData("", new[] { "C" })]
    [InlineData("_f.Seek(at, SeekOrigin.Begin);", new string[0])]
    public async Task A_writer_of_framed_records_that_are_forced_to_the_disk_and_cut_one_day_is_a_log_whoever_reads_it(string before, string[] found) => Assert.Equal(found, await Logs.RecognisedIn($$"""
        class C
        {
            private readonly FileStream _f = new("", FileMode.OpenOrCreate); private long _n;
            public C() => _f.Seek(0, SeekOrigin.End);
            public void Add(byte[] r, int at) { {{before}} _f.Write(BitConverter.GetBytes(r.Length)); _f.Write(BitConverter.GetBytes(++_n)); _f.Write(r); _f.Flush(true); }
            public void Reset() => _f.SetLength(0);
        }
        """));

    [Theory]
    [InlineData("Reset() => _f.SetLength(0)", new[] { "C" })]
    [InlineData("SetLength(long n) => _f.SetLength(n)", new string[0])]
    public async Task What_passes_a_streams_members_on_by_their_names_is_no_log(string cut, string[] found) => Assert.Equal(found, await Logs.RecognisedIn($$"""
        class C
        {
            private readonly FileStream _f = new("", FileMode.Append); private long _n;
            public void Add(byte[] r) { _f.Write(BitConverter.GetBytes(++_n)); _f.Write(r); _f.Flush(true); }
            public void {{cut}};
        }
        """));

    [Fact]
    public async Task A_queued_record_may_be_made_of_what_is_given() => Assert.Equal(["C"], await Logs.RecognisedIn("""
        record Job(byte[] Bytes, TaskCompletionSource Done);
        class C
        {
            private readonly FileStream _f = new("", FileMode.Append); private readonly Queue<Job> _q = new(); private long _n;
            public Task Add(byte[] r) { var job = new Job(r, new()); _q.Enqueue(job); return job.Done.Task; }
            private void Loop() { while (_q.TryDequeue(out var job)) { _f.Write(BitConverter.GetBytes(++_n)); _f.Write(job.Bytes); _f.Flush(true); job.Done.SetResult(); } }
            public void Reset() => _f.SetLength(0);
        }
        """));

    [Fact]
    public async Task A_helper_that_only_reads_may_give_nothing_back() => Assert.Equal(["C"], await Logs.RecognisedIn("""
        static class Streams { public static void Fill(this Stream s, byte[] b) { var n = 0; while (n < b.Length) n += s.Read(b, n, b.Length - n); } }
        class C
        {
            private readonly FileStream _f = new("", FileMode.OpenOrCreate); readonly List<byte[]> _all = [];
            public void Add(byte[] r) { _f.Seek(0, SeekOrigin.End); _f.Write(r); }
            public void Load() { _f.Seek(0, SeekOrigin.Begin); while (_f.Position < _f.Length) { var b = new byte[4]; _f.Fill(b); _all.Add(b); } }
            public void Reset() => _f.SetLength(0);
        }
        """));

    private const string TextLog = """
        public sealed class Lines(string path)
        {
            public void Append(string line) => File.AppendAllText(path, line + "\n");
            public IEnumerable<string> ReadAll() { foreach (var line in File.ReadLines(path)) yield return line; }
        }
        """;

    [Theory]
    [InlineData("public IEnumerable<string> All() => File.ReadLines(\"\");")]
    [InlineData("public string[] All() { return File.ReadAllLines(\"\"); }")]
    [InlineData("public IEnumerable<int> All() => File.ReadLines(\"\").Where(line => line.Length > 0).Select(int.Parse);")]
    public async Task Lines_that_are_forced_to_the_disk_and_read_back_are_records(string read) => Assert.Equal(["C"], await Logs.RecognisedIn($$"""
        class C { readonly FileStream _f = new("", FileMode.Append); public void Add(string line) { _f.Write(System.Text.Encoding.UTF8.GetBytes(line)); _f.Flush(true); } {{read}} }
        """));

    [Fact]
    public async Task Lines_that_a_store_applies_and_replays_are_records() => Assert.Equal(["Lines", "S"], await Logs.RecognisedIn(TextLog, """
        class S { readonly Dictionary<string, string> _m = []; readonly Lines _log;
            public S(Lines log) { _log = log; foreach (var line in log.ReadAll()) _m[line] = line; }
            public void Put(string line) { _log.Append(line); _m[line] = line; } }
        """));

    [Fact]
    public async Task Lines_that_are_only_shown_are_a_text_log() => Assert.Empty(await Logs.RecognisedIn(TextLog, """
        class Viewer(Lines log) { readonly List<string> _shown = []; public void Refresh() { foreach (var line in log.ReadAll()) _shown.Add(line); } }
        class Job(Lines log) { readonly List<string> _done = []; public void Run(string name) { log.Append(name); _done.Add(name); } }
        """));

    [Fact]
    public async Task Confidence_is_high_only_with_a_flush_a_cut_or_framing()
    {
        var bare = await Logs.Find($"class C {{ private readonly string _path = \"\"; public void Add(string[] r) => File.AppendAllLines(_path, r); {ReadBack} }}");

        Assert.Equal("medium", bare.Single(finding => finding.Id == Logs.Recognised).Confidence);
        Assert.Equal("high", (await Logs.Find(Logs.Journal)).Single(finding => finding.Id == Logs.Recognised).Confidence);
    }

    /// <summary>A log in a file of its own, beside which it keeps a number.</summary>
    private const string OwnFile = "readonly string _path = \"\"; readonly string _number = \"\"; long _end; public void Add(byte[] r) { using var f = new FileStream(_path, FileMode.Append); f.Write(r); f.Flush(true); } ";

    [Theory]
    [InlineData("public void Shrink(string part) => File.Move(part, _path, true);", true)]
    [InlineData("public void Save(string part) => File.Move(part, _number, true);", false)]
    [InlineData("public void Clear() { using var f = new FileStream(_path, FileMode.Create); }", true)]
    [InlineData("public void Save() { using var f = new FileStream(_number, FileMode.Create); }", false)]
    [InlineData("public void Clear() { using var f = new FileStream(_path, FileMode.Open); f.SetLength(0); }", true)]
    [InlineData("public void Undo() { using var f = new FileStream(_path, FileMode.Open); f.SetLength(_end); } public void Begin(long at) => _end = at;", false)]
    [InlineData("public void Drop() => File.Delete(_path);", true)]
    [InlineData("public void Drop() { if (new FileInfo(_path).Length == 0) File.Delete(_path); }", false)]
    [InlineData("public void Forget(long at) { using var f = new FileStream(_path, FileMode.Open); f.SetLength(at); }", true)]
    [InlineData("public void Repair() { using var f = new FileStream(_path, FileMode.Open); var at = f.ReadByte(); f.SetLength(at); }", false)]
    public async Task A_log_is_cut_in_its_own_file_by_more_than_what_was_written_last(string member, bool isCut) => Assert.Equal(isCut, (await Logs.Find(
        $"class C {{ {OwnFile} {member} {ReadBack} }}")).Single(finding => finding.Id == Logs.Recognised).Message.Contains("cuts it"));

    [Theory]
    [InlineData("_path = name;", false)]
    [InlineData("_path = \"next\";", true)]
    [InlineData("_old = name;", true)]
    public async Task A_log_that_goes_on_under_another_name_is_not_cut(string kept, bool isCut) => Assert.Equal(isCut, (await Logs.Find($$"""
        class C { string _path = ""; string _old = ""; FileStream _f = new("", FileMode.Append); public void Add(byte[] r) { _f.Write(r); _f.Flush(true); }
            public void Rename(string name) { _f.Close(); File.Move(_path, name); {{kept}} _f = new FileStream(_path, FileMode.Append); } {{ReadBack}} }
        """)).Single(finding => finding.Id == Logs.Recognised).Message.Contains("cuts it"));

    [Theory]
    [InlineData("Current", new[] { "C" })]
    [InlineData("Begin", new string[0])]
    public async Task Passing_over_a_part_of_a_record_is_reading_in_order(string origin, string[] found) => Assert.Equal(found, await Logs.RecognisedIn($$"""
        class C { readonly FileStream _f = new("", FileMode.OpenOrCreate); public void Add(byte[] r) { _f.Seek(0, SeekOrigin.End); _f.Write(r); _f.Flush(true); }
            public IEnumerable<int> Keys() { while (_f.Position < _f.Length) { var key = _f.ReadByte(); _f.Seek(8, SeekOrigin.{{origin}}); yield return key; } } }
        """));

    /// <summary>A log that is meant to be inherited from.</summary>
    private const string BaseLog = """
        abstract class Base { readonly FileStream _f = new("", FileMode.Append); protected void Write(byte[] r, Action then = null) { _f.Write(r); then?.Invoke(); _f.Flush(true); }
            protected void Load(Action<byte[]> each) { using var r = new BinaryReader(File.OpenRead("")); while (r.BaseStream.Position < r.BaseStream.Length) each(r.ReadBytes(8)); } }
        """;

    [Theory]
    [InlineData("readonly List<byte[]> _m = []; public void Add(byte[] r) => Write(r, () => _m.Add(r)); public void Start() => Load(r => _m.Add(r));", "logged-store")]
    [InlineData("readonly List<byte[]> _m = []; public void Add(byte[] r) { _m.Add(r); Write(r); } public void Start() => Load(Console.WriteLine);", null)]
    [InlineData("List<byte[]> _m = []; public void Add(byte[] r) => Write(r, () => _m.Add(r)); public void Start() { _m = []; Load(Console.WriteLine); }", null)]
    [InlineData("readonly List<byte[]> _m = []; public void Add(byte[] r) => Write(r, () => _m.Add(r)); public void Start() => Load(Keep); void Keep(byte[] r) => _m.Add(r);", "logged-store")]
    [InlineData("int _n; public void Add(byte[] r) { _n++; Write(r); } public void Start() => Load(_ => _n++);", null)]
    [InlineData("readonly FileStream _own = new(\"\", FileMode.Append); public void Add(byte[] r) { _own.Write(r); Write(r); } public void Start() => Load(Console.WriteLine);", "log")]
    public async Task Who_inherits_a_log_is_no_second_one(string members, string? role) => Assert.Equal(role, (await Logs.Find(
        BaseLog, $"class C : Base {{ {members} }}")).SingleOrDefault(finding => finding is { Id: Logs.Recognised, Text: "C" })?.Role);

    [Fact]
    public async Task Of_two_cuts_the_one_is_told_that_leaves_nothing() => Assert.Contains("'Reset' cuts it", (await Logs.Find(
        $"class C {{ {OwnFile} public void Forget(long at) {{ using var f = File.OpenWrite(_path); f.SetLength(at); }} public void Reset() => File.Delete(_path); {ReadBack} }}"))
        .Single(finding => finding.Id == Logs.Recognised).Message);

    [Fact]
    public async Task Who_goes_on_in_another_file_reads_nothing_back() => Assert.Empty(await Logs.RecognisedIn("""
        class C
        {
            TextWriter _w = File.AppendText("0"); readonly List<TextWriter> _old = [];
            public void Add(object o) => _w.WriteLine(o);
            public void Roll() { while (true) { _old.Add(_w); _w = TextWriter.Synchronized(File.AppendText("1")); } }
        }
        """));

    [Theory]
    [InlineData("bool Knows(string k) { if (_known.Contains(k)) return true; _known.Add(k); _f.Write(BitConverter.GetBytes(k.Length)); return false; }", new string[0])]
    [InlineData("bool Add(string k) { if (_known.Contains(k)) return false; _known.Add(k); _f.Write(BitConverter.GetBytes(k.Length)); return true; }", new[] { "C" })]
    public async Task A_set_that_notes_what_it_is_asked_about_is_no_log(string member, string[] found) => Assert.Equal(found, await Logs.RecognisedIn($$"""
        class C { readonly string _path = ""; readonly HashSet<string> _known = []; readonly FileStream _f = new("", FileMode.Append); public {{member}} public void Flush() => _f.Flush(true); {{ReadBack}} }
        """));

    [Fact]
    public async Task What_the_log_is_asked_is_no_append() => Assert.Contains("'Put' appends by 'Add'", (await Logs.Find($$"""
        class C { readonly string _path = ""; readonly Dictionary<int, byte[]> _new = []; readonly FileStream _f = new("", FileMode.Append); public bool Has(int k) => _new.ContainsKey(k);
            public void Add(int k, byte[] r) { _new.Add(k, r); _f.Write(r); _f.Flush(true); } {{ReadBack}} }
        class S(C log) { readonly Dictionary<int, byte[]> _m = [];
            public void Get(int k, byte[] r) { if (log.Has(k)) return; _m[k] = r; }
            public void Put(int k, byte[] r) { log.Add(k, r); _m[k] = r; } }
        """)).Single(finding => finding.Text == "S").Message);

    [Theory]
    [InlineData("", "medium")]
    [InlineData("public C() { foreach (var n in Read()) _all.Add(n); }", "high")]
    public async Task Framing_alone_makes_a_log_certain_from_which_some_state_comes_back(string constructor, string confidence) => Assert.Equal(confidence, (await Logs.Find($$"""
        class C { readonly string _path = ""; readonly List<int> _all = []; long _n; {{constructor}}
            public void Add(byte[] r) { using var f = new FileStream(_path, FileMode.Append); f.Write(BitConverter.GetBytes(r.Length)); f.Write(BitConverter.GetBytes(++_n)); f.Write(r); } {{ReadBack}} }
        """)).Single(finding => finding.Id == Logs.Recognised).Confidence);

    [Theory]
    [InlineData("f.Seek(0, SeekOrigin.End);", new[] { "C" })]
    [InlineData("f.Position = f.Length;", new[] { "C" })]
    [InlineData("f.Seek(r.Length, SeekOrigin.Begin);", new string[0])]
    public async Task A_file_that_is_opened_for_each_record_and_written_at_its_end_grows(string move, string[] found) => Assert.Equal(found, await Logs.RecognisedIn($$"""
        class C { readonly string _path = ""; public void Add(byte[] r) { using var f = new FileStream(_path, FileMode.OpenOrCreate); {{move}} f.Write(r); } {{ReadBack}} }
        """));

    [Theory]
    [InlineData("if (f.Position == f.Length) yield break;", new[] { "C" })]
    [InlineData("if (n == 7) yield break;", new string[0])]
    public async Task A_number_of_records_may_be_asked_for_where_the_end_of_the_file_ends_it_too(string end, string[] found) => Assert.Equal(found, await Logs.RecognisedIn($$"""
        class C { readonly FileStream _f = new("", FileMode.Append); public void Add(byte[] r) { _f.Write(r); _f.Flush(true); }
            public IEnumerable<int> Read(int count) { using var f = File.OpenRead(""); for (var n = 0; n < count; n++) { {{end}} yield return f.ReadByte(); } } }
        """));

    /// <summary>A machine that runs commands, beside a command that can undo itself.</summary>
    private const string Machine = """
        record Command(int N) { public void Redo(Machine on) => on.Run(this); public void Check() { } }
        interface IMachine { int Run(Command c); }
        class Machine : IMachine { readonly Dictionary<int, Command> _m = []; public int Run(Command c) => (_m[c.N] = c).N; }
        """;

    [Theory]
    [InlineData("_ = _to.Run(c);", new[] { "C", "Server" })]
    [InlineData("var n = _to.Run(c);", new string[0])]
    [InlineData("c.Redo(_to);", new[] { "C", "Server" })]
    [InlineData("c.Check();", new string[0])]
    public async Task What_is_read_back_is_handed_to_who_applies_it(string apply, string[] found) => Assert.Equal(found, (await Logs.RecognisedIn(Machine, $$"""
        class C(Machine machine) { readonly Machine _to = machine; readonly FileStream _f = new("", FileMode.OpenOrCreate); public void Write(Command c) => _f.WriteByte((byte)c.N);
            public void Rebuild() { _f.Seek(0, SeekOrigin.Begin); int n; while ((n = _f.ReadByte()) != -1) { var c = new Command(n); {{apply}} } } }
        class Server { readonly C _log; readonly IMachine _machine; public Server(C log, IMachine m) { _log = log; _machine = m; _log.Rebuild(); }
            public void Take(Command c) { _log.Write(c); _machine.Run(c); } }
        """)).Order());

    [Theory]
    [InlineData("c.Redo(machine);", new[] { "C" })]
    [InlineData("Console.WriteLine(c);", new string[0])]
    public async Task A_writer_that_is_given_is_a_log_where_its_records_are_applied_again(string apply, string[] found) => Assert.Equal(found, await Logs.RecognisedIn(Machine, $$"""
        class C(BinaryWriter storage) { public void Write(Command c) { storage.Write(c.N); storage.Flush(); }
            public void Recover(BinaryReader from, Machine machine) { while (from.BaseStream.Position < from.BaseStream.Length) { var c = new Command(from.ReadInt32()); {{apply}} } } }
        """));

    [Theory]
    [InlineData("_m[key] = at;", new[] { "C" })]
    [InlineData("Console.WriteLine(at);", new string[0])]
    public async Task The_index_beside_a_log_may_be_what_reads_it_back(string keep, string[] found) => Assert.Equal(found, await Logs.RecognisedIn($$"""
        interface IIndex { void Put(int key, long at); }
        class Index : IIndex { readonly Dictionary<int, long> _m = []; public void Put(int key, long at) => _m[key] = at;
            public void Load(Action<string> tell) { using var r = new BinaryReader(File.OpenRead("")); while (r.PeekChar() >= 0) { var at = r.BaseStream.Position; var key = r.ReadInt32(); r.BaseStream.Seek(8, SeekOrigin.Current); {{keep}} tell?.Invoke($"{key}"); } } }
        class C(IIndex index) { readonly string _path = ""; public void Set(int key, byte[] value) { using var f = new FileStream(_path, FileMode.Append); var at = f.Position; f.Write(BitConverter.GetBytes(key)); f.Write(value); index.Put(key, at); } }
        """));

    [Theory]
    [InlineData("var w = new W(path); var r = new R(path);", new[] { "W", "R" })]
    [InlineData("var w = new W(path); var r = new R(\"other\");", new string[0])]
    public async Task A_reader_that_is_opened_on_the_same_file_reads_it_back(string code, string[] found) => Assert.Equal(found, await Logs.RecognisedIn($$"""
        class W { readonly FileStream _f; public W(string path) => _f = new(path, FileMode.Append); public void Add(byte[] r) { Put(_f, r); _f.Flush(true); } void Put(Stream to, byte[] r) { var from = new MemoryStream(r); from.Read(r); Line(to, r); } void Line(Stream to, byte[] r) => to.Write(r); public void Clear() => _f.SetLength(0); }
        class R { readonly FileStream _f; public R(string path) => _f = File.OpenRead(path); public byte[] Next() { var b = new byte[4]; return _f.Read(b) == 4 ? b : null; } }
        class Db { public void Open(string path) { {{code}} } }
        class Cache { readonly List<byte[]> _m = []; public void Load(R reader) { while (reader.Next() is { } b) _m.Add(b); } public void Save(W w) { foreach (var b in _m) w.Add(b); } }
        """));

    [Theory]
    [InlineData("_sealed.Add(_tail); _tail = new Part(path);", "_sealed.RemoveAt(0);", "segment-set")]
    [InlineData("_sealed.Add(_tail); _tail = new Part(path);", "", null)]
    [InlineData("_tail = new Part(path);", "_sealed.RemoveAt(0);", null)]
    public async Task A_log_seals_its_last_segment_and_goes_on_in_another_of_its_kind(string roll, string drop, string? role) => Assert.Equal(role, (await Logs.Find($$"""
        class Part(string path) { readonly FileStream _f = File.Open(path, FileMode.OpenOrCreate); public void Put(long at, byte[] r) { _f.Position = at; _f.Write(r); _f.Flush(true); } public int Get(long at) { _f.Position = at; return _f.ReadByte(); } }
        class C { Part _tail = new("0"); readonly List<Part> _sealed = []; public void Add(byte[] r) => _tail.Put(8, r); public void Roll(string path) { {{roll}} } public void Drop() { {{drop}} } }
        """)).SingleOrDefault(finding => finding.Text == "C")?.Role);

    [Theory]
    [InlineData("public int Get(long at) { using var f = File.OpenRead(_path); f.Seek(at, SeekOrigin.Begin); return f.ReadByte(); }", "own-store", "Kafka")]
    [InlineData("public int Get(long at) { using var f = File.OpenRead(_path); f.Position = at; return f.ReadByte(); }", "own-store", "Kafka")]
    [InlineData("public Stream Get(long at) => new Part(_f, at); class Part(Stream of, long at) : MemoryStream { public long At => at; public Stream Of => of; }", "own-store", "Kafka")]
    [InlineData("public int Get(long at) { using var f = File.OpenRead(_path); f.Seek(at, SeekOrigin.Begin); return f.ReadByte(); } public void Cut() => _f.SetLength(0);", "log", "RocksDB")]
    [InlineData("public int First() { using var f = File.OpenRead(_path); f.Seek(0, SeekOrigin.Begin); return f.ReadByte(); }", "log", "RocksDB")]
    public async Task A_log_that_is_read_by_places_and_never_cut_is_the_store(string member, string role, string closest)
    {
        var found = (await Logs.Find($"class C {{ readonly string _path = \"\"; readonly FileStream _f = new(\"\", FileMode.Append); public void Add(byte[] r) {{ _f.Write(r); _f.Flush(true); }} {ReadBack} {member} }}"))
            .Single(finding => finding.Id == Logs.Recognised);
        Assert.Equal((role, closest), (found.Role, found.Closest));
    }

    [Theory]
    [InlineData("public void Sync() => _f.Flush(true);", true)]
    [InlineData("public void Copy() { _f.Flush(true); using var to = new FileStream(\"b\", FileMode.Create); to.WriteByte(1); }", false)]
    [InlineData("public void Stop() { _f.Flush(true); _f.Close(); }", false)]
    public async Task A_flush_is_told_that_comes_while_the_log_is_in_use(string member, bool told) => Assert.Equal(told, (await Logs.Find(
        $"class C {{ readonly string _path = \"\"; readonly FileStream _f = new(\"\", FileMode.Append); public void Add(byte[] r) => _f.Write(r); {ReadBack} {member} }}"))
        .Single(finding => finding.Id == Logs.Recognised).Message.Contains("a flush waits"));

    [Theory]
    [InlineData("at += 4;", new[] { "C" })]
    [InlineData("at = n;", new string[0])]
    public async Task A_loop_may_keep_by_itself_where_the_next_record_begins(string step, string[] found) => Assert.Equal(found, await Logs.RecognisedIn($$"""
        class C { readonly FileStream _f = new("", FileMode.OpenOrCreate); public void Add(byte[] r) { _f.Seek(0, SeekOrigin.End); _f.Write(r); }
            public IEnumerable<int> All() { long at = 0; while (at < _f.Length) { _f.Position = at; var n = _f.ReadByte(); yield return n; {{step}} } } }
        """));

    [Theory]
    [InlineData("_path, true", new[] { "C" })]
    [InlineData("_path, append: true", new[] { "C" })]
    [InlineData("_path, false", new string[0])]
    public async Task A_text_writer_may_be_told_to_add_to_its_file(string file, string[] found) => Assert.Equal(found, await Logs.RecognisedIn($$"""
        record Step(int N);
        class C { readonly string _path = ""; public void Add(Step s) { using var w = new StreamWriter({{file}}); w.WriteLine(s.N); }
            public List<Step> All() { var all = new List<Step>(); foreach (var line in File.ReadLines(_path)) all.Add(new(int.Parse(line))); return all; } }
        """));

    [Theory]
    [InlineData("new Encoder(_f).Put(r);", "var w = new Encoder(_f); w.Put(r);", new[] { "C" })]
    [InlineData("", "_e.Put(r);", new[] { "C" })]
    [InlineData("", "var w = new Encoder(new MemoryStream()); w.Put(r);", new string[0])]
    public async Task Records_may_be_written_by_an_object_that_is_made_around_the_file(string unused, string code, string[] found) => Assert.Equal(found, (await Logs.RecognisedIn($$"""
        class Encoder(Stream to) { public void Put(byte[] r) { to.WriteByte((byte)r.Length); to.Write(r); } }
        class C { readonly string _path = ""; readonly FileStream _f; readonly Encoder _e; C() { _f = new FileStream("", FileMode.Append); _e = new Encoder(_f); } public void Add(byte[] r) { {{code}} } {{ReadBack}} }
        """)).Where(name => name == "C" && unused is not null));

    [Theory]
    [InlineData("public bool TryRead(out R r) { r = null; if (_b.PeekChar() < 0) return false; r = new(_b.ReadInt32()); return true; }", new[] { "W", "Reader" })]
    [InlineData("public R Next() { if (_b.PeekChar() < 0) return null; return new(_b.ReadInt32()); }", new[] { "W", "Reader" })]
    [InlineData("public R Header() => new(_b.ReadInt32());", new string[0])]
    [InlineData("public bool TryFind(int key, out R r) { r = new(_b.ReadInt32()); return r.N == key; }", new string[0])]
    public async Task A_reader_may_give_out_one_record_at_a_time(string member, string[] found) => Assert.Equal(found, await Logs.RecognisedIn($$"""
        record R(int N);
        class W { private readonly FileStream _f = new("", FileMode.Append); public void Add(R r) { _f.Write(BitConverter.GetBytes(r.N)); _f.Flush(true); } }
        class Reader(BinaryReader from) { readonly BinaryReader _b = from; {{member}} }
        """));

    [Theory]
    [InlineData("Dictionary<long, Part> _parts = new();", "own-store")]
    [InlineData("Part _part = new();", null)]
    public async Task A_segment_that_is_read_by_places_is_a_log_where_another_type_keeps_many(string held, string? role) => Assert.Equal(role, (await Logs.Find($$"""
        class Part { FileStream _f; public void Add(byte[] r) { _f ??= File.Open("", FileMode.OpenOrCreate); _f.Seek(0, SeekOrigin.End); _f.Write(r); }
            public int Get(long at) { _f.Seek(at, SeekOrigin.Begin); return _f.ReadByte(); } public void Flush(bool toDisk) => _f.Flush(toDisk); }
        class Topic { {{held}} }
        """)).SingleOrDefault(finding => finding is { Id: Logs.Recognised, Text: "Part" })?.Role);

    [Fact]
    public async Task The_message_names_what_proves_it() => Assert.Equal(
        "'Journal' is a write-ahead log: 'Append' appends to it; a flush waits for the disk; 'ReadAll' reads it back; 'Truncate' cuts it. Closest: RocksDB (see also etcd, Prometheus).",
        (await Logs.Find(Logs.Journal)).Single(finding => finding.Id == Logs.Recognised).Message);

    [Theory]
    [InlineData("static", "", false)]
    [InlineData("static", "public IEnumerable<int> Own() => Read(_path);", true)]
    [InlineData("", "", true)]
    public async Task A_static_reader_of_any_text_file_that_nobody_calls_is_for_its_viewer(string kind, string use, bool expected) => Assert.Equal(expected, (await Logs.RecognisedIn($$"""
        class C
        {
            private readonly string _path = ""; public void Add(string[] r) => File.AppendAllLines(_path, r); {{use}}
            public {{kind}} IEnumerable<int> Read(string path) { foreach (var line in File.ReadAllLines(path)) yield return int.Parse(line); }
        }
        """)).Contains("C"));
}
