using Patterns.Analyzers.ContentAddressableStorage;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.ContentAddressableStorage;

/// <summary>Small stores for the tests of this pattern.</summary>
internal static class Stores
{
    /// <summary>A store on disk whose put and get a test fills in.</summary>
    public const string OnDisk = """
        using System.Security.Cryptography;
        using System.Text;
        using System.Text.Json;
        public record struct Digest(string Hex) { public static Digest Of(byte[] content) => new(Convert.ToHexString(SHA256.HashData(content))); }
        public record Order(int Id, string Note);
        public class Blobs(string root)
        {
            private readonly Dictionary<Digest, byte[]> _table = new();
            MEMBERS
            private string PathOf(Digest digest) => Path.Combine(root, digest.Hex);
        }
        """;

    /// <summary>The rule reports the marked spans in a store with these members, and nothing else.</summary>
    public static Task Report(string id, string members) => Verify<ContentStoreAnalyzer>.Reports(id, OnDisk.Replace("MEMBERS", members));

    /// <summary>The findings of a rule in sources.</summary>
    public static async Task<IReadOnlyList<Found>> Find(string id, params string[] sources) =>
        [.. (await Finds.In<ContentStoreAnalyzer>(sources)).Where(finding => finding.Id == id)];
}
