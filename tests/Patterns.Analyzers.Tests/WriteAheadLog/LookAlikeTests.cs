namespace Patterns.Analyzers.Tests.WriteAheadLog;

public sealed class LookAlikeTests
{
    public static TheoryData<string, string> LookAlikes => new()
    {
        { "a text log", "class C { readonly StreamWriter _w = File.AppendText(\"\"); public void Log(string line) { _w.WriteLine(line); _w.Flush(); } }" },
        { "a text log that can be shown", "class C { public void Log(string line) => File.AppendAllText(\"\", line); public List<string> Show() { var l = new List<string>(); foreach (var s in File.ReadLines(\"\")) l.Add(s); return l; } }" },
        { "a position overwritten in place", "class C { readonly FileStream _f = new(\"\", FileMode.OpenOrCreate); public void Write(long[] p) { _f.Seek(0, SeekOrigin.Begin); _f.Write(BitConverter.GetBytes(p[0])); _f.Flush(true); } public long Read() { _f.Seek(0, SeekOrigin.Begin); return _f.ReadByte(); } }" },
        { "a dump of the whole state", "class C { public void Save(int[] all) { using var w = new BinaryWriter(File.Create(\"\")); foreach (var i in all) w.Write(i); } public IEnumerable<int> Load() { using var r = new BinaryReader(File.OpenRead(\"\")); while (r.PeekChar() >= 0) yield return r.ReadInt32(); } }" },
        { "a page buffer", "class C { readonly FileStream _f = new(\"\", FileMode.OpenOrCreate); public void Write(int page, byte[] b) { _f.Position = page * 4096L; _f.Write(b); } public IEnumerable<int> All() { while (_f.Position < _f.Length) yield return _f.ReadByte(); } }" },
        { "a list in memory", "class C { readonly List<int> _l = []; public void Append(int i) => _l.Add(i); public int Get(int i) => _l[i]; public void Truncate(int n) => _l.RemoveRange(n, _l.Count - n); }" },
        { "a buffer in memory", "class C { readonly MemoryStream _m = new(); public void Append(byte[] b) { _m.Seek(0, SeekOrigin.End); _m.Write(b); } public IEnumerable<int> Read() { _m.Position = 0; while (_m.Position < _m.Length) yield return _m.ReadByte(); } }" },
        { "a null object", "class C { public void Append(byte[] record) { } public IEnumerable<byte[]> ReadAll() { yield break; } public void Truncate() { } }" },
        { "an archiver", "class C { public void Archive(string log) { using var i = File.OpenRead(log); using var o = File.Create(log + \".gz\"); i.CopyTo(o); File.Delete(log); } }" },
        { "a table with an index in its footer", "class C { FileStream _f; int[] _index; public static void Build(string p, int[] all) { using var f = new FileStream(p, FileMode.Create); foreach (var i in all) f.WriteByte((byte)i); } public void Open() { _f = new(\"\", FileMode.Open); _f.Seek(-4, SeekOrigin.End); } public List<int> All() { var l = new List<int>(); foreach (var i in _index) { _f.Seek(i, SeekOrigin.Begin); l.Add(_f.ReadByte()); } return l; } }" },
        { "a helper that adds to any file", "class C { public void Add(string path, byte[] b) { using var f = new FileStream(path, FileMode.Append); f.Write(b); f.Flush(true); } public List<long> Find(string path) { var l = new List<long>(); using var f = File.OpenRead(path); int n; while ((n = f.ReadByte()) >= 0) l.Add(n); return l; } }" },
        { "a file that goes with the process", "class C { readonly FileStream _f = new(\"\", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 4096, FileOptions.DeleteOnClose); public void Append(byte[] b) { _f.Seek(0, SeekOrigin.End); _f.Write(BitConverter.GetBytes(b.Length)); _f.Write(b); _f.Flush(true); } public IEnumerable<byte[]> Read() { _f.Position = 0; var r = new BinaryReader(_f); while (_f.Position < _f.Length) yield return r.ReadBytes(r.ReadInt32()); } public void Cut() => _f.SetLength(0); }" },
        { "a record", "record C(long Lsn, string Key, byte[] Value);" },
        { "options", "class C { public string WalDirectory { get; set; } = \"\"; public bool Flush { get; set; } public FileMode Mode { get; set; } = FileMode.Append; }" },
    };

    [Theory]
    [MemberData(nameof(LookAlikes))]
    public async Task What_only_looks_like_a_log_is_not_reported(string what, string source) => Assert.True((await Logs.RecognisedIn(source)) is [], what);

    [Fact]
    public async Task A_class_that_bears_the_name_of_a_mark_is_not_recognised_by_it() =>
        Assert.Empty(await Logs.RecognisedIn("namespace FASTER.core { public class FasterLog { public long Enqueue(byte[] b) => 0; public void Commit() { } } }"));

    /// <summary>A class that writes items through what it holds, beside the reader of a file of such items.</summary>
    private const string Serialiser = """
        record Item(int N);
        class Reader { public IEnumerable<Item> Load() { using var r = new BinaryReader(File.OpenRead("")); while (r.PeekChar() >= 0) yield return new(r.ReadInt32()); } }
        class Serialiser(string path)
        {
            readonly Wrapped _held = new(HELD);
            FileStream Open() => new("", FileMode.Open);
            public void Write(Item item) { Stream buffer = _held.Buffer; buffer.Position = buffer.Length; _held.Writer.Write(item.N); buffer.Flush(); }
        }
        """;

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("path", new[] { "Reader", "Serialiser" })]
    public async Task What_a_library_makes_of_nothing_writes_to_memory(string held, string[] found) => Assert.Equal(found, await Logs.RecognisedWith(
        "public class Wrapped { public Wrapped() { } public Wrapped(string path) { } public BinaryWriter Writer => null!; public Stream Buffer => null!; }", Serialiser.Replace("HELD", held)));

    [Theory]
    [InlineData("MemoryStream", "new()", new string[0])]
    [InlineData("Stream", "new FileStream(\"\", FileMode.Open)", new[] { "Reader", "Serialiser" })]
    public async Task What_the_project_makes_of_nothing_writes_to_memory_where_it_holds_some(string kind, string made, string[] found) => Assert.Equal(found, await Logs.RecognisedIn(
        $"class Wrapped {{ public {kind} Buffer {{ get; }} = {made}; public BinaryWriter Writer {{ get; }} public Wrapped() => Writer = new(Buffer); }}", Serialiser.Replace("HELD", "")));

    [Fact]
    public async Task Who_only_reads_a_log_is_not_reported() =>
        Assert.DoesNotContain("Dump", await Logs.RecognisedIn(Logs.Journal, "class Dump(IJournal log) { public void Print() { foreach (var e in log.ReadAll()) Console.WriteLine(e); } }"));

    [Theory]
    [InlineData("class C { FileStream f = new(\"\", FileMode.Append); public void Add(byte[] r) { f.Write(r; } public IEnumerable<int> Read( { while")]
    [InlineData("class C : C { FileStream f = new(\"\", FileMode.Append); public void Add(byte[] r) => f.Write(r); }")]
    [InlineData("class C : Missing { Missing f; public void Add(Missing r) { f.Seek(0, SeekOrigin.End); f.Write(r); f.Flush(true); } }")]
    [InlineData("using var f = new FileStream(\"\", FileMode.Append); f.WriteByte(1); while (f.Position < f.Length) f.ReadByte();")]
    public async Task Broken_code_is_survived_in_silence(string source) => Assert.Empty(await Logs.RecognisedIn(source));

    [Fact]
    public async Task A_type_with_ten_thousand_members_is_survived() =>
        Assert.Empty(await Logs.RecognisedIn($"class C {{ FileStream _f = new(\"\", FileMode.Append); {string.Concat(Enumerable.Range(0, 10_000).Select(i => $"public void M{i}(byte[] r) => _f.Write(r); "))} }}"));
}
