using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Patterns.Analyzers.Recognition;

/// <summary>
/// The words of a stretch of source text, comments and strings included: a superset of the members that its code can use, read at the speed
/// of the text. It can rule a type out before anything is bound; it is never evidence.
/// </summary>
internal sealed class Vocabulary
{
    private const int BufferSize = 4096;
    private const int Smallest = 32;

    [ThreadStatic]
    private static char[]? buffer;

    /// <summary>The hashes, each at the first free place from where it belongs; 0 is a free place. At least half of them are free.</summary>
    private int[] table = new int[Smallest];
    private int count;
    private ulong marks;

    /// <summary>Adds the words of a stretch of text.</summary>
    public void Add(SourceText text, TextSpan span)
    {
        var chunk = buffer ??= new char[BufferSize];
        var hash = 0;
        for (var start = span.Start; start < span.End; start += BufferSize)
        {
            var length = Math.Min(BufferSize, span.End - start);
            text.CopyTo(start, chunk, 0, length);
            for (var i = 0; i < length; i++)
            {
                var c = chunk[i];
                if (IsWordCharacter(c)) hash = Next(hash, c);
                else
                {
                    marks |= Mark(c);
                    if (hash == 0) continue;
                    Keep(hash);
                    hash = 0;
                }
            }
        }
        if (hash != 0) Keep(hash);
    }

    public bool HasAny(Words words)
    {
        foreach (var hash in words.Hashes)
            if (table[PlaceOf(hash)] != 0) return true;
        return false;
    }

    public bool Has(string word) => table[PlaceOf(HashOf(word))] != 0;

    /// <summary>
    /// True when the text can name a type in full: its own name and those of its type arguments. Only types that have a keyword, and what the compiler
    /// infers, need no name.
    /// </summary>
    public bool CanName(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => CanName(array.ElementType),
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => CanName(nullable.TypeArguments[0]),
        INamedTypeSymbol { IsTupleType: true } => true,
        INamedTypeSymbol named => named.SpecialType != SpecialType.None || Has(named.Name) && named.TypeArguments.All(CanName),
        _ => true,
    };

    /// <summary>True when the text has that punctuation mark (or, rarely, another one).</summary>
    public bool HasMark(char mark) => (marks & Mark(mark)) != 0;

    private void Keep(int hash)
    {
        var place = PlaceOf(hash);
        if (table[place] != 0) return;
        table[place] = hash;
        if (2 * ++count < table.Length) return;
        var kept = table;
        table = new int[2 * kept.Length];
        foreach (var one in kept)
            if (one != 0) table[PlaceOf(one)] = one;
    }

    /// <summary>Where a hash is, or would be put.</summary>
    private int PlaceOf(int hash)
    {
        var mask = table.Length - 1;
        var place = (hash ^ (hash >> 15)) & mask;
        while (table[place] != 0 && table[place] != hash) place = (place + 1) & mask;
        return place;
    }

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
