namespace Patterns.Analyzers.Tests.Documentation;

/// <summary>The few forms of Markdown that the generated parts need.</summary>
internal static class Markdown
{
    /// <summary>Text that means itself: an opening angle bracket would begin an HTML element.</summary>
    public static string Plain(string text) => text.Replace("<", @"\<");

    public static string Link(string text, string target) => $"[{text}]({target})";

    public static string Row(params string[] cells) => $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", @"\|")))} |";

    public static string Table(string[] header, IEnumerable<string[]> rows) =>
        string.Join('\n', [Row(header), $"|{string.Concat(Enumerable.Repeat("---|", header.Length))}", .. rows.Select(Row)]);

    public static string Paragraphs(params string[] paragraphs) => string.Join("\n\n", paragraphs);
}
