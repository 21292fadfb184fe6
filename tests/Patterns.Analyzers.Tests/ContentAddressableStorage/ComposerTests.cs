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
}
