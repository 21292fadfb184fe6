using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;
using Patterns.Analyzers.Tests.Documentation;

namespace Patterns.Analyzers.Tests.Presets;

/// <summary>A value of the MSBuild property <c>PatternsMode</c>, and what it makes of the rules.</summary>
/// <param name="Mode">The value.</param>
/// <param name="Purpose">When to choose it.</param>
/// <param name="Recognition">The severity of recognitions; <see langword="null"/>: what each rule has by default.</param>
/// <param name="Convention">The severity of conventions.</param>
/// <param name="Inventory">The severity of the rules about the team's own files and settings.</param>
internal sealed record Preset(string Mode, string Purpose, string? Recognition, string? Convention, string? Inventory)
{
    public static IReadOnlyList<Preset> All { get; } =
    [
        new("None", "nothing is reported, the package stays installed", "none", "none", "none"),
        new("Hint", "the editor shows all, a build prints nothing", null, "suggestion", "suggestion"),
        new("Recommended", "as without the property", null, null, null),
        new("Strict", "a build prints each broken convention", null, "warning", null),
        new("Enforce", "a build fails where a convention, or what the team agreed on, is broken", null, "error", "error"),
    ];

    /// <summary>The compiler applies the severity of a category only to findings in source files: rules that report elsewhere are set one by one, which would also enable them.</summary>
    private static readonly HashSet<string> InSource = ["PAT9001", "PAT9010", "PAT9011", "PAT9012", "PAT9022"];

    /// <summary>It tells that the analyzers ran, which is never wrong: a mode leaves it as it is, unless there is to be nothing.</summary>
    private const string ProofOfLife = "PAT9900";

    public string Path => $"src/Patterns.Package/presets/{Mode.ToLowerInvariant()}.globalconfig";

    /// <summary>The file. A category that keeps its default has no line, so that a setting for all analyzers still reaches it.</summary>
    public string Render() => string.Join('\n', [
        $"# PatternsMode={Mode}: {Purpose}.",
        "is_global = true",
        "# Below whatever a team sets itself.",
        "global_level = -100",
        .. Categories.Where(category => category.Severity is not null).Select(category => $"dotnet_analyzer_diagnostic.category-{category.Name}.severity = {category.Severity}"),
        .. OutsideSource.Select(rule => $"dotnet_diagnostic.{rule.Id}.severity = {Inventory}"),
        ""]);

    /// <summary>The table of all modes for the documentation.</summary>
    public static string RenderTable() => Markdown.Table(
        ["`PatternsMode`", "recognitions", "conventions", "inventory", "so that"],
        All.Select(preset => new[] { $"`{preset.Mode}`", Cell(preset.Recognition), Cell(preset.Convention), Cell(preset.Inventory), preset.Purpose }));

    public static bool Knows(DiagnosticDescriptor rule) => All[0].Categories.Any(category => category.Name == rule.Category);

    private (string Name, string? Severity)[] Categories =>
        [(Rule.RecognitionCategory, Recognition), (Rule.ConventionCategory, Convention), (Rule.InventoryCategory, Inventory)];

    private IEnumerable<DiagnosticDescriptor> OutsideSource => Rules.All.Where(rule =>
        Inventory is not null && rule.IsEnabledByDefault && rule.Category == Rule.InventoryCategory && !InSource.Contains(rule.Id) && (rule.Id != ProofOfLife || Mode == "None"));

    private static string Cell(string? severity) => severity ?? "default";
}
