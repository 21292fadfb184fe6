namespace Patterns.Analyzers.Tests.ContentAddressableStorage;

public class ConventionTests
{
    private const string Get = " public byte[] Get(Digest digest) => _table[digest];";
    private const string Read = " public byte[] Get(Digest digest) { var content = File.ReadAllBytes(PathOf(digest)); return Digest.Of(content) == digest ? content : throw new IOException(); }";

    [Theory]
    [InlineData("public Digest Put(Order order) { var digest = Digest.Of(JsonSerializer.SerializeToUtf8Bytes(order)); [|_table[digest] = JsonSerializer.SerializeToUtf8Bytes(order, new JsonSerializerOptions())|]; return digest; }")]
    [InlineData("public Digest Put(Order order) { var bytes = JsonSerializer.SerializeToUtf8Bytes(order with { Note = \"\" }); var digest = Digest.Of(bytes); [|Save(digest, order)|]; return digest; } void Save(Digest d, Order o) { _table[d] = JsonSerializer.SerializeToUtf8Bytes(o); }")]
    [InlineData("public Digest Put(Order order) { var bytes = JsonSerializer.SerializeToUtf8Bytes(order); var digest = Digest.Of(bytes); _table[digest] = bytes; return digest; }")]
    [InlineData("public Digest Put(Order order) { var digest = Digest.Of(JsonSerializer.SerializeToUtf8Bytes(order)); _table[digest] = JsonSerializer.SerializeToUtf8Bytes(order); return digest; }")]
    public Task The_bytes_hashed_are_stored(string members) => Stores.Report("PAT1301", members + Get);

    [Theory]
    [InlineData("public Digest Put(byte[] content, Digest? [|expected|]) { var digest = Digest.Of(content); _table[digest] = content; return digest; }")]
    [InlineData("public Digest Put(byte[] content) { var digest = Digest.Of(content); _table[digest] = content; return digest; } public void Put(Stream s, Digest [|expected|]) => Put(new byte[s.Length]);")]
    [InlineData("public Digest Put(byte[] content, Digest? expected) { var digest = Digest.Of(content); if (expected is { } e && e != digest) throw new IOException(); _table[digest] = content; return digest; }")]
    [InlineData("public Digest Put(byte[] content, string name) { var digest = Digest.Of(content); _table[digest] = content; return digest; }")]
    [InlineData("public Digest Put(byte[] content, Digest hint = default) { var digest = Digest.Of(content); _table[digest] = content; return digest; }")]
    public Task An_expected_digest_is_compared(string members) => Stores.Report("PAT1302", members + Get);

    [Theory]
    [InlineData("public Stream Open(Digest digest) => [|File.OpenRead(PathOf(digest))|]; public bool Verify(byte[] content, Digest digest) => Digest.Of(content) == digest;")]
    [InlineData("public Stream Open(Digest digest) => [|File.OpenRead(PathOf(digest))|];")]
    [InlineData("public (int, Stream) Open(Digest digest) { var s = [|File.OpenRead(PathOf(digest))|]; return (0, new System.IO.Compression.ZLibStream(s, System.IO.Compression.CompressionMode.Decompress)); }")]
    [InlineData("public byte[] Open(Digest digest) { var c = File.ReadAllBytes(PathOf(digest)); Verify(c, digest); return c; } public bool Verify(byte[] content, Digest digest) => Digest.Of(content) == digest;")]
    [InlineData("public byte[] Open(Digest digest) => _table[digest]; public bool Verify(byte[] content, Digest digest) => Digest.Of(content) == digest;")]
    [InlineData("public byte[] Open(Digest digest) => new Files().Read(PathOf(digest)); class Files { public byte[] Read(string path) => File.ReadAllBytes(path); }")]
    [InlineData("public Stream Open(Digest digest) => File.OpenRead(PathOf(digest)); public bool Verify(byte[] content, Digest digest) => Digest.Of(content) == digest; public class Reader(Blobs blobs) { public bool Read(Digest digest) { var content = new byte[9]; blobs.Open(digest).Read(content); return blobs.Verify(content, digest); } }")]
    [InlineData("public byte[] Open(Digest digest) => File.ReadAllBytes(PathOf(digest)); public class Reader(Func<Digest, byte[]> open) { public byte[] Read(Digest digest) { var content = open(digest); return Digest.Of(content) == digest ? content : throw new IOException(); } }")]
    public Task A_read_verifies(string members) =>
        Stores.Report("PAT1303", "public Digest Put(byte[] content) { var digest = Digest.Of(content); File.WriteAllBytes(PathOf(digest), content); _table[digest] = content; return digest; } " + members);

    [Theory]
    [InlineData("[|File.WriteAllBytes(PathOf(digest), content)|];")]
    [InlineData("using var s = [|new FileStream(PathOf(digest), FileMode.Create)|]; s.Write(content);")]
    [InlineData("var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write }; using var s = [|new FileStream(PathOf(digest), options)|]; s.Write(content);")]
    [InlineData("var path = PathOf(digest); var staged = [|path + \".tmp\"|]; File.WriteAllBytes(staged, content); [|File.Move(staged, path)|];")]
    [InlineData("var path = PathOf(digest); var staged = [|path + \".tmp\"|]; File.WriteAllBytes(staged, content); try { File.Move(staged, path); } catch (IOException) { }")]
    [InlineData("var path = PathOf(digest); var staged = path + Guid.NewGuid(); File.WriteAllBytes(staged, content); [|File.Move(staged, path)|];")]
    [InlineData("var path = PathOf(digest); var staged = Path.GetTempFileName(); File.WriteAllBytes(staged, content); try { File.Move(staged, path); } catch (IOException) when (File.Exists(path)) { }")]
    [InlineData("lock (_table) { var path = PathOf(digest); var staged = path + \".tmp\"; File.WriteAllBytes(staged, content); File.Move(staged, path); }")]
    [InlineData("var path = PathOf(digest); var staged = path + Guid.NewGuid(); File.WriteAllBytes(staged, content); File.Move(staged, path, true);")]
    [InlineData("var part = Guid.NewGuid().ToString(); var path = PathOf(digest); File.WriteAllBytes(path + part, content); try { File.Move(path + part, path); } catch (IOException) { }")]
    [InlineData("var path = PathOf(digest); var staged = path + Guid.NewGuid(); File.WriteAllBytes(staged, content); try { [|File.Move(staged, path)|]; } catch (Exception) { File.Delete(staged); throw; }")]
    [InlineData("var path = PathOf(digest); var staged = path + Guid.NewGuid(); File.WriteAllBytes(staged, content); try { File.Move(staged, path); } catch (Exception) { if (File.Exists(path)) return digest; throw; }")]
    [InlineData("var path = PathOf(digest); var staged = path + Guid.NewGuid(); File.WriteAllBytes(staged, content); Monitor.Enter(_table); try { File.Move(staged, path); } finally { Monitor.Exit(_table); }")]
    [InlineData("var path = PathOf(digest); var staged = path + Guid.NewGuid(); Monitor.Enter(_table); try { File.WriteAllBytes(staged, content); } finally { Monitor.Exit(_table); } [|File.Move(staged, path)|];")]
    public Task A_blob_appears_at_once(string write) => Stores.Report("PAT1304", Put(write));

    [Theory]
    [InlineData("var t = Path.GetTempFileName(); File.WriteAllBytes(t, content); [|File.Move(t, PathOf(digest), true)|];")]
    [InlineData("var t = Path.GetTempFileName(); File.WriteAllBytes(t, content); [|File.Copy(t, PathOf(digest), overwrite: true)|];")]
    [InlineData("var t = Path.GetTempFileName(); File.WriteAllBytes(t, content); File.Move(t, PathOf(digest));")]
    [InlineData("if (File.Exists(PathOf(digest))) return digest; var t = Path.GetTempFileName(); File.WriteAllBytes(t, content); File.Move(t, PathOf(digest), true);")]
    public Task A_blob_is_not_replaced(string write) => Stores.Report("PAT1305", Put(write));

    [Theory]
    [InlineData("var t = Path.GetTempFileName(); File.WriteAllBytes(t, content); [|File.Move(t, PathOf(digest))|];")]
    [InlineData("var t = Path.GetTempFileName(); using (var s = File.Create(t)) { s.Write(content); s.Flush(); } [|File.Move(t, PathOf(digest))|];")]
    [InlineData("var t = Path.GetTempFileName(); using (var s = File.Create(t)) { s.Write(content); s.Flush(true); } File.Move(t, PathOf(digest));")]
    [InlineData("var t = Path.GetTempFileName(); using (var s = new FileStream(t, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.WriteThrough)) s.Write(content); File.Move(t, PathOf(digest));")]
    [InlineData("var t = new FileInfo(Path.GetTempFileName()); using (var s = t.OpenWrite()) s.Write(content); [|t.MoveTo(PathOf(digest))|];")]
    [InlineData("var t = new FileInfo(Path.GetTempFileName()); using (var s = t.OpenWrite()) { s.Write(content); s.Flush(true); } t.MoveTo(PathOf(digest));")]
    [InlineData("File.WriteAllBytes(PathOf(digest), content);")]
    public Task A_blob_is_on_disk_before_it_is_named(string write) => Stores.Report("PAT1307", Put(write));

    [Theory]
    [InlineData("new(Convert.ToHexString([|MD5.HashData(content)|]))")]
    [InlineData("new(Convert.ToHexString([|SHA1.HashData(content)|]))")]
    [InlineData("new(Convert.ToHexString(SHA256.HashData(content)))")]
    [InlineData("new(Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(\"blob \").Concat(content).ToArray())))")]
    public Task An_address_cannot_be_forged(string digest) =>
        Stores.Report("PAT1308", $"public Digest Put(byte[] content) {{ Digest digest = {digest}; _table[digest] = content; return digest; }}" + Get);

    [Theory]
    [InlineData("SHA1", "string", false)]
    [InlineData("SHA1", "Digest", true)]
    [InlineData("MD5", "string", true)]
    public async Task A_hash_that_older_protocols_fix_is_theirs(string hash, string address, bool expected)
    {
        var digest = $"Convert.ToHexString({hash}.HashData(content))";
        var put = $"readonly Dictionary<{address}, byte[]> _all = new(); public {address} Put(byte[] content) {{ var digest = {(address == "Digest" ? $"new Digest({digest})" : digest)}; _all[digest] = content; return digest; }} public byte[] Get({address} digest) => _all[digest];";
        Assert.Equal(expected, (await Stores.Find("PAT1308", Stores.OnDisk.Replace("MEMBERS", put))).Count == 1);
    }

    private static string Put(string write) => $"public Digest Put(byte[] content) {{ var digest = Digest.Of(content); {write} return digest; }}" + Read;
}
