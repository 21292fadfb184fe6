using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Patterns.Analyzers.Recognition;

/// <summary>The broken conventions that a team has accepted for now: by rule and member, so that an edit elsewhere in the file changes nothing.</summary>
internal sealed class PatternBaseline
{
    public const string FileName = "PatternBaseline.txt";

    private static readonly Regex ConventionId = new("^PAT(0[1-9]|1[0-5])(?!00)[0-9]{2}$", RegexOptions.CultureInvariant);

    private readonly Dictionary<(string Rule, string Symbol), Location> entries = new();
    private readonly List<(Location Location, string Mistake)> mistakes = new();

    private PatternBaseline(IEnumerable<ListFile> files)
    {
        foreach (var file in files)
            foreach (var (text, location) in file.Entries) Add(text, location);
    }

    /// <summary>What is accepted, with its place.</summary>
    public IEnumerable<KeyValuePair<(string Rule, string Symbol), Location>> Entries => entries;

    /// <summary>The lines that cannot be used, each with the reason.</summary>
    public IEnumerable<(Location Location, string Mistake)> Mistakes => mistakes;

    /// <summary>The baseline of a project, read once in a compilation; one without entries where there is no file.</summary>
    public static PatternBaseline Of(ProjectFacts project, AnalyzerOptions options, CancellationToken cancellationToken) =>
        project.GetOrAdd(typeof(PatternBaseline), () => new PatternBaseline(ListFile.Named(FileName, options, cancellationToken)));

    /// <summary>True when the finding is one that the team has accepted.</summary>
    public bool Accepts(Diagnostic finding) =>
        entries.Count > 0 && finding.Properties.TryGetValue(FindingProperties.Symbol, out var symbol) && symbol is not null && entries.ContainsKey((finding.Id, symbol));

    /// <summary>The number of the pattern that a rule belongs to.</summary>
    public static int PatternOf(string rule) => (rule[3] - '0') * 10 + (rule[4] - '0');

    private void Add(string text, Location location)
    {
        var words = text.Split(new[] { ' ', '\t' }, 3, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2) mistakes.Add((location, "a line is a rule, a documentation id and, if wanted, a remark"));
        else if (!ConventionId.IsMatch(words[0])) mistakes.Add((location, $"'{words[0]}' is not the id of a convention"));
        else if (words[1].Length < 3 || words[1][1] != ':') mistakes.Add((location, $"'{words[1]}' is not a documentation id"));
        else if (entries.ContainsKey((words[0], words[1]))) mistakes.Add((location, "this rule and member stand here twice"));
        else entries.Add((words[0], words[1]), location);
    }
}
