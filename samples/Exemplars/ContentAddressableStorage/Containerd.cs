using System.Security.Cryptography;

namespace Exemplars.ContentAddressableStorage.Containerd;

public readonly record struct Digest(string Hex)
{
    public static Digest Of(ReadOnlySpan<byte> content) => new(Convert.ToHexString(SHA256.HashData(content)).ToLowerInvariant());
}

public sealed class DigestMismatchException(Digest expected, Digest actual) : IOException($"Expected {expected.Hex} but the content hashes to {actual.Hex}.");

/// <summary>A flat namespace of immutable blobs; what no root can reach is collected.</summary>
public sealed class BlobStore(string root)
{
    private readonly Dictionary<Digest, HashSet<Digest>> _references = [];

    /// <summary>Stages a blob, verifies it against the digest that the caller expects, and moves it into place.</summary>
    public async Task<Digest> IngestAsync(byte[] content, Digest? expected, CancellationToken cancellation)
    {
        var digest = Digest.Of(content);
        if (expected is { } wanted && wanted != digest) throw new DigestMismatchException(wanted, digest);
        var path = PathOf(digest);
        if (File.Exists(path)) return digest;

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var staged = Path.Combine(root, "ingest", Guid.NewGuid().ToString("N"));
        await using (var stream = new FileStream(staged, FileMode.CreateNew, FileAccess.Write))
        {
            await stream.WriteAsync(content, cancellation);
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
        return digest;
    }

    public async Task<byte[]> ReadAsync(Digest digest, CancellationToken cancellation)
    {
        var content = await File.ReadAllBytesAsync(PathOf(digest), cancellation);
        var actual = Digest.Of(content);
        return actual == digest ? content : throw new DigestMismatchException(digest, actual);
    }

    /// <summary>Says that one blob, a manifest, needs another one.</summary>
    public void Link(Digest from, Digest to)
    {
        if (!_references.TryGetValue(from, out var targets)) _references[from] = targets = [];
        targets.Add(to);
    }

    public void Collect(IEnumerable<Digest> roots)
    {
        var reachable = new HashSet<Digest>();
        var pending = new Stack<Digest>(roots);
        while (pending.TryPop(out var digest))
        {
            if (!reachable.Add(digest) || !_references.TryGetValue(digest, out var targets)) continue;
            foreach (var target in targets) pending.Push(target);
        }
        foreach (var file in Directory.EnumerateFiles(Path.Combine(root, "blobs"), "*", SearchOption.AllDirectories))
        {
            if (!reachable.Contains(new(Path.GetFileName(file)))) File.Delete(file);
        }
    }

    private string PathOf(Digest digest) => Path.Combine(root, "blobs", digest.Hex[..2], digest.Hex);
}
