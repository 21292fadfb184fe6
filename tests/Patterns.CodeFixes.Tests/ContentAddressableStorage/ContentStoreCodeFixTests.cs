using Patterns.Analyzers.ContentAddressableStorage;
using Patterns.CodeFixes.ContentAddressableStorage;
using Patterns.Tests;

namespace Patterns.CodeFixes.Tests.ContentAddressableStorage;

public class ContentStoreCodeFixTests
{
    private const string Staged = """
        var staged = Path.GetTempFileName();
                File.WriteAllBytes(staged, content);
        """;

    private const string Tolerant = """
        try
                {
                    File.Move(staged, path);
                }
                catch (IOException) when (File.Exists(path))
                {
                    File.Delete(staged);
                }
        """;

    [Fact]
    public Task What_was_hashed_is_stored() => Fixes<SameBytesCodeFix>(
        "PAT1301",
        Order("var bytes = JsonSerializer.SerializeToUtf8Bytes(order); var digest = Digest.Of(bytes); [|_table[digest] = /* as text */ JsonSerializer.SerializeToUtf8Bytes(order, Options)|];"),
        Order("var bytes = JsonSerializer.SerializeToUtf8Bytes(order); var digest = Digest.Of(bytes); _table[digest] = /* as text */ bytes;"));

    [Theory]
    [InlineData("var digest = Digest.Of(JsonSerializer.SerializeToUtf8Bytes(order)); [|_table[digest] = JsonSerializer.SerializeToUtf8Bytes(order, Options)|];")]
    [InlineData("var bytes = JsonSerializer.SerializeToUtf8Bytes(order); var digest = Digest.Of(bytes); bytes[0] = 1; [|_table[digest] = JsonSerializer.SerializeToUtf8Bytes(order, Options)|];")]
    public Task What_was_hashed_must_be_at_hand_unchanged(string put) => OffersNoFix<SameBytesCodeFix>("PAT1301", Order(put));

    [Fact]
    public Task A_staged_file_gets_a_name_of_its_own() => Fixes<AtomicIngestCodeFix>(
        "PAT1304",
        Put("var staged = [|path + \".tmp\"|]; File.WriteAllBytes(staged, content); try { File.Move(staged, path); } catch (IOException) { }"),
        Put("var staged = path + \".\" + Guid.NewGuid() + \".tmp\"; File.WriteAllBytes(staged, content); try { File.Move(staged, path); } catch (IOException) { }"));

    [Fact]
    public Task A_lost_race_is_no_error() =>
        Fixes<AtomicIngestCodeFix>("PAT1304", Put(Staged + "\n        [|File.Move(staged, path)|]; // named"), Put(Staged + "\n        " + Tolerant + " // named"));

    [Theory]
    [InlineData("[|File.WriteAllBytes(path, content)|];")]
    [InlineData("var staged = Path.GetTempFileName(); File.WriteAllBytes(staged, content); [|File.Move(staged, PathOf(digest))|];")]
    [InlineData("var staged = [|$\"{path}.tmp\"|]; File.WriteAllBytes(staged, content); try { File.Move(staged, path); } catch (IOException) { }")]
    public Task Other_ways_of_storing_are_left_to_the_author(string put) => OffersNoFix<AtomicIngestCodeFix>("PAT1304", Put(put));

    [Fact]
    public Task The_blob_that_is_there_stays() =>
        Fixes<ImmutableBlobCodeFix>("PAT1305", Put(Staged + "\n        [|File.Move(staged, path, overwrite: true)|];"), Put(Staged + "\n        " + Tolerant));

    [Fact]
    public Task A_copy_is_left_to_the_author() => OffersNoFix<ImmutableBlobCodeFix>("PAT1305", Put(Staged + " [|File.Copy(staged, path, true)|];"));

    [Theory]
    [InlineData("s.Write(content);\n            s.Flush();", "s.Write(content);\n            s.Flush(flushToDisk: true);")]
    [InlineData("s.Write(content); // all of it", "s.Write(content); // all of it\n            s.Flush(flushToDisk: true);")]
    public Task A_staged_file_is_flushed_to_the_disk(string write, string flushed) =>
        Fixes<DurableIngestCodeFix>("PAT1307", Put(Streamed("File.Create(staged)", write, "[|File.Move(staged, path)|];")), Put(Streamed("File.Create(staged)", flushed, "File.Move(staged, path);")));

    [Theory]
    [InlineData("File.Create(path + 1)", "s.Write(content);")]
    [InlineData("File.Create(staged)", "if (content.Length == 0) return digest; s.Write(content);")]
    public Task Only_the_end_of_the_block_that_writes_the_staged_file_is_a_place_to_flush(string open, string write) =>
        OffersNoFix<DurableIngestCodeFix>("PAT1307", Put(Streamed(open, write, "[|File.Move(staged, path)|];")));

    [Fact]
    public Task A_weak_hash_is_exchanged_where_it_becomes_text() => Fixes<StrongHashCodeFix>(
        "PAT1308", Hash("new(Convert.ToHexString([|System.Security.Cryptography.MD5.HashData(content)|]))"), Hash("new(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(content)))"));

    [Fact]
    public Task A_hash_whose_length_may_matter_is_left_to_the_author() => OffersNoFix<StrongHashCodeFix>("PAT1308", Hash("new(new Guid([|MD5.HashData(content)|]).ToString())"));

    private static Task Fixes<TFix>(string id, string members, string repaired) where TFix : Microsoft.CodeAnalysis.CodeFixes.CodeFixProvider, new() =>
        Verify<ContentStoreAnalyzer>.Fixes<TFix>(id, Store(members), Store(repaired));

    private static Task OffersNoFix<TFix>(string id, string members) where TFix : Microsoft.CodeAnalysis.CodeFixes.CodeFixProvider, new() =>
        Verify<ContentStoreAnalyzer>.OffersNoFix<TFix>(id, Store(members));

    private static string Order(string put) => "public Digest Put(Order order) { " + put + " return digest; } public byte[] Get(Digest digest) => _table[digest];";

    private static string Hash(string digest) => "public Digest Put(byte[] content) { Digest digest = " + digest + "; _table[digest] = content; return digest; } public byte[] Get(Digest digest) => _table[digest];";

    private static string Put(string write) => $$"""
        public Digest Put(byte[] content)
            {
                var digest = Digest.Of(content);
                var path = PathOf(digest);
                {{write}}
                return digest;
            }

            public byte[] Get(Digest digest) { var content = File.ReadAllBytes(PathOf(digest)); return Digest.Of(content) == digest ? content : throw new IOException(); }
        """;

    private static string Streamed(string open, string write, string move) => $$"""
        var staged = Path.GetTempFileName();
                using (var s = {{open}})
                {
                    {{write}}
                }
                {{move}}
        """;

    private static string Store(string members) => $$"""
        using System.Security.Cryptography;
        using System.Text.Json;
        public record struct Digest(string Hex) { public static Digest Of(byte[] content) => new(Convert.ToHexString(SHA256.HashData(content))); }
        public record Order(int Id, string Note);
        public class Blobs(string root)
        {
            private static readonly JsonSerializerOptions Options = new() { WriteIndented = true };
            private readonly Dictionary<Digest, byte[]> _table = new();

            {{members}}

            private string PathOf(Digest digest) => Path.Combine(root, digest.Hex);
        }
        """;
}
