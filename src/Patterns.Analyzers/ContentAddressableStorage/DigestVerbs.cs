namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>
/// How libraries call the computing of a digest. Decides only for members whose code is out of sight, and then only together with what flows in and
/// where the result goes.
/// </summary>
internal static class DigestVerbs
{
    private static readonly string[] Nouns = ["Hash", "Digest", "Sha", "MD5", "Md5", "Checksum", "Multihash", "MultiHash", "Blake"];
    private static readonly string[] Verbs = ["Compute", "Calculate", "Calc", "Get", "Make", "Create", "Generate"];
    private static readonly string[] Endings = ["Async", "Hex", "Bytes", "String", "Data", "Stream", "File", "Content"];
    private static readonly HashSet<string> OtherMeanings = new(StringComparer.Ordinal) { "GetHashCode", "HashCode", "HashSet", "Hashtable", "ToHashSet" };

    private static readonly HashSet<string> Others = new(StringComparer.Ordinal) { "GetHashAndReset", "HashToUInt64", "HashToUInt128" };

    /// <summary>True for a name such as <c>ComputeSha256Hash</c>, <c>GetContentHashAsync</c>, <c>HashBytes</c> or <c>Digest</c>; false for <c>GetHashCode</c>
    /// or <c>FindByHash</c>.</summary>
    public static bool IsDigestVerb(string name)
    {
        if (OtherMeanings.Contains(name)) return false;
        if (Others.Contains(name)) return true;
        var stem = WithoutEndings(name.AsSpan());
        var named = stem.StartsWith("Try".AsSpan(), StringComparison.Ordinal) ? stem.Slice(3) : stem;
        foreach (var noun in Nouns)
        {
            if (!EndsWith(named, noun)) continue;
            var start = named.Slice(0, TrimDigits(named).Length - noun.Length);
            if (start.IsEmpty) return true;
            foreach (var verb in Verbs)
                if (start.StartsWith(verb.AsSpan(), StringComparison.Ordinal)) return true;
        }
        return false;
    }

    /// <summary>How libraries call the end of a hash that was fed block by block.</summary>
    public static bool IsFinish(string name) => name is "Finalize" or "DoFinal";

    /// <summary>How they call the feeding.</summary>
    public static bool Feeds(string name) => name is "Update" or "BlockUpdate" or "UpdateWithJoin";

    /// <summary>True for the name of a type that hashes, such as <c>Hasher</c> or <c>Sha256Digest</c>.</summary>
    public static bool IsHasher(string type) => Array.Exists(Nouns, noun => type.IndexOf(noun, StringComparison.Ordinal) >= 0);

    private static bool EndsWith(ReadOnlySpan<char> name, string noun) => TrimDigits(name).EndsWith(noun.AsSpan(), StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> TrimDigits(ReadOnlySpan<char> name)
    {
        while (name.Length > 0 && name[name.Length - 1] is >= '0' and <= '9') name = name.Slice(0, name.Length - 1);
        return name;
    }

    private static ReadOnlySpan<char> WithoutEndings(ReadOnlySpan<char> name)
    {
        foreach (var ending in Endings)
            if (name.Length > ending.Length && name.EndsWith(ending.AsSpan(), StringComparison.Ordinal))
                return WithoutEndings(name.Slice(0, name.Length - ending.Length));
        return name;
    }
}
