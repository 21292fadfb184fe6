using System.Text.RegularExpressions;

namespace Patterns.Package.Tests;

/// <summary>The commands of <c>docs/guides/ci.md</c>.</summary>
internal static partial class Guide
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Settings.RepositoryRoot, "docs", "guides", "ci.md")).ReplaceLineEndings("\n");

    /// <summary>The shell's lines from top to bottom.</summary>
    public static string Everything => string.Concat(Blocks("sh"));

    /// <summary>The lines for the build server.</summary>
    public static string Gate => Blocks("sh").Single(block => block.Contains("PatternsMode=Enforce", StringComparison.Ordinal));

    /// <summary>The build servers that have a recipe.</summary>
    public static IEnumerable<string> Servers => Server().Matches(Text).Select(heading => heading.Groups["name"].Value);

    /// <summary>For each recipe the commands that it runs.</summary>
    public static IEnumerable<IEnumerable<string>> Recipes => Blocks("yaml").Select(recipe => Command().Matches(recipe).Select(command => command.Groups["line"].Value));

    private static IEnumerable<string> Blocks(string language) => Block().Matches(Text).Where(block => block.Groups["language"].Value == language).Select(block => block.Groups["lines"].Value);

    [GeneratedRegex("^```(?<language>\\w+)\n(?<lines>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("^### (?<name>[^\n]+)\n[^#]*?^```yaml$", RegexOptions.Multiline)]
    private static partial Regex Server();

    [GeneratedRegex(@"^\s*- (?:run: |script: )?(?<line>(?:dotnet|find) .*)$", RegexOptions.Multiline)]
    private static partial Regex Command();
}
