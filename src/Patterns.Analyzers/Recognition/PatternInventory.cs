using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Patterns.Analyzers.Recognition;

/// <summary>The types of a project that are known to show a pattern, as its people wrote them down.</summary>
internal sealed class PatternInventory
{
    public const string FileName = "PatternInventory.txt";

    private readonly Dictionary<(string Slug, string Id), Location> entries = new();
    private readonly List<(Location Location, string Mistake)> mistakes = new();

    private PatternInventory(IEnumerable<ListFile> files)
    {
        foreach (var file in files)
            foreach (var (text, location) in file.Entries) Add(text, location);
    }

    /// <summary>What is written down, with its place.</summary>
    public IEnumerable<KeyValuePair<(string Slug, string Id), Location>> Entries => entries;

    /// <summary>The lines that cannot be used, each with the reason.</summary>
    public IEnumerable<(Location Location, string Mistake)> Mistakes => mistakes;

    /// <summary>The inventory of a project, read once in a compilation; null where the project keeps none.</summary>
    public static PatternInventory? Of(ProjectFacts project, AnalyzerOptions options, CancellationToken cancellationToken) =>
        project.GetOrAdd(typeof(PatternInventory), () =>
            ListFile.Named(FileName, options, cancellationToken) is { IsEmpty: false } files ? new PatternInventory(files) : null);

    public bool Has(string slug, string id) => entries.ContainsKey((slug, id));

    /// <summary>The line for a type: the pattern's slug and the type's documentation id. A remark may follow.</summary>
    public static string LineOf(string slug, string id) => slug + " " + id;

    private void Add(string text, Location location)
    {
        var words = text.Split(new[] { ' ', '\t' }, 3, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2) mistakes.Add((location, "a line is a pattern, a documentation id and, if wanted, a remark"));
        else if (!AllPatterns.BySlug.ContainsKey(words[0])) mistakes.Add((location, $"there is no pattern '{words[0]}'"));
        else if (!words[1].StartsWith("T:", StringComparison.Ordinal)) mistakes.Add((location, $"'{words[1]}' is not the documentation id of a type: those begin with 'T:'"));
        else if (entries.ContainsKey((words[0], words[1]))) mistakes.Add((location, "this type and pattern stand here twice"));
        else entries.Add((words[0], words[1]), location);
    }
}
