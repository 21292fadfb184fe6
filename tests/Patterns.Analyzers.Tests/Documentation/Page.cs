using System.Text.RegularExpressions;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Documentation;

/// <summary>A page of the documentation as its readers see it.</summary>
internal sealed partial class Page(string path)
{
    private readonly string _text = File.ReadAllText(Path.Combine(References.RepositoryRoot, path)).ReplaceLineEndings("\n");

    /// <summary>The text under a heading of the second level, without white space around it; empty when there is no such heading.</summary>
    public string Section(string heading) => Sections()
        .Where(section => section.StartsWith(heading + "\n", StringComparison.Ordinal))
        .Select(section => section[heading.Length..].Trim())
        .FirstOrDefault("");

    /// <summary>Fails unless the section exists and says something.</summary>
    public void AssertSays(string heading)
    {
        var section = Section(heading);
        Assert.True(section.Length >= 40, $"{path}: the section '{heading}' is missing or says nothing.");
        Assert.DoesNotMatch(Placeholder(), section);
    }

    private IEnumerable<string> Sections() => ("\n" + Comment().Replace(_text, "")).Split("\n## ").Skip(1);

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b(TODO|TBD|FIXME|Lorem)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Placeholder();
}
