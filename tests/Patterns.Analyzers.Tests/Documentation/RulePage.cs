using Microsoft.CodeAnalysis;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Documentation;

/// <summary>The generated part of <c>docs/rules/PATnnnn.md</c>, and the table of all rules.</summary>
internal static class RulePage
{
    public const string Head = "rule";

    /// <summary>What is written by hand, in this order.</summary>
    public static string[] Sections { get; } = ["Cause", "Why", "Example", "How to fix", "When it is silent"];

    public static string Skeleton { get; } =
        Markdown.Paragraphs([GeneratedRegions.Empty(Head).TrimEnd(), .. Sections.Select(section => $"## {section}")]) + "\n";

    /// <summary>What stands at the top of a rule's page.</summary>
    public static string Render(DiagnosticDescriptor rule) => Markdown.Paragraphs(
        $"# {rule.Id}: {Title(rule)}",
        Markdown.Plain(rule.Description.ToString()),
        Markdown.Table(
            ["pattern", "category", "default severity", "code fix", "reported"],
            [[Pattern(rule), $"`{rule.Category}`", rule.DefaultSeverity.ToString(), CodeFix(rule), Reported(rule)]]));

    /// <summary>The table for the README.</summary>
    public static string RenderTable(IEnumerable<DiagnosticDescriptor> rules) => Markdown.Table(
        ["rule", "pattern", "says", "default severity", "code fix"],
        rules.Select(rule => new[] { Markdown.Link(rule.Id, rule.Page()), PatternInTable(rule), Title(rule), rule.DefaultSeverity.ToString(), CodeFix(rule) }));

    public static string Title(DiagnosticDescriptor rule) => Markdown.Plain(rule.Title.ToString());

    private static string Pattern(DiagnosticDescriptor rule) => Rules.PatternOf(rule) is { } entry
        ? $"{Markdown.Link(entry.Title, $"../patterns/{entry.Slug}.md")} ({Markdown.Link("catalog", entry.Url)})"
        : $"all ({Markdown.Link("catalog", rule.HelpLinkUri)})";

    private static string PatternInTable(DiagnosticDescriptor rule) =>
        Rules.PatternOf(rule) is { } entry ? Markdown.Link(entry.Slug, PatternPage.PathOf(entry)) : "all";

    private static string CodeFix(DiagnosticDescriptor rule) => rule.HasCodeFix() ? "yes" : "no";

    private static string Reported(DiagnosticDescriptor rule) =>
        rule.CustomTags.Contains(WellKnownDiagnosticTags.CompilationEnd) ? "in builds" : "while you type and in builds";
}
