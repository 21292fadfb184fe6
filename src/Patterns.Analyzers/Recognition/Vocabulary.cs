using Microsoft.CodeAnalysis.Text;

namespace Patterns.Analyzers.Recognition;

/// <summary>
/// The words of a stretch of source text, comments and strings included: a superset of the members that its code can use, read at the speed
/// of the text. It can rule a type out before anything is bound; it is never evidence.
/// </summary>
internal sealed class Vocabulary
{
    private const int BufferSize = 4096;

    [ThreadStatic]
    private static char[]? buffer;

    private readonly HashSet<int> hashes = new();
    private ulong marks;

    /// <summary>Adds the words of a stretch of text.</summary>
    public void Add(SourceText text, TextSpan span)
    {
        var chunk = buffer ??= new char[BufferSize];
        var hash = 0;
        for (var start = span.Start; start < span.End; start += BufferSize)
        {
            var count = Math.Min(BufferSize, span.End - start);
            text.CopyTo(start, chunk, 0, count);
            for (var i = 0; i < count; i++)
            {
                var c = chunk[i];
                if (IsWordCharacter(c)) hash = Next(hash, c);
                else
                {
                    marks |= Mark(c);
                    if (hash == 0) continue;
                    hashes.Add(hash);
                    hash = 0;
                }
            }
        }
        if (hash != 0) hashes.Add(hash);
    }

    public bool HasAny(Words words)
    {
        foreach (var hash in words.Hashes)
            if (hashes.Contains(hash)) return true;
        return false;
    }

    public bool Has(string word) => hashes.Contains(HashOf(word));

    /// <summary>True when the text has that punctuation mark (or, rarely, another one).</summary>
    public bool HasMark(char mark) => (marks & Mark(mark)) != 0;

    private static ulong Mark(char c) => 1UL << (c & 63);

    internal static int HashOf(string word)
    {
        var hash = 0;
        foreach (var c in word) hash = Next(hash, c);
        return hash;
    }

    private static int Next(int hash, char c) => unchecked(((hash + 1) * 16777619) ^ c);

    private static bool IsWordCharacter(char c) => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or '_' or >= '0' and <= '9' or > (char)127;
}

/// <summary>Words looked for in a <see cref="Vocabulary"/>; make them once, in a static field.</summary>
internal sealed class Words(params string[] words)
{
    internal int[] Hashes { get; } = Array.ConvertAll(words, Vocabulary.HashOf);

    /// <summary>True when a name that is at hand is one of the words.</summary>
    public bool Contains(string name) => Array.IndexOf(words, name) >= 0;
}
