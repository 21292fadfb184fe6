namespace Patterns.Analyzers.Tests.WriteAheadLog;

public sealed class ConventionTests
{
    private const string State = "readonly Dictionary<string, int> _m = [];";

    [Theory]
    [InlineData("public void Put(Entry e) { [|_t.Add(e)|]; log.Append(e); }")]
    [InlineData("public async Task Put(Entry e) { [|_t.Add(e)|]; await log.AppendAsync(e).ConfigureAwait(false); }")]
    [InlineData("public void Put(Entry e) { if (e.Value < 0) return; [|_t.Add(e)|]; log.Append(e); }")]
    [InlineData("public void Put(Entry e) { [|Apply(e)|]; log.Append(e); } void Apply(Entry e) => _t.Add(e);")]
    [InlineData("public void Put(Entry e) { [|_t.Add(e)|]; Log(e); } void Log(Entry e) => log.Append(e);")]
    [InlineData("public void Put(Entry e) { log.Append(e); _t.Add(e); }")]
    [InlineData("public void Put(Entry e) { if (e.Value > 0) _t.Add(e); log.Append(e); }")]
    [InlineData("public void Put(Entry e, Entry other) { _t.Add(other); log.Append(e); }")]
    [InlineData("int _n; public void Put(Entry e) { _n = e.Value; log.Append(e); }")]
    public Task A_change_before_its_append_is_reported(string members) => Logs.Reports(
        "PAT0401", $"class S(IJournal log) {{ readonly List<Entry> _t = []; {members} }}");

    [Theory]
    [InlineData("then(); _f.Write(r);", "Write(r, () => [|_m.Add(r)|]);")]
    [InlineData("_f.Write(r); then();", "Write(r, () => _m.Add(r));")]
    [InlineData("_f.Write(r); then();", "[|_m.Add(r)|]; Write(r, () => { });")]
    [InlineData("_f.Write(r); then();", "Write(r, () => { }); _m.Add(r);")]
    public Task A_change_that_the_inherited_log_runs_before_it_writes_is_reported(string write, string add) => Logs.Reports("PAT0401", $$"""
        abstract class Base { readonly FileStream _f = new("", FileMode.Append); protected void Write(byte[] r, Action then) { {{write}} _f.Flush(true); }
            protected void Load(Action<byte[]> each) { using var r = new BinaryReader(File.OpenRead("")); while (r.BaseStream.Position < r.BaseStream.Length) each(r.ReadBytes(8)); } }
        class S : Base { readonly List<byte[]> _m = []; public void Add(byte[] r) { {{add}} } public void Start() => Load(r => _m.Add(r)); }
        """);

    [Theory]
    [InlineData("if (_m.TryAdd(e.Key, e)) log.Append(e);")]
    [InlineData("if (!_m.TryAdd(e.Key, e)) return; log.Append(e);")]
    [InlineData("var added = _m.TryAdd(e.Key, e); if (added) log.Append(e);")]
    [InlineData("bool added; added = _m.TryAdd(e.Key, e); if (!added) throw new InvalidOperationException(); log.Append(e);")]
    [InlineData("var added = [|_m.TryAdd(e.Key, e)|]; log.Append(e); if (!added) Console.WriteLine();")]
    [InlineData("var added = [|_m.TryAdd(e.Key, e)|]; if (!added) Console.WriteLine(); log.Append(e);")]
    public Task An_append_that_hangs_on_the_result_of_the_change_has_to_wait_for_it(string code) => Logs.Reports(
        "PAT0401", $"class S(IJournal log) {{ readonly Dictionary<string, Entry> _m = []; public void Put(Entry e) {{ {code} }} }}");

    [Fact]
    public Task A_change_before_its_append_is_reported_in_another_part_of_the_class() => Logs.Reports(
        "PAT0401", "partial class S { readonly IJournal _log = new Journal(\"\"); readonly List<Entry> _t = []; } partial class S { public void Put(Entry e) { [|_t.Add(e)|]; _log.Append(e); } }");

    [Theory]
    [InlineData("public void Add(byte[] r) { _f.Write(r); [|_f.Flush()|]; }")]
    [InlineData("public async Task Add(byte[] r) { await _f.WriteAsync(r); await [|_f.FlushAsync()|]; }")]
    [InlineData("public void Add(byte[] r) => [|_f.Write(r)|];")]
    [InlineData("public void Add(byte[] r) { _f.Write(r); _f.Flush(true); }")]
    [InlineData("public void Add(byte[] r) { _f.Write(r); RandomAccess.FlushToDisk(_f.SafeFileHandle); }")]
    [InlineData("public void Add(byte[] r) => _f.Write(r); public void Sync() => _f.Flush(true);")]
    [InlineData("public void Add(byte[] r) => _f.Write(r); public void Sync() => [|_f.Flush()|];")]
    [InlineData("public void Add(byte[] r) => [|_f.Write(r)|]; public void Stop() { _f.Flush(true); _f.Close(); }")]
    public Task A_log_that_never_flushes_to_the_disk_is_reported(string members) => Logs.Reports("PAT0402", Log(members));

    [Theory]
    [InlineData("_f.Write(r); [|done.SetResult()|]; _f.Flush(true);")]
    [InlineData("Put(r); [|done.TrySetResult()|]; _f.Flush(true);")]
    [InlineData("_f.Write(r); _f.Flush(true); done.SetResult();")]
    [InlineData("_f.Write(r); done.SetResult(); if (r.Length > 9) _f.Flush(true);")]
    [InlineData("done.SetResult(); _f.Write(r); _f.Flush(true);")]
    public Task Who_waits_is_told_after_the_flush(string code) => Logs.Reports(
        "PAT0402", Log($"public void Add(byte[] r, TaskCompletionSource done) {{ {code} }} void Put(byte[] r) => _f.Write(r);"));

    [Theory]
    [InlineData("_w.WriteLine(r); [|_f.Flush(true)|];")]
    [InlineData("_w.WriteLine(r); _w.Flush(); _f.Flush(true);")]
    public Task A_text_writer_is_emptied_before_the_flush(string code) => Logs.Reports(
        "PAT0402", "class L { readonly FileStream _f = new(\"\", FileMode.Append); readonly StreamWriter _w; public L() => _w = new(_f); public void Add(string r) { " + code + " } public string[] All() => File.ReadAllLines(\"\"); }");

    [Fact]
    public Task A_flush_of_another_file_does_not_help() => Logs.Reports(
        "PAT0402", Log("readonly FileStream _data = new(\"\", FileMode.OpenOrCreate); public void Add(byte[] r) => [|_f.Write(r)|]; public void Checkpoint() => _data.Flush(true);"));

    [Fact]
    public Task A_file_opened_write_through_needs_no_flush() => Logs.Reports(
        "PAT0402", "class L { readonly FileStream _f = new(\"\", FileMode.Append, FileAccess.Write, FileShare.Read, 1, FileOptions.WriteThrough); public void Add(byte[] r) => _f.Write(r); " + Read + " }");

    [Theory]
    [InlineData("foreach (var e in log.ReadAll()) Console.WriteLine(e); [|log.Truncate()|];")]
    [InlineData("foreach (var e in log.ReadAll()) _m[e.Key] = e.Value; log.Truncate();")]
    [InlineData("foreach (var e in log.ReadAll()) Console.WriteLine(e);")]
    [InlineData("foreach (var e in log.ReadAll()) if (_m.ContainsKey(e.Key)) next.Append(e); log.Truncate();")]
    public Task A_recovery_that_changes_nothing_and_cuts_the_log_is_reported(string recovery) => Logs.Reports(
        "PAT0403", $"class S(IJournal log, IJournal next) {{ {State} public void Put(Entry e) {{ log.Append(e); _m[e.Key] = e.Value; }} public void Recover() {{ {recovery} }} }}");

    [Fact]
    public Task Telling_what_was_read_is_no_change_of_state() => Logs.Reports("PAT0403", $$"""
        class Notes { readonly List<string> _all = []; public void Add(string format, params object[] values) => _all.Add(string.Format(format, values)); }
        class S(IJournal log, Notes notes) { {{State}} public void Put(Entry e) { log.Append(e); _m[e.Key] = e.Value; }
            public void Recover() { foreach (var e in log.ReadAll()) notes.Add("Undo of {0}", e.Key); [|log.Truncate()|]; } }
        """);

    [Theory]
    [InlineData("[|catch|] { }")]
    [InlineData("catch (IOException) { }")]
    [InlineData("catch (Exception e) { Console.WriteLine(e); }")]
    public Task A_damaged_file_of_a_log_that_is_passed_over_is_reported(string handler) => Logs.Reports("PAT0405", $$"""
        class Buffer(Journal log) { {{State}} public void Put(Entry e) { log.Append(e); _m[e.Key] = e.Value; } public void Fill() { foreach (var e in log.ReadAll()) _m[e.Key] = e.Value; } public void Drop() => log.Truncate(); }
        class Start { public void Run(string folder) { foreach (var file in Directory.GetFiles(folder)) { try { var b = new Buffer(new Journal(file)); b.Fill(); b.Drop(); } {{handler}} } } }
        """);

    [Theory]
    [InlineData("_f = new(\"\", FileMode.OpenOrCreate);", "[|_f.Seek(0, SeekOrigin.End)|];", "")]
    [InlineData("_f = new(\"\", [|FileMode.Append|]);", "", "")]
    [InlineData("_f = new(\"\", FileMode.OpenOrCreate);", "_f.Seek(0, SeekOrigin.End);", "public void Repair(long to) => _f.SetLength(to);")]
    [InlineData("_f = new(DateTime.Now + \"\", FileMode.Append);", "", "")]
    [InlineData("_f = new(\"\", FileMode.Create);", "_f.Seek(0, SeekOrigin.End);", "")]
    public Task A_torn_record_that_nobody_cuts_off_is_reported(string open, string move, string member) => Logs.Reports("PAT0405", $$"""
        class L { readonly FileStream _f; public L() { {{open}} } public void Add(byte[] r) { {{move}} _f.Write(BitConverter.GetBytes(r.Length)); _f.Write(r); _f.Flush(true); } {{member}} {{Read}} }
        """);

    [Theory]
    [InlineData("if ([|Sum(bytes) != sum|]) continue;")]
    [InlineData("var own = Sum(bytes); if ([|sum != own|]) { continue; }")]
    [InlineData("if (Sum(bytes) != sum) yield break;")]
    [InlineData("if (Sum(bytes) != sum) { Console.WriteLine(sum); continue; }")]
    [InlineData("if (bytes.Length != sum) continue;")]
    public Task A_damaged_record_that_is_passed_over_is_reported(string test) => Logs.Reports("PAT0405", $$"""
        class L { readonly FileStream _f = new("", FileMode.Append); public void Add(byte[] r) { _f.Write(r); _f.Flush(true); }
            static int Sum(byte[] b) { var n = 0; foreach (var one in b) n += one; return n; }
            public IEnumerable<byte[]> All() { using var r = new BinaryReader(File.OpenRead("")); while (r.BaseStream.Position < r.BaseStream.Length) { var bytes = r.ReadBytes(8); var sum = r.ReadInt32(); {{test}} yield return bytes; } } }
        """);

    [Theory]
    [InlineData("[|f.Read(b, 0, 4)|];")]
    [InlineData("_ = [|f.Read(b)|];")]
    [InlineData("f.ReadExactly(b);")]
    [InlineData("if (f.Read(b) < 4) yield break;")]
    public Task A_read_of_which_nobody_knows_how_much_it_gave_is_reported(string read) => Logs.Reports("PAT0405", $$"""
        class L { readonly FileStream _f = new("", FileMode.Append); public void Add(byte[] r) { _f.Write(r); _f.Flush(true); }
            public IEnumerable<byte[]> All() { using var f = File.OpenRead(""); while (f.Position < f.Length) { var b = new byte[4]; {{read}} yield return b; } } }
        """);

    [Theory]
    [InlineData("var b = [|r.ReadBytes(n)|]; yield return b;")]
    [InlineData("yield return System.Text.Encoding.UTF8.GetString([|r.ReadBytes(n)|]);")]
    [InlineData("var b = r.ReadBytes(n); if (b.Length < n) yield break; yield return b;")]
    [InlineData("if (r.BaseStream.Length - r.BaseStream.Position < n) yield break; yield return r.ReadBytes(n);")]
    [InlineData("var b = r.ReadBytes(n); if (r.ReadByte() != 7) yield break; yield return b;")]
    [InlineData("yield return System.Text.Json.JsonSerializer.Deserialize<object>(r.ReadBytes(n));")]
    public Task A_record_that_ends_with_the_file_is_no_whole_one(string read) => Logs.Reports("PAT0405", $$"""
        class L { readonly FileStream _f = new("", FileMode.Append); public void Add(byte[] r) { _f.Write(r); _f.Flush(true); }
            public IEnumerable<object> All() { using var r = new BinaryReader(File.OpenRead("")); while (r.BaseStream.Position < r.BaseStream.Length) { var n = r.ReadInt32(); {{read}} } } }
        """);

    [Theory]
    [InlineData("[|catch|] (Exception x) { Console.WriteLine(x); }", "log.Truncate();")]
    [InlineData("catch (Exception x) { Console.WriteLine(x); }", "")]
    [InlineData("catch (Exception x) { Console.WriteLine(x); throw; }", "log.Truncate();")]
    [InlineData("catch (Exception x) { Environment.FailFast(x.Message); }", "log.Truncate();")]
    [InlineData("catch (IOException x) { Console.WriteLine(x); }", "log.Truncate();")]
    public Task A_recovery_that_only_tells_of_an_error_and_cuts_the_log_later_is_reported(string handler, string cut) => Logs.Reports("PAT0405", $$"""
        class S(IJournal log) { {{State}} public void Put(Entry e) { log.Append(e); _m[e.Key] = e.Value; } public void Save() { {{cut}} }
            public void Recover() { try { foreach (var e in log.ReadAll()) _m[e.Key] = e.Value; } {{handler}} } }
        """);

    [Fact]
    public Task A_log_that_nothing_reads_is_reported() => Logs.Reports("PAT0403", Log("public void Add(byte[] r) => _f.Write(r);", "[|L|]"));

    [Theory]
    [InlineData("public void Add(byte[] r) { [|_f.Write(r)|]; }")]
    [InlineData("public void Add(byte[] r) { _f.Write(r); _f.WriteByte(Crc(r)); } static byte Crc(byte[] r) => 0;")]
    [InlineData("public void Add(byte[] r) { _f.Write(r); _f.Write(System.Security.Cryptography.SHA256.HashData(r)); }")]
    [InlineData("public void Add(byte[] r) { _f.Write(r); _f.Write(BitConverter.GetBytes(Sum(r))); } static int Sum(byte[] r) { var n = 0; foreach (var b in r) n += b; return n; }")]
    public Task A_log_without_checksums_is_reported(string members) => Logs.Reports("PAT0404", Log(members));

    [Theory]
    [InlineData("try { foreach (var e in log.ReadAll()) _m[e.Key] = e.Value; } [|catch|] { }")]
    [InlineData("try { foreach (var e in log.ReadAll()) _m[e.Key] = e.Value; } [|catch|] (Exception) { }")]
    [InlineData("try { foreach (var e in log.ReadAll()) _m[e.Key] = e.Value; } catch (EndOfStreamException) { }")]
    [InlineData("try { foreach (var e in log.ReadAll()) _m[e.Key] = e.Value; } catch (Exception x) { Console.WriteLine(x); }")]
    [InlineData("try { foreach (var e in log.ReadAll()) _m[e.Key] = e.Value; } catch (Exception x) when (x.HResult == 1) { }")]
    public Task An_empty_catch_around_the_replay_is_reported(string recovery) => Logs.Reports(
        "PAT0405", $"class S(IJournal log) {{ {State} public void Put(Entry e) {{ log.Append(e); _m[e.Key] = e.Value; }} public void Recover() {{ {recovery} }} }}");

    [Theory]
    [InlineData("using (var n = new FileStream(\"n\", FileMode.Create)) { n.WriteByte(1); [|n.Flush()|]; } File.Move(\"n\", \"l\", true);")]
    [InlineData("using (var n = File.Create(\"n\")) n.WriteByte(1); [|File.Move(\"n\", \"l\", true)|];")]
    [InlineData("using (var n = new FileStream(\"n\", FileMode.Create)) { n.WriteByte(1); n.Flush(true); } File.Move(\"n\", \"l\", true);")]
    public Task A_file_that_replaces_the_log_unflushed_is_reported(string rewrite) => Logs.Reports(
        "PAT0406", Log($"public void Add(byte[] r) => _f.Write(r); public void Rewrite() {{ {rewrite} }}"));

    [Fact]
    public Task A_data_file_that_is_not_flushed_before_the_cut_is_reported() => Logs.Reports(
        "PAT0406", $"class S(IJournal log) {{ {State} public void Put(Entry e) {{ log.Append(e); _m[e.Key] = e.Value; }} public void Save() {{ using (var n = File.Create(\"n\")) n.WriteByte(1); [|log.Truncate()|]; }} }}");

    [Theory]
    [InlineData("n.Flush();", "[|log.Truncate()|];")]
    [InlineData("n.Flush(true);", "log.Truncate();")]
    public Task A_data_file_that_another_type_leaves_unflushed_before_the_cut_is_reported(string flush, string cut) => Logs.Reports("PAT0406", $$"""
        static class Table { public static void Save(Dictionary<string, int> m) { FileStream n = null; try { n = new FileStream("n", FileMode.Create); n.WriteByte((byte)m.Count); {{flush}} } finally { n?.Dispose(); } } }
        class S(IJournal log) { {{State}} public void Put(Entry e) { log.Append(e); _m[e.Key] = e.Value; } public void Save() { Table.Save(_m); {{cut}} } }
        """);

    [Theory]
    [InlineData("CreateBounded", "[|_q.Writer.TryWrite(r)|];")]
    [InlineData("CreateBounded", "_ = [|_q.Writer.TryWrite(r)|];")]
    [InlineData("CreateBounded", "if (!_q.Writer.TryWrite(r)) throw new InvalidOperationException();")]
    [InlineData("CreateUnbounded", "_q.Writer.TryWrite(r);")]
    public Task A_record_that_a_full_queue_drops_is_reported(string creation, string enqueue) => Logs.Reports("PAT0407", Log($$"""
        readonly System.Threading.Channels.Channel<byte[]> _q = System.Threading.Channels.Channel.{{creation}}<byte[]>({{(creation == "CreateBounded" ? "9" : "")}});
        public void Add(byte[] r) { {{enqueue}} }
        async Task Drain() { await foreach (var r in _q.Reader.ReadAllAsync()) _f.Write(r); }
        """));

    [Theory]
    [InlineData("[|log.AppendUpdate(e, e)|]")]
    [InlineData("log.AppendUpdate(old, e)")]
    public Task One_object_for_both_images_is_reported(string append) => Logs.Reports(
        "PAT0408", "class U { readonly FileStream _f = new(\"\", FileMode.Append); public void AppendUpdate(Entry before, Entry after) => _f.WriteByte((byte)after.Value); " + Read + " }"
            + $"class S(U log) {{ {State} public void Put(Entry old, Entry e) {{ {append}; _m[e.Key] = e.Value; }} }}");

    [Theory]
    [InlineData("_f.Write(r); _f.Flush(true); [|_f.Flush(true)|];")]
    [InlineData("_f.Write(r); _f.Flush(true); _f.Write(r); _f.Flush(true);")]
    [InlineData("_f.Write(r); if (r.Length > 0) _f.Flush(true); _f.Flush(true);")]
    [InlineData("_f.Write(r); _f.Flush(); _f.Flush(true);")]
    public Task A_second_flush_is_reported(string body) => Logs.Reports("PAT0409", Log($"public void Add(byte[] r) {{ {body} }}"));

    private const string Read = "public IEnumerable<int> Read() { using var s = File.OpenRead(\"\"); while (s.Position < s.Length) yield return s.ReadByte(); }";

    private static string Log(string members, string name = "L") => $"class {name} {{ readonly FileStream _f = new(\"\", FileMode.Append); {members} {Read} }}";

    [Theory]
    [InlineData("", "[|_f.Write(r)|]")]
    [InlineData("", "_f.Write(r)", "Stream")]
    public Task A_stream_of_whatever_kind_that_is_handed_in_can_be_flushed_no_further(string _, string write, string kind = "FileStream") => Logs.Reports("PAT0402", $$"""
        class C
        {
            readonly {{kind}} _f; readonly List<byte[]> _all = [];
            public C({{kind}} f) { _f = f; while (_f.Position < _f.Length) { var r = new byte[8]; _f.Read(r); _all.Add(r); } }
            public void Add(byte[] r) => {{write}};
        }
        """);

    [Theory]
    [InlineData("Last", "[|_f.Write(_code.Encode(r))|]")]
    [InlineData("Crc", "_f.Write(_code.Encode(r))")]
    public Task What_makes_the_bytes_may_add_a_checksum(string sum, string write) => Logs.Reports("PAT0404", $$"""
        interface ICode { byte[] Encode(byte[] r); }
        class Code : ICode { public byte[] Encode(byte[] r) => [.. r, {{sum}}(r)]; static byte {{sum}}(byte[] r) => r[0]; }
        class C(ICode code)
        {
            readonly FileStream _f = new("", FileMode.Append); readonly ICode _code = code;
            public void Add(byte[] r) { {{write}}; _f.Flush(true); }
            public IEnumerable<byte[]> All() { using var r = new BinaryReader(File.OpenRead("")); while (r.BaseStream.Position < r.BaseStream.Length) yield return r.ReadBytes(8); }
        }
        """);

    [Theory]
    [InlineData("try { all.Add(r.ReadInt64()); at += 8; } [|catch|] { at += 8; continue; }")]
    [InlineData("try { all.Add(r.ReadInt64()); at += 8; } catch { break; }")]
    [InlineData("var n = r.ReadInt64(); at += 8; try { all.Add(checked(n * 2)); } [|catch|] { continue; }")]
    [InlineData("var n = r.ReadInt64(); at += 8; try { all.Add(checked(n * 2)); } catch { return all; }")]
    public Task A_record_that_cannot_be_read_is_not_passed_over(string turn) => Logs.Reports("PAT0405", $$"""
        class C
        {
            readonly FileStream _f = new("", FileMode.Append);
            public void Add(byte[] r) { _f.Write(r); _f.Flush(true); }
            public List<long> All()
            {
                var all = new List<long>(); var at = 0; using var r = new BinaryReader(File.OpenRead(""));
                while (at < r.BaseStream.Length) { {{turn}} }
                return all;
            }
        }
        """);
}
