namespace Patterns.Analyzers.Tests.ContentAddressableStorage;

public class ComposerTests
{
    private const string Store = "public Digest Put(byte[] content) { var digest = Digest.Of(content); File.WriteAllBytes(PathOf(digest), content); return digest; } public byte[] Get(Digest d) => File.ReadAllBytes(PathOf(d));";

    [Theory]
    [InlineData("foreach (var part in parts) { var digest = blobs.Put(part); list.Add(digest.Hex); } return blobs.Put(JsonSerializer.SerializeToUtf8Bytes(list));", true)]
    [InlineData("for (var i = 0; i < parts.Length; i++) { var digest = blobs.Put(parts[i]); list.Add(digest.Hex); } return default;", false)]
    [InlineData("foreach (var part in parts) blobs.Put(part); return blobs.Put(parts[0]);", false)]
    public async Task Parts_and_the_list_of_their_addresses_are_stored(string body, bool expected)
    {
        var composer = $"public class Files(Blobs blobs) {{ public Digest Add(byte[][] parts) {{ var list = new List<string>(); {body} }} }}";
        var findings = await Stores.Find("PAT1300", Stores.OnDisk.Replace("MEMBERS", Store) + composer);
        Assert.Equal(expected, findings.Any(finding => finding is { Text: "Files", Role: "composer", Confidence: "medium" }));
    }

    [Theory]
    [InlineData("var s = new MemoryStream(); foreach (var child in children) child.CopyTo(s); return ids.Add(s);", true)]
    [InlineData("var s = new MemoryStream(); foreach (var child in children) child.CopyTo(null); return ids.Add(s);", false)]
    public async Task An_address_may_pour_itself_and_a_put_hand_on_to_another(string body, bool expected) => Assert.Equal(expected, (await Stores.Find("PAT1300", $$"""
        using System.Security.Cryptography;
        public class Id(string hex) { public string Hex => hex; public void CopyTo(Stream? target) => target?.Write(new byte[9]); }
        public class Ids(string root)
        {
            public Id Add(Stream content) => Add(1, content);
            private Id Add(int kind, Stream content) { var id = new Id(kind + Convert.ToHexString(SHA256.HashData(content))); if (!File.Exists(root + id.Hex)) { using var file = File.Create(root + id.Hex); content.CopyTo(file); } return id; }
        }
        public class Trees(Ids ids) { public Id Write(Id[] children) { {{body}} } }
        """)).Any(found => found is { Text: "Trees", Role: "composer" }));

    [Theory]
    [InlineData("while (stream.Read(chunk) > 0) { var digest = blobs.Put(chunk.ToArray()); list.Add(digest); } return list;", true)]
    [InlineData("while (stream.Read(chunk) > 0) { var digest = blobs.Put(chunk.ToArray()); list.Add(digest); } return [];", false)]
    [InlineData("while (chunk.Length > 0) { var digest = blobs.Put(chunk); list.Add(digest); } return list;", false)]
    public async Task A_stream_is_cut_into_chunks_and_their_addresses_are_given_back(string body, bool expected) =>
        Assert.Equal(expected, await IsComposer($"public class Files(Blobs blobs) {{ public List<Digest> Add(Stream stream, byte[] chunk) {{ var list = new List<Digest>(); {body} }} }}"));

    [Theory]
    [InlineData("_blobs.Put(JsonSerializer.SerializeToUtf8Bytes(order))", "_blobs.Get(digest)", true)]
    [InlineData("_blobs.Put(order.Note.Select(c => (byte)c).ToArray())", "_blobs.Get(digest)", false)]
    [InlineData("_blobs.Put(JsonSerializer.SerializeToUtf8Bytes(order))", "_blobs.Get(default)", false)]
    public async Task Objects_are_put_in_another_form_and_got_by_address(string put, string get, bool expected) =>
        Assert.Equal(expected, await IsComposer($"public class Orders {{ private readonly Blobs _blobs = new(\"\"); public Digest Put(Order order) => {put}; public Order? Get(Digest digest) => JsonSerializer.Deserialize<Order>({get}); }}"));

    [Theory]
    [InlineData("var text = new StringBuilder(); text.Append($\"tree {tree}\"); return blobs.Put(Encoding.UTF8.GetBytes(text.ToString()));", true)]
    [InlineData("var bytes = Encode(tree, note); return blobs.Put(bytes);", true)]
    [InlineData("using var s = new MemoryStream(); foreach (var child in children) s.Write(Encoding.UTF8.GetBytes(child.Hex)); return blobs.Put(s.ToArray());", true)]
    [InlineData("var old = blobs.Get(tree); return blobs.Put(old);", false)]
    [InlineData("var text = new StringBuilder(note); if (tree != default) text.Append('.'); return blobs.Put(Encoding.UTF8.GetBytes(text.ToString()));", false)]
    public async Task What_is_made_of_addresses_is_stored_like_what_they_lead_to(string body, bool expected) =>
        Assert.Equal(expected, await IsComposer($"public class Commits(Blobs blobs) {{ public Digest Add(Digest tree, Digest[] children, string note) {{ {body} }} static byte[] Encode(Digest tree, string note) => Encoding.UTF8.GetBytes(tree.Hex + note); }}"));

    [Theory]
    [InlineData("Add", true)]
    [InlineData("Put", false)]
    public async Task A_put_that_calls_its_namesake_hands_on(string name, bool expected) =>
        Assert.Equal(expected, await IsComposer($"public class Tier(Blobs blobs) {{ public Digest {name}(Digest tree) {{ var bytes = Encoding.UTF8.GetBytes(tree.Hex); return blobs.Put(bytes); }} }}"));

    [Theory]
    [InlineData("bytes", true)]
    [InlineData("bytes, tree", false)]
    public async Task A_put_that_is_told_the_address_copies(string given, bool expected)
    {
        var store = Stores.OnDisk.Replace("MEMBERS", Store + " public Digest Put(byte[] content, Digest known) => Put(content);");
        var type = $"public class Tier(Blobs blobs) {{ public Digest Add(Digest tree) {{ var bytes = Encoding.UTF8.GetBytes(tree.Hex); return blobs.Put({given}); }} }}";
        Assert.Equal(expected, (await Stores.Find("PAT1300", store + type)).Any(finding => finding is { Role: "composer" }));
    }

    [Fact]
    public async Task The_store_may_stand_behind_a_contract_that_is_missing()
    {
        var store = Stores.OnDisk.Replace("MEMBERS", Store).Replace("class Blobs(string root)", "class Blobs(string root) : IBlobs");
        var orders = "public class Orders(IBlobs blobs) { public Digest Put(Order order) { return blobs.Put(JsonSerializer.SerializeToUtf8Bytes(order)); } public byte[] Get(Digest digest) => blobs.Get(digest); }";
        var findings = await Stores.Find("PAT1300", store + orders);
        Assert.Contains(findings, finding => finding is { Text: "Orders", Role: "composer" });
    }

    private static async Task<bool> IsComposer(string type) =>
        (await Stores.Find("PAT1300", Stores.OnDisk.Replace("MEMBERS", Store) + type)).Any(finding => finding is { Role: "composer", Confidence: "medium" });
}
