using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Documentation;

/// <summary>The generated parts of <c>docs/patterns/&lt;slug&gt;.md</c>.</summary>
internal static class PatternPage
{
    public const string Head = "head";
    public const string References = "references";

    public static string PathOf(CatalogEntry entry) => $"docs/patterns/{entry.Slug}.md";

    public static string Skeleton { get; } = Markdown.Paragraphs(GeneratedRegions.Empty(Head).TrimEnd(), "## What it is", GeneratedRegions.Empty(References));

    /// <summary>What stands at the top: the pattern, its place in the catalog and its rules.</summary>
    public static string RenderHead(CatalogEntry entry) => Markdown.Paragraphs(
        $"# {entry.Title}",
        Markdown.Plain(entry.Intent),
        $"Pattern {entry.Number:00} of the catalog ({Markdown.Link("entry", entry.Url)}), `{entry.Slug}` in findings and settings.",
        AllPatterns.BySlug.TryGetValue(entry.Slug, out var pattern) ? Markdown.Paragraphs(RulesOf(entry), RolesOf(pattern)) : "This version does not recognise it yet.");

    /// <summary>What stands at the end: who does it, and what to read.</summary>
    public static string RenderReferences(CatalogEntry entry) => Markdown.Paragraphs(
        "## Reference projects",
        Markdown.Table(["project", "how it does it"], entry.Rows.Select(row => new[] { Project(row.Project), Mechanism(row) })),
        "## C# code to read",
        "Chosen by this project; the catalog names none.",
        string.Join('\n', entry.CSharpProjects.Select(CodeToRead)));

    private static string RulesOf(CatalogEntry entry) => Markdown.Table(
        ["rule", "says"], Rules.Of(entry).Select(rule => new[] { Markdown.Link(rule.Id, $"../rules/{rule.Id}.md"), RulePage.Title(rule) }));

    private static string RolesOf(PatternAnalyzer pattern) => Markdown.Table(
        ["role in findings and settings", "is"], pattern.Roles.OrderBy(role => role.Id, StringComparer.Ordinal).Select(role => new[] { $"`{role.Id}`", role.Noun }));

    private static string Project(ReferenceProject project) => $"{Markdown.Link(project.Name, project.Repository)} ({Markdown.Link("report", project.Report)})";

    private static string CodeToRead(CSharpProject project) => $"- {Markdown.Link(project.Name, project.Repository)}: {Markdown.Plain(project.WhatToRead)}";

    private static string Mechanism(CatalogRow row) => Markdown.Plain(row.Remark is null ? row.Mechanism : $"{row.Mechanism} *Note: {row.Remark}*");
}
