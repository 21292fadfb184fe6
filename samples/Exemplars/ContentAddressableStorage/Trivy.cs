using System.Security.Cryptography;
using System.Text.Json;

namespace Exemplars.ContentAddressableStorage.Trivy;

public sealed record Package(string Name, string Version);

/// <summary>What the analysers say about one layer of an image.</summary>
public sealed record LayerReport(string MediaType, IReadOnlyList<Package> Packages);

/// <summary>Reports under the hash of their canonical form: an equal report is kept once, and a layer that is known is not analysed again.</summary>
public sealed class ReportCache(string folder)
{
    public string Put(LayerReport report)
    {
        var document = JsonSerializer.SerializeToUtf8Bytes(report);
        var key = "sha256-" + Convert.ToHexString(SHA256.HashData(document)).ToLowerInvariant();
        var path = PathOf(key);
        if (File.Exists(path)) return key;
        var staged = path + "." + Guid.NewGuid().ToString("N");
        using (var stream = File.Create(staged))
        {
            stream.Write(document);
            stream.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(staged, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(staged);
        }
        return key;
    }

    public LayerReport? Get(string key)
    {
        var path = PathOf(key);
        if (!File.Exists(path)) return null;
        var document = File.ReadAllBytes(path);
        if ("sha256-" + Convert.ToHexString(SHA256.HashData(document)).ToLowerInvariant() != key) throw new InvalidDataException($"The report {key} is damaged.");
        return JsonSerializer.Deserialize<LayerReport>(document);
    }

    /// <summary>The keys that still have to be analysed.</summary>
    public IEnumerable<string> Missing(IEnumerable<string> keys) => keys.Where(key => !File.Exists(PathOf(key)));

    private string PathOf(string key) => Path.Combine(folder, key + ".json");
}
