using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Documentation;

public sealed class LineWidthTests
{
    private const string Setting = "max_line_length";

    /// <summary>What may stand behind a text: brackets and a semicolon.</summary>
    private const int Tail = 8;

    private static int Width => int.Parse(
        File.ReadLines(Path.Combine(References.RepositoryRoot, ".editorconfig")).First(line => line.StartsWith(Setting, StringComparison.Ordinal)).Split('=')[1]);

    public static TheoryData<string> Folders => [.. Directory.EnumerateDirectories(Path.Combine(References.RepositoryRoot, "src")).Select(folder => Path.GetFileName(folder))];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Code_keeps_the_width_of_the_editor_settings(string folder) => Assert.Empty(
        Directory.EnumerateFiles(Path.Combine(References.RepositoryRoot, "src", folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
            .SelectMany(file => Wide(File.ReadAllText(file)).Select(line => $"{file}:{line}")));

    [Theory]
    [InlineData("class One { int ~; }", 1)]
    [InlineData("class One { string text = \"~\"; }", 0)]
    [InlineData("class One { string text = $\"{1}~\"; }", 0)]
    public void Only_a_text_may_be_wider(string source, int wide) => Assert.Equal(wide, Wide(source.Replace("~", new string('x', Width))).Count());

    /// <summary>The lines that are too wide for another reason than a text that reaches to their end.</summary>
    private static IEnumerable<int> Wide(string source)
    {
        var root = CSharpSyntaxTree.ParseText(source).GetRoot();
        var texts = root.DescendantNodes().Where(node => node is LiteralExpressionSyntax { Token.ValueText.Length: > 1 } or InterpolatedStringExpressionSyntax).Select(text => text.Span).ToList();
        foreach (var line in SourceText.From(source).Lines)
            if (line.Span.Length > Width && !texts.Any(text => text.IntersectsWith(TextSpan.FromBounds(line.Start + Width - Tail, line.End)))) yield return line.LineNumber + 1;
    }
}
