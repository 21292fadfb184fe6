using System.Collections.Immutable;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Patterns.Analyzers.Recognition;

/// <summary>A kind of list file: its name, what its lines are made of, and how they are read.</summary>
/// <param name="fileName">The name that such files bear, in whatever folder.</param>
/// <param name="form">What a line consists of, said of a line that does not: "a line is a pattern, ...".</param>
/// <param name="check">What is wrong with an entry, or null.</param>
internal sealed class ListFormat(string fileName, string form, Func<ListEntry, ListMistake?> check)
{
    private readonly ConditionalWeakTable<SourceText, ListFile> files = new();

    public string FileName => fileName;

    /// <summary>What must stand between key and value; null where white space is enough.</summary>
    public char? Sign { get; init; }

    /// <summary>Whether a word in brackets behind the value names the target frameworks that an entry is about.</summary>
    public bool HasScope { get; init; }

    /// <summary>What an entry is about: a file may say one thing about it. By default all that the entry says.</summary>
    public Func<ListEntry, (string, string)> SubjectOf { get; init; } = entry => (entry.Key.Text, entry.Value.Text);

    /// <summary>The files of this kind that a project has. Each text is read once, however many ask.</summary>
    public ImmutableArray<ListFile> Among(AnalyzerOptions options, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<ListFile>();
        foreach (var additional in options.AdditionalFiles)
            if (Open(additional, cancellationToken) is { } file) found.Add(file);
        return found.ToImmutable();
    }

    /// <summary>The file, or null when it is of another kind or cannot be read, which the compiler then says.</summary>
    public ListFile? Open(AdditionalText file, CancellationToken cancellationToken) =>
        IsNameOf(file.Path) && file.GetText(cancellationToken) is { } text
            ? files.GetValue(text, content => new(file.Path, content, this))
            : null;

    public bool IsNameOf(string path) => Path.GetFileName(path).Equals(fileName, StringComparison.OrdinalIgnoreCase);

    /// <summary>The first two words of a line that says something.</summary>
    public static string LineOf(string key, string value) => key + " " + value;

    /// <summary>The entry that the words of a line are, or what is wrong with them. What follows the value is a remark.</summary>
    public ListMistake? Read(List<ListWord> words, out ListEntry entry)
    {
        var value = Sign is null ? 1 : 2;
        if (words.Count > value && (Sign is null || words[1].Text == Sign.ToString()))
        {
            entry = new(words[0], words[value]) { Scope = HasScope && words.Count > value + 1 && IsScope(words[value + 1].Text) ? words[value + 1] : null };
            return check(entry);
        }
        entry = new(words[0], words[0]);
        return new(TextSpan.FromBounds(words[0].Span.Start, words[words.Count - 1].Span.End), form);
    }

    private static bool IsScope(string word) => word.Length > 2 && word[0] == '[' && word[word.Length - 1] == ']';
}
