namespace Patterns.Analyzers.Tests.ContentAddressableStorage;

public class RecognitionTests
{
    private const string Get = " public byte[] Get(Digest digest) => File.ReadAllBytes(PathOf(digest));";

    [Theory]
    [InlineData("public Digest Put(byte[] content) { var digest = Digest.Of(content); File.WriteAllBytes(PathOf(digest), content); return digest; }" + Get)]
    [InlineData("public async Task<Digest> Put(byte[] content) { var digest = Digest.Of(content); await File.WriteAllBytesAsync(PathOf(digest), content); return digest; }" + Get)]
    [InlineData("public Digest Put(byte[] content) { var digest = Digest.Of(content); Save(digest, content); return digest; } void Save(Digest d, byte[] c) { using var s = File.Create(PathOf(d)); s.Write(c); }" + Get)]
    [InlineData("public Digest Put(byte[] content) { var digest = Digest.Of(content); Save(); return digest; void Save() { File.WriteAllBytes(PathOf(digest), content); } }" + Get)]
    [InlineData("public Task<Digest> Put(byte[] content) => Task.Run(() => { var digest = Digest.Of(content); _table[digest] = content; return digest; }); public byte[]? Get(Digest digest) => _table.GetValueOrDefault(digest);")]
    [InlineData("public void Put(Digest digest, byte[] content) { if (Digest.Of(content) != digest) throw new IOException(); _table[digest] = content; } public byte[] Get(Digest digest) => _table[digest];")]
    [InlineData("public void Put(byte[] content, out Digest digest) { digest = Digest.Of(content); _table[digest] = content; } public bool Get(Digest digest, out byte[]? content) => _table.TryGetValue(digest, out content);")]
    [InlineData("public Digest Put(Order order) { var bytes = JsonSerializer.SerializeToUtf8Bytes(order); var digest = Digest.Of(bytes); _table.TryAdd(digest, bytes); return digest; } public byte[] Get(Digest digest) => _table[digest];")]
    [InlineData("public Digest Put(Stream source) { var copy = new MemoryStream(); source.CopyTo(copy); var digest = Digest.Of(copy.ToArray()); copy.CopyTo(File.Create(PathOf(digest))); return digest; }" + Get)]
    [InlineData("class Passing(Stream inner) : MemoryStream { public Digest GetDigest() => new(inner.ToString()!); } public Digest Put(Stream source) { var passing = new Passing(source); var t = Path.GetTempFileName(); using (var f = File.Create(t)) passing.CopyTo(f); var digest = passing.GetDigest(); File.Move(t, PathOf(digest)); return digest; }" + Get)]
    [InlineData("public string Put(byte[] content) { var hash = SHA256.HashData(content); var hex = new StringBuilder(); foreach (var b in hash) hex.Append(b.ToString(\"x2\")); var name = hex.ToString(); File.WriteAllBytes(Path.Combine(root, name), content); return name; } public byte[] Get(string name) => File.ReadAllBytes(Path.Combine(root, name));")]
    [InlineData("static string Hex(byte[] content) { var hash = SHA256.HashData(content); var hex = new char[64]; for (var i = 0; i < 32; i++) { hex[2 * i] = (char)(hash[i] >> 4); } return new string(hex); } public string Put(byte[] content) { var name = Hex(content); File.WriteAllBytes(Path.Combine(root, name), content); return name; } public byte[] Get(string name) => File.ReadAllBytes(Path.Combine(root, name));")]
    [InlineData("public Foreign Put(byte[] content) { var digest = Foreign.From(SHA256.HashData(content)); Paths(digest, out string folder, out string path); Directory.CreateDirectory(folder); File.WriteAllBytes(path, content); return digest; } void Paths(Foreign digest, out string folder, out string path) { folder = root; path = root + digest.ToString(); } public byte[] Get(Foreign digest) { Paths(digest, out _, out var path); return File.ReadAllBytes(path); }")]
    public async Task The_digest_of_a_content_is_its_address(string members) =>
        Assert.Equal("high", Assert.Single(await Stores.Find("PAT1300", Stores.OnDisk.Replace("MEMBERS", members))).Confidence);

    [Theory]
    [InlineData("public Digest Put(byte[] content) { var digest = Digest.Of(content); if (!File.Exists(PathOf(digest))) File.WriteAllBytes(PathOf(digest), content); return digest; }")]
    [InlineData("public Digest Put(byte[] content) { var digest = Digest.Of(content); var t = Path.GetTempFileName(); File.WriteAllBytes(t, content); File.Move(t, PathOf(digest)); return digest; }")]
    [InlineData("public void Put(Digest digest, byte[] content) { if (Digest.Of(content) != digest) throw new IOException(); _table[digest] = content; }")]
    [InlineData("public Digest[] Put(Stream source) { var all = new List<Digest>(); var part = new byte[64]; while (source.Read(part) > 0) { var digest = Digest.Of(part); if (!File.Exists(PathOf(digest))) File.WriteAllBytes(PathOf(digest), part); all.Add(digest); } return all.ToArray(); }")]
    public async Task A_put_alone_is_likely(string members) =>
        Assert.Equal("medium", Assert.Single(await Stores.Find("PAT1300", Stores.OnDisk.Replace("MEMBERS", members))).Confidence);

    [Theory]
    [InlineData("public async Task<string> Fetch(string url, HttpClient client) { var path = PathOf(Digest.Of(Encoding.UTF8.GetBytes(url))); if (!File.Exists(path)) File.WriteAllBytes(path, await client.GetByteArrayAsync(url)); return path; }")]
    [InlineData("public byte[] Intern(byte[] content) { var digest = Digest.Of(content); if (_table.TryGetValue(digest, out var known)) return known; _table[digest] = content; return content; }")]
    [InlineData("private readonly Dictionary<string, Digest> _seen = new(); public bool Changed(string path) { var digest = Digest.Of(File.ReadAllBytes(path)); var old = _seen.GetValueOrDefault(path); _seen[path] = digest; return old != digest; }")]
    [InlineData("public void Save(string name, byte[] content) => File.WriteAllBytes(Path.Combine(root, name), content); public Digest Check(byte[] content) => Digest.Of(content);")]
    [InlineData("public void Put(Digest digest, byte[] content) => _table[digest] = content; public byte[] Get(Digest digest) => _table[digest];")]
    [InlineData("public Digest Sign(byte[] content) { var digest = new Digest(Convert.ToHexString(HMACSHA256.HashData(new byte[1], content))); File.WriteAllBytes(PathOf(digest), content); return digest; }")]
    [InlineData("private readonly SortedDictionary<ulong, string> _ring = new(); public void Add(string node) { var h = BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(node))); _ring[h] = node; }")]
    [InlineData("public List<Digest> Scan(string[] files) { var all = new List<Digest>(); foreach (var file in files) all.Add(Digest.Of(File.ReadAllBytes(file))); return all; }")]
    [InlineData("public object Post(string[] urls) { foreach (var url in urls) { var key = PathOf(Digest.Of(Encoding.UTF8.GetBytes(url))); if (!File.Exists(key)) File.WriteAllText(key, url); } var keys = urls.Select(url => Digest.Of(Encoding.UTF8.GetBytes(url))).ToList(); Console.WriteLine(keys.Count); return root; }")]
    [InlineData("interface ISeen { Digest? Find(Stream file); Digest Record(Stream file, Digest digest); } interface ISpecs { void AddFile(Stream file, Digest digest, string path); } readonly ISeen _seen = null!; readonly ISpecs? _specs; public async Task<Digest> HashOf(string path) { using var file = File.OpenRead(path); var known = _seen.Find(file); if (known is { } digest) return digest; digest = new Digest(Convert.ToHexString(await SHA256.HashDataAsync(file))); known = _seen.Record(file, digest); _specs?.AddFile(file, known.Value, path); return digest; }")]
    [InlineData("class Seen { readonly Dictionary<string, Digest> all = new(); public bool TryAdd(string path, Digest digest) => all.TryAdd(path, digest); } readonly Seen seen = new(); public Digest HashOf(string path) { var digest = Digest.Of(File.ReadAllBytes(path)); if (!_table.ContainsKey(digest)) seen.TryAdd(path, digest); return digest; }")]
    [InlineData("public string Load(string id) { var path = PathOf(Digest.Of(Encoding.UTF8.GetBytes(id))); if (File.Exists(path)) { var kept = File.ReadAllText(path); return kept; } File.WriteAllText(path, id); return \"\"; }")]
    [InlineData("public string Name(byte[] content, string name) { var hash = SHA256.HashData(content); var text = new StringBuilder(); text.Append(hash.Length); var path = root + text; File.WriteAllBytes(path, content); return path; } public byte[] Get(string name) => File.ReadAllBytes(root + name);")]
    [InlineData("static string Key(string bucket, string name) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(bucket + name))); public string Put(string bucket, string name) { var key = Key(bucket, name); if (!File.Exists(key)) File.WriteAllText(key, bucket + name); return key; } public string Get(string key) => File.ReadAllText(key);")]
    public async Task A_look_alike_is_not_reported(string members) => Assert.Empty(await Stores.Find("PAT1300", Stores.OnDisk.Replace("MEMBERS", members)));

    [Theory]
    [InlineData("public class Blobs", "public sealed record Blobs")]
    [InlineData("public class Blobs", "public partial class Blobs { } public partial class Blobs")]
    [InlineData("public class Blobs", "public static class Outer { public class Inner<T> { } } public class Blobs")]
    public async Task The_form_of_the_declaration_does_not_matter(string usual, string form) =>
        Assert.Single(await Stores.Find("PAT1300", Store.Replace(usual, form)));

    [Fact]
    public async Task A_user_type_with_the_name_of_a_hash_does_not_count() => Assert.Empty(await Stores.Find(
        "PAT1300", Store.Replace("using System.Security.Cryptography;", "public static class SHA256 { public static byte[] HashData(byte[] c) => new byte[1]; }").Replace("using System.Text;", "").Replace("using System.Text.Json;", "")));

    private static string Store => Stores.OnDisk.Replace("MEMBERS", "public Digest Put(byte[] content) { var digest = Digest.Of(content); File.WriteAllBytes(PathOf(digest), content); return digest; }" + Get);

    [Theory]
    [InlineData("File.ReadAllBytes(hash)", "medium")]
    [InlineData("File.ReadAllBytes(Path.Combine(root, hash))", "high")]
    [InlineData("File.ReadAllBytes(Named(hash))", "medium")]
    public async Task A_text_that_the_project_answers_to_is_no_longer_the_address(string read, string confidence) => Assert.Equal(confidence, Assert.Single(await Stores.Find("PAT1300", Stores.OnDisk.Replace("MEMBERS", $$"""
        public string Put(byte[] content) { var hash = Convert.ToHexString(SHA256.HashData(content)); if (!File.Exists(hash)) File.WriteAllBytes(hash, content); return hash; }
        public byte[] Get(string hash) => {{read}};
        string Named(string name) => _names[name]; readonly Dictionary<string, string> _names = new();
        """))).Confidence);

    [Theory]
    [InlineData("_cache.AddFile(content, digest.Hex, path);", false)]
    [InlineData("_cache.AddFile(content, digest.Hex);", true)]
    public async Task What_its_caller_names_is_not_addressed_by_its_content(string write, bool expected)
    {
        var put = $"private readonly Cache _cache; public Digest Put(string path) {{ var content = File.ReadAllBytes(path); var digest = Digest.Of(content); if (!_table.ContainsKey(digest)) {write} return digest; }}";
        Assert.Equal(expected, (await Stores.Find("PAT1300", Stores.OnDisk.Replace("MEMBERS", put))).Count == 1);
    }

    [Theory]
    [InlineData("new Row(digest.Hex, content)", "string hash", true)]
    [InlineData("new Row(digest.Hex, content) { Name = name }", "string hash", true)]
    [InlineData("new Row(digest.Hex, content) { Name = name }", "string name", false)]
    public async Task A_row_that_is_found_by_its_callers_name_is_not_addressed_by_its_content(string row, string key, bool expected) => Assert.Equal(expected, (await Stores.Find("PAT1300", Stores.OnDisk.Replace("MEMBERS", $$"""
        public record Row(string Hash, byte[] Content) { public string Name { get; init; } = ""; }
        interface IRows { void Upsert(Row row); Row Find(string key); } readonly IRows _rows = null!;
        public string Put(string name, byte[] content) { var digest = Digest.Of(content); _rows.Upsert({{row}}); return digest.Hex; }
        public byte[] Get({{key}}) => _rows.Find({{key.Split(' ')[1]}}).Content;
        """))).Count == 1);

    [Theory]
    [InlineData("\"\"", true)]
    [InlineData("Guid.NewGuid().ToString()", false)]
    public async Task A_row_with_an_identifier_of_its_own_only_bears_its_digest(string id, bool expected) => Assert.Equal(expected, (await Stores.Find("PAT1300", Stores.OnDisk.Replace("MEMBERS", $$"""
        public record Row(string Id, Digest Hash, byte[] Content); interface IRows { void Insert(Row row); } readonly IRows _rows = null!;
        public Digest Put(byte[] content) { var digest = Digest.Of(content); if (!_table.ContainsKey(digest)) _rows.Insert(new({{id}}, digest, content)); return digest; }
        """))).Count == 1);

    [Theory]
    [InlineData("row.Hash.Hex", true)]
    [InlineData("row.Id", false)]
    public async Task A_record_that_bears_a_digest_is_found_by_it_only_where_it_is_kept_under_that(string key, bool expected) => Assert.Equal(expected, (await Stores.Find("PAT1300", Stores.OnDisk.Replace("MEMBERS", $$"""
        public class Row { public string Id { get; set; } = ""; public Digest Hash { get; set; } public byte[] Content { get; set; } = []; }
        class Rows { readonly Dictionary<string, Row> _all = new(); public void Keep(Row row) => _all[{{key}}] = row; } readonly Rows _rows = new();
        public Digest Put(byte[] content) { var digest = Digest.Of(content); var row = new Row { Id = "a", Hash = digest, Content = content }; if (!_table.ContainsKey(digest)) _rows.Keep(row); return digest; }
        """))).Count == 1);

    [Theory]
    [InlineData("File.WriteAllBytes(PathOf(digest), content);", true)]
    [InlineData("File.WriteAllBytes(path, content); File.WriteAllText(path + \".meta\", JsonSerializer.Serialize(new { digest }));", false)]
    [InlineData("using var archive = File.Create(path); archive.Write(content); archive.Write(JsonSerializer.SerializeToUtf8Bytes(new { digest, content.Length }));", false)]
    public async Task A_digest_inside_a_file_is_no_name_of_one(string write, bool expected) => Assert.Equal(expected, (await Stores.Find("PAT1300", Stores.OnDisk.Replace(
        "MEMBERS", "public Digest Put(string path, byte[] content) { var digest = Digest.Of(content); WRITE return digest; }".Replace("WRITE", write) + Get))).Count == 1);

    [Theory]
    [InlineData("key", true)]
    [InlineData("answer", false)]
    public async Task What_was_found_under_a_digest_is_an_answer_and_no_address(string result, bool expected) => Assert.Equal(expected, (await Stores.Find("PAT1300", Stores.OnDisk.Replace("MEMBERS", $$"""
        public record Answer(Order Question, bool Yes); interface IAnswers { Answer? Find(string key); void Put(string key, Answer answer); } readonly IAnswers _answers = null!;
        public object Decide(Order order)
        {
            var key = Digest.Of(JsonSerializer.SerializeToUtf8Bytes(order)).Hex;
            var known = _answers.Find(key);
            if (known != null) return known;
            var answer = new Answer(order, order.Id > 0);
            _answers.Put(key, answer);
            return {{result}};
        }
        """))).Count == 1);

    [Theory]
    [InlineData("$\"{version}/{digest.Hex}\"", true)]
    [InlineData("digest.Hex + \".bin\"", true)]
    [InlineData("$\"{digest.Hex}:{version}\"", false)]
    [InlineData("digest.Hex + version", false)]
    public async Task What_the_caller_adds_behind_the_digest_makes_another_key(string key, bool expected) => Assert.Equal(expected, (await Stores.Find("PAT1300", Stores.OnDisk.Replace(
        "MEMBERS", $$"""readonly Dictionary<string, byte[]> _all = new(); public string Put(string version, byte[] content) { var digest = Digest.Of(content); var key = {{key}}; if (!_all.ContainsKey(key)) _all[key] = content; return digest.Hex; }"""))).Count == 1);

    [Theory]
    [InlineData("_rows[digest.Hex] = new Row(digest.Hex, content);", true)]
    [InlineData("_rows.TryAdd(digest.Hex, new Row(digest.Hex, content) { Owner = owner });", true)]
    [InlineData("_rows[digest.Hex] = new Row(digest.Hex, content) { Owner = owner };", false)]
    public async Task A_record_that_another_replaces_with_what_its_caller_says_is_not_its_content(string write, bool expected) => Assert.Equal(expected, (await Stores.Find("PAT1300", Stores.OnDisk.Replace("MEMBERS", $$"""
        public record Row(string Hash, byte[] Content) { public string Owner { get; init; } = ""; } readonly Dictionary<string, Row> _rows = new();
        public string Put(byte[] content, string owner) { var digest = Digest.Of(content); {{write}} return digest.Hex; }
        public byte[] Get(string hash) => _rows[hash].Content;
        """))).Count == 1);

    [Theory]
    [InlineData("_web.Upload(digest.Hex, content);", true)]
    [InlineData("_web.Upload(digest.Hex, content, TimeSpan.FromDays(1));", false)]
    [InlineData("_web.Upload(new Dictionary<string, string> { [\"sha\"] = digest.Hex }, content);", false)]
    [InlineData("var headers = new Dictionary<string, string>(); headers[\"sha\"] = digest.Hex; _web.Upload(headers, content);", false)]
    [InlineData("var file = _web.At(digest.Hex); file.Add(content);", true)]
    [InlineData("var sum = _web.At(digest.Hex); sum = sum.Add(content);", false)]
    public async Task What_goes_along_with_a_digest_or_for_a_time_only_is_not_kept_under_it(string write, bool expected) => Assert.Equal(expected, (await Stores.Find("PAT1300", Stores.OnDisk.Replace("MEMBERS", $$"""
        interface IFile { IFile Add(byte[] content); } interface IWeb { void Upload(object key, byte[] content, TimeSpan? time = null); IFile At(string key); } readonly IWeb _web = null!;
        public string Put(byte[] content) { var digest = Digest.Of(content); {{write}} return digest.Hex; }
        public object Get(string hash) => _web.At(hash);
        """))).Count == 1);

    [Theory]
    [InlineData("var digest = Digest.Of(content); _table.TryAdd(digest, content); return digest;", "gives that back")]
    [InlineData("var all = new List<Digest>(); foreach (var part in content.Chunk(9)) { var digest = Digest.Of(part); _table.TryAdd(digest, part); all.Add(digest); } return all;", "the part's own digest")]
    public async Task Parts_have_digests_of_their_own(string put, string told) => Assert.Contains(told, Assert.Single(await Stores.Find(
        "PAT1300", Stores.OnDisk.Replace("MEMBERS", $$"""public object Put(byte[] content) { {{put}} } public byte[] Get(Digest digest) => _table[digest];"""))).Message);

    [Theory]
    [InlineData("PathsOf(digest, out var folder, out var path); Directory.CreateDirectory(folder);", true)]
    [InlineData("PathsOf(new Digest(\"a\"), out var folder, out var path); Directory.CreateDirectory(folder);", false)]
    public async Task A_path_may_come_out_of_a_helper_that_is_given_the_digest(string paths, bool expected) => Assert.Equal(expected, (await Stores.Find("PAT1300", Stores.OnDisk.Replace("MEMBERS", $$"""
        void PathsOf(Digest digest, out string folder, out string path) { folder = Path.Combine(root, digest.Hex[..2]); path = Path.Combine(folder, digest.Hex); }
        public Digest Put(Stream source)
        {
            var temporary = Path.GetTempFileName(); var buffer = new byte[64]; int read;
            using var hasher = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            using (var file = File.OpenWrite(temporary)) while ((read = source.Read(buffer)) > 0) { hasher.AppendData(buffer, 0, read); file.Write(buffer, 0, read); }
            var digest = new Digest(Convert.ToHexString(hasher.GetHashAndReset()));
            {{paths}}
            if (!File.Exists(path)) File.Move(temporary, path);
            return digest;
        }
        """))).Count == 1);

    [Theory]
    [InlineData("sha.TransformFinalBlock(content, 0, content.Length);", true)]
    [InlineData("sha.TransformFinalBlock([], 0, 0);", false)]
    [InlineData("", false)]
    public async Task A_static_factory_of_the_address_may_hash_block_by_block(string feed, bool expected)
    {
        const string Others = "class A { public static A Create() => new(); } class B { public static B Create() => new(); } class C { public static C Create() => new(); } class D { public static D Create() => new(); }";
        var address = "public record Address(byte[] Hash) { public static Address Create(int kind, byte[] content) { var head = new byte[] { (byte)kind }; using var sha = SHA256.Create(); sha.TransformBlock(head, 0, 1, null, 0); FEED return new Address(sha.Hash!); } }".Replace("FEED", feed);
        const string Put = "public Address Put(byte[] content) { var address = Address.Create(1, content); var path = Path.Combine(root, Convert.ToHexString(address.Hash)); if (!File.Exists(path)) File.WriteAllBytes(path, content); return address; }";
        Assert.Equal(expected, (await Stores.Find("PAT1300", Stores.OnDisk.Replace("MEMBERS", Put), "using System.Security.Cryptography; " + address + Others)).Count == 1);
    }

    [Theory]
    [InlineData("public Digest Put(Pack pack, byte[] content)", true)]
    [InlineData("private Digest Put(Pack pack, byte[] content)", false)]
    public async Task An_inner_step_that_fills_what_it_is_handed_is_no_store(string put, bool expected) => Assert.Equal(expected, (await Stores.Find("PAT1300", Stores.OnDisk.Replace("MEMBERS", $$"""
        public class Pack { readonly Dictionary<Digest, byte[]> _all = new(); public bool TryAdd(Digest digest, byte[] content) => _all.TryAdd(digest, content); }
        {{put}} { var digest = Digest.Of(content); if (!pack.TryAdd(digest, content)) Console.Write(digest); return digest; }
        """))).Any(found => found.Text == "Blobs"));

    [Theory]
    [InlineData("public object Get(Digest digest) => _web.At(digest);", "high")]
    [InlineData("public object Describe(Digest digest) { var text = new StringBuilder(); text.Append(digest); return text; }", "medium")]
    public async Task What_only_writes_the_address_down_finds_nothing_by_it(string get, string confidence) => Assert.Equal(confidence, Assert.Single(await Stores.Find("PAT1300", Stores.OnDisk.Replace("MEMBERS",
        "interface IWeb { object At(Digest digest); } readonly IWeb _web = null!; public Digest Put(byte[] content) { var digest = Digest.Of(content); if (!File.Exists(PathOf(digest))) File.WriteAllBytes(PathOf(digest), content); return digest; } " + get))).Confidence);

    [Theory]
    [InlineData("public void Put(Digest digest, byte[] content) => File.WriteAllBytes(PathOf(digest), content); public byte[] Get(Digest digest) => File.ReadAllBytes(PathOf(digest));", "blobs.Put(digest, content);", true)]
    [InlineData("public void Put(Digest digest, byte[] content) => File.WriteAllBytes(PathOf(digest), content); public byte[] Get(Digest digest) => File.ReadAllBytes(PathOf(digest));", "blobs.Put(default, content);", false)]
    [InlineData("public void Put(Digest digest, byte[] content) => File.WriteAllBytes(PathOf(digest), content);", "blobs.Put(digest, content);", false)]
    [InlineData("public void Put(Digest digest, string name) => _names[digest] = name; public string Get(Digest digest) => _names[digest]; readonly Dictionary<Digest, string> _names = new();", "blobs.Put(digest, \"\");", false)]
    public async Task A_digest_may_be_made_by_the_caller(string members, string call, bool expected)
    {
        var chunker = $"public class Chunker(Blobs blobs) {{ public void Add(byte[] content) {{ var digest = Digest.Of(content); {call} }} }}";
        var findings = await Stores.Find("PAT1300", Stores.OnDisk.Replace("MEMBERS", members) + chunker);
        Assert.Equal(expected, findings.Any(finding => finding is { Text: "Blobs", Role: "store", Confidence: "medium" }));
    }

    [Theory]
    [InlineData("using var sha = SHA256.Create(); using (var f = File.Create(staged)) using (var through = new CryptoStream(f, sha, CryptoStreamMode.Write)) source.CopyTo(through); var digest = new Digest(Convert.ToHexString(sha.Hash!));")]
    [InlineData("var all = new MemoryStream(); source.CopyTo(all); var bytes = all.ToArray(); var hasher = new Blake3Hasher(); hasher.Update(bytes); var digest = new Digest(hasher.Finalize().ToString()); File.WriteAllBytes(staged, bytes);")]
    public async Task A_hash_may_be_fed_and_finished(string hash) => Assert.Contains(
        await Stores.Find("PAT1300", Stores.OnDisk.Replace("MEMBERS", $"public Digest Put(Stream source) {{ var staged = Path.GetTempFileName(); {hash} File.Move(staged, PathOf(digest)); return digest; }} {Get}")),
        finding => finding is { Text: "Blobs", Role: "store" });

    [Theory]
    [InlineData("public string Digest => Convert.ToHexString(_hash.GetHashAndReset());", "hashing.Digest")]
    [InlineData("public string Finish() => Convert.ToHexString(_hash.GetHashAndReset());", "hashing.Finish()")]
    public async Task A_stream_of_the_project_may_hash_what_passes(string told, string asked) => Assert.Contains(await Stores.Find("PAT1300", $$"""
        using System.Security.Cryptography;
        class PassingStream(Stream inner) : Stream
        {
            readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256); {{told}}
            public override void Write(byte[] b, int at, int n) { _hash.AppendData(b, at, n); inner.Write(b, at, n); }
            public override bool CanRead => false; public override bool CanSeek => false; public override bool CanWrite => true; public override long Length => 0; public override long Position { get; set; }
            public override void Flush() { } public override int Read(byte[] b, int at, int n) => 0; public override long Seek(long o, SeekOrigin from) => 0; public override void SetLength(long n) { }
        }
        public class Store(string root)
        {
            public string Put(Stream content)
            {
                var staged = Path.Combine(root, Guid.NewGuid().ToString()); string name;
                using (var file = new FileStream(staged, FileMode.CreateNew)) { using var hashing = new PassingStream(file); content.CopyTo(hashing); name = {{asked}}; }
                if (!File.Exists(Path.Combine(root, name))) File.Move(staged, Path.Combine(root, name));
                return name;
            }
            public Stream Get(string name) => File.OpenRead(Path.Combine(root, name));
        }
        """), finding => finding is { Text: "Store", Role: "store" });

    [Theory]
    [InlineData("$\"{root}/{digest.Hex}.bin\"", true)]
    [InlineData("$\"{user}/{digest.Hex}\"", true)]
    [InlineData("$\"{user}-{digest.Hex}\"", false)]
    [InlineData("Path.Combine(root, Named(user, digest.Hex) + \".bin\")", false)]
    [InlineData("Path.Combine(root, Named(\"blob\", digest.Hex) + \".bin\")", true)]
    public async Task A_digest_beside_a_name_is_not_the_only_handle(string path, bool expected) => Assert.Equal(expected, (await Stores.Find("PAT1300", Stores.OnDisk.Replace("MEMBERS", $$"""
        static string Named(string user, string hex) => $"{user}-{hex}";
        public string Put(string user, byte[] content) { var digest = Digest.Of(content); var path = {{path}}; if (!File.Exists(path)) File.WriteAllBytes(path, content); return digest.Hex; }
        """))).Count == 1);

    [Theory]
    [InlineData("if (!File.Exists(path)) File.WriteAllBytes(path, content);", true)]
    [InlineData("if (File.Exists(path)) return digest; File.WriteAllBytes(path, content);", true)]
    [InlineData("var known = File.Exists(path); if (!known) File.WriteAllBytes(path, content);", true)]
    [InlineData("if (Path.GetDirectoryName(path) == null) throw new IOException(); File.WriteAllBytes(path, content);", false)]
    [InlineData("var folder = Path.GetDirectoryName(path); if (folder == null) throw new IOException(); File.WriteAllBytes(path, content);", false)]
    [InlineData("if (File.Exists(path)) Console.Write(path); File.WriteAllBytes(path, content);", false)]
    public async Task A_test_counts_where_it_decides_about_the_write(string write, bool expected) => Assert.Equal(expected, Assert.Single(await Stores.Find("PAT1300", Stores.OnDisk.Replace(
        "MEMBERS", $$"""public Digest Put(byte[] content) { var digest = Digest.Of(content); var path = PathOf(digest); {{write}} return digest; }""" + Get))).Message.Contains("not written again"));

    [Theory]
    [InlineData("public string? Place(string hash) => _all.ContainsKey(hash) ? null : Path.Combine(root, hash);", "medium")]
    [InlineData("public string Place(string hash) => Path.Combine(root, hash); public byte[] Get(string hash) => File.ReadAllBytes(Place(hash));", "'Get' finds it")]
    public async Task Where_a_content_is_to_go_is_no_content(string members, string told)
    {
        var found = Assert.Single(await Stores.Find("PAT1300", Stores.OnDisk.Replace("MEMBERS", $$"""
            readonly Dictionary<string, string> _all = new(); {{members}}
            public string Put(byte[] content) { var hash = Convert.ToHexString(SHA256.HashData(content)); var path = Place(hash); if (path != null) File.WriteAllBytes(path, content); return hash; }
            """)));
        Assert.Contains(told, found.Confidence + found.Message);
    }

    [Theory]
    [InlineData("public byte[] Load(byte[] hash) => Read(Path.Combine(root, Hex(hash)));", "'Load' finds it")]
    [InlineData("", "medium")]
    public async Task A_path_is_no_address(string get, string told)
    {
        var found = Assert.Single(await Stores.Find("PAT1300", Stores.OnDisk.Replace("MEMBERS", $$"""
            static string Hex(byte[] hash) => Convert.ToHexString(hash);
            public byte[] Read(string path) => File.ReadAllBytes(path); public void Write(string path, byte[] content) { if (!File.Exists(path)) File.WriteAllBytes(path, content); }
            public (byte[], string) Put(byte[] content) { var hash = SHA256.HashData(content); var name = Hex(hash); Write(Path.Combine(root, name), content); return (hash, name); } {{get}}
            """)));
        Assert.Contains(told, found.Confidence + found.Message);
    }

    [Theory]
    [InlineData("using var file = new FileStream(PathOf(digest), FileMode.CreateNew); await content.CopyToAsync(file);", true)]
    [InlineData("await _peer.Push(new Request(digest)).CopyFrom(content);", false)]
    public async Task Who_asks_for_a_digest_elsewhere_keeps_nothing(string write, bool expected) => Assert.Equal(expected, (await Stores.Find("PAT1300", Stores.OnDisk.Replace("MEMBERS", $$"""
        public record Request(Digest Digest); interface ICall { Task CopyFrom(Stream content); } interface IPeer { ICall Push(Request request); byte[] Get(Request request); } readonly IPeer _peer = null!;
        public async Task Put(Digest digest, Stream content) { {{write}} } public byte[] Get(Digest digest) => _peer.Get(new Request(digest));
        """) + "public class Chunker(Blobs blobs) { public void Add(byte[] content) { var digest = Digest.Of(content); blobs.Put(digest, new MemoryStream(content)); } }")).Any(found => found.Text == "Blobs"));

    [Theory]
    [InlineData("if (flag) digest = Digest.Of(content);", "which it is given or computes")]
    [InlineData("if (Digest.Of(content) != digest) throw new IOException();", "under its own digest")]
    public async Task A_digest_that_is_only_sometimes_computed_is_told_so(string check, string told) => Assert.Contains(told, Assert.Single(await Stores.Find("PAT1300", Stores.OnDisk.Replace(
        "MEMBERS", $$"""public Digest Put(bool flag, Digest digest, byte[] content) { {{check}} _table[digest] = content; return digest; } public byte[] Get(Digest digest) => _table[digest];"""))).Message);

    [Theory]
    [InlineData("_hash.Update(block); inner.Write(block);", "_hash.Digest()", true)]
    [InlineData("inner.Write(block);", "new byte[9]", false)]
    public async Task A_temporary_file_is_filled_through_a_stream_around_it(string step, string digest, bool expected) => Assert.Equal(expected, (await Stores.Find("PAT1300", Stores.OnDisk.Replace("MEMBERS", $$"""
        abstract class MessageDigest { public abstract void Update(byte[] block); public abstract byte[] Digest(); } readonly MessageDigest _hash = null!;
        public Digest Put(Stream source)
        {
            FileInfo temporary = new(Path.GetTempFileName()); FileStream file; file = temporary.OpenWrite();
            var inner = new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionMode.Compress); var block = new byte[64];
            while (source.Read(block, 0, 64) > 0) { {{step}} }
            var id = new Digest(Convert.ToHexString({{digest}})); if (!File.Exists(PathOf(id))) temporary.MoveTo(PathOf(id)); return id;
        }
        """))).Count == 1);

    [Theory]
    [InlineData("T", true)]
    [InlineData("string", false)]
    public async Task An_object_may_be_hashed_out_of_sight(string type, bool expected) => Assert.Equal(expected, (await Stores.Find("PAT1300", $$"""
        public interface IHashes { ValueTask<string> HashAsync<T>(T? value); } public interface ITable { ValueTask AddAsync(object row); ValueTask<object?> GetAsync(string key); }
        public record Row<T>(string Hash, T Data);
        public class Blobs<T>(IHashes hashes, ITable table)
        {
            public async ValueTask<string> Put({{type}} value) { var hash = await Hash(value); if (await Get(hash) is not null) return hash; await table.AddAsync(new Row<{{type}}>(hash, value)); return hash; }
            public ValueTask<object?> Get(string hash) => table.GetAsync(hash);
            private async Task<string> Hash({{type}}? value) { var hash = await hashes.HashAsync<{{type}}>(value); return hash; }
        }
        """)).Count == 1);

    [Theory]
    [InlineData("Check(content, digest);", true)]
    [InlineData("Check(content, default);", false)]
    public async Task A_helper_may_compare_the_digest(string check, bool expected) => Assert.Equal(expected, (await Stores.Find("PAT1300", Stores.OnDisk.Replace("MEMBERS", $$"""
        public void Keep(Digest digest, Stream source) { var content = new byte[source.Length]; source.Read(content); {{check}} File.WriteAllBytes(PathOf(digest), content); }
        static void Check(byte[] content, Digest digest) { if (Convert.ToHexString(SHA256.HashData(content)) != digest.Hex) throw new IOException(); }
        """))).Count == 1);

    [Theory]
    [InlineData("public Task<byte[]> Get(Digest digest) => Read(_places[digest], digest);", "medium")]
    [InlineData("public Task<byte[]> Get(string url, Digest digest) => Read(url, digest);", "")]
    [InlineData("", "")]
    public async Task Who_refuses_what_does_not_fit_the_address_it_was_asked_by_is_likely_a_store(string get, string confidence) => Assert.Equal(confidence, string.Join(",", (await Stores.Find("PAT1300", Stores.OnDisk.Replace("MEMBERS", $$"""
        interface IWeb { Task<byte[]> Get(string place); Digest Send(Stream content); } readonly IWeb _web = null!; readonly Dictionary<Digest, string> _places = new();
        public Digest Put(Stream content) => _web.Send(content); {{get}}
        private async Task<byte[]> Read(string place, Digest digest) { var content = await _web.Get(place); if (Digest.Of(content) != digest) throw new IOException(); return content; }
        """))).Select(found => found.Confidence)));

    [Theory]
    [InlineData("File.ReadAllBytes(Path.Combine(root, name))", true)]
    [InlineData("Open(Path.Combine(root, name))", true)]
    [InlineData("File.ReadAllBytes(name)", false)]
    [InlineData("Open(name)", false)]
    public async Task A_path_as_it_came_in_is_no_address(string read, bool isFound) => Assert.Equal(isFound, (await Stores.Find("PAT1300", Stores.OnDisk.Replace("MEMBERS",
        "public string Put(byte[] content) { var name = Convert.ToHexString(SHA256.HashData(content)); File.WriteAllBytes(Path.Combine(root, name), content); return name; } byte[] Open(string path) => File.ReadAllBytes(path); public byte[] Get(string name) => " + read + ";")))
        .Any(finding => finding.Message.Contains("'Get' finds it")));
}
