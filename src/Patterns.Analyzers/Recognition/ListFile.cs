using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Patterns.Analyzers.Recognition;

/// <summary>A word of a list file and where it stands.</summary>
internal readonly record struct ListWord(string Text, TextSpan Span);

/// <summary>What one line of a list file says.</summary>
internal sealed record ListEntry(ListWord Key, ListWord Value)
{
    /// <summary>The target frameworks for which it says that, "[net8.0,net10.0]"; null where it says it for all.</summary>
    public ListWord? Scope { get; init; }

    /// <summary>The target frameworks that the scope names.</summary>
    public IEnumerable<string> Frameworks => Scope is { } scope ? scope.Text.Trim('[', ']').Split(',', ';') : Enumerable.Empty<string>();

    /// <summary>True where the line is about the build for a framework; null stands for a project that does not say for which it is built.</summary>
    public bool IsFor(string? framework) => Scope is null || framework is null || Frameworks.Contains(framework, StringComparer.OrdinalIgnoreCase);

    /// <summary>From the key to the value, without the remark.</summary>
    public TextSpan Span => TextSpan.FromBounds(Key.Span.Start, Value.Span.End);

    /// <summary>The line in its shortest form, which sorts it.</summary>
    public override string ToString() => Key.Text + " " + Value.Text;
}

/// <summary>A line of a list file that cannot be used: the words to look at, and the reason.</summary>
internal sealed record ListMistake(TextSpan Span, string Reason);

/// <summary>
/// A text file beside the project in which a team writes down one thing a line. Lines that cannot be used are mistakes; the others count. A byte
/// order mark, any line ends, blank lines and lines that begin with <c>#</c> are all the same to it.
/// </summary>
internal sealed class ListFile
{
    private const char ByteOrderMark = '\uFEFF';

    private readonly string path;
    private readonly SourceText text;
    private readonly Dictionary<string, ListEntry> said = new(StringComparer.Ordinal);

    public ListFile(string path, SourceText text, ListFormat format)
    {
        this.path = path;
        this.text = text;
        var entries = ImmutableArray.CreateBuilder<ListEntry>();
        var mistakes = ImmutableArray.CreateBuilder<ListMistake>();
        var subjects = new Dictionary<(string, string), ListEntry>();
        foreach (var line in text.Lines)
        {
            var words = WordsOf(line, format.Sign);
            if (words.Count == 0 || words[0].Text[0] == '#') continue;
            if (format.Read(words, out var entry) is { } mistake) mistakes.Add(mistake);
            else if (subjects.TryGetValue(format.SubjectOf(entry), out var earlier)) mistakes.Add(new(entry.Span, Repeats(earlier, entry)));
            else
            {
                subjects.Add(format.SubjectOf(entry), entry);
                said[entry.ToString()] = entry;
                entries.Add(entry);
            }
        }
        Entries = entries.ToImmutable();
        Mistakes = mistakes.ToImmutable();
    }

    /// <summary>The lines that count, in their order.</summary>
    public ImmutableArray<ListEntry> Entries { get; }

    /// <summary>The lines that cannot be used, in their order.</summary>
    public ImmutableArray<ListMistake> Mistakes { get; }

    /// <summary>The entry of those two words, parted by one space; null where there is none.</summary>
    public ListEntry? Find(string line) => said.TryGetValue(line, out var entry) ? entry : null;

    /// <summary>True when a line says those two words, parted by one space, for the framework.</summary>
    public bool Says(string line, string? framework) => Find(line) is { } entry && entry.IsFor(framework);

    /// <summary>True when both would be read alike: an editor may hold one text in two objects.</summary>
    public bool SaysTheSameAs(ListFile other) => this == other || text.ContentEquals(other.text);

    /// <summary>The place of words in the file.</summary>
    public Location At(TextSpan span) => Location.Create(path, span, text.Lines.GetLinePositionSpan(span));

    private string Repeats(ListEntry earlier, ListEntry entry)
    {
        var line = text.Lines.GetLineFromPosition(earlier.Key.Span.Start).LineNumber + 1;
        if (earlier.Value.Text != entry.Value.Text) return $"line {line} says '{earlier.Value.Text}'";
        return earlier.Scope?.Text == entry.Scope?.Text ? $"line {line} says the same"
            : $"line {line} says it for {earlier.Scope?.Text ?? "all target frameworks"}";
    }

    /// <summary>The words of a line: runs of what is neither white space nor the sign, and the sign.</summary>
    private static List<ListWord> WordsOf(TextLine line, char? sign)
    {
        var words = new List<ListWord>();
        var content = line.ToString();
        for (var start = 0; start < content.Length; start++)
        {
            if (IsBlank(content[start])) continue;
            var end = start + 1;
            while (content[start] != sign && end < content.Length && content[end] != sign && !IsBlank(content[end])) end++;
            words.Add(new(content.Substring(start, end - start), TextSpan.FromBounds(line.Start + start, line.Start + end)));
            start = end - 1;
        }
        return words;
    }

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c == ByteOrderMark;
}
