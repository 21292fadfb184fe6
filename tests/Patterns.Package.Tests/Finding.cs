using System.Text.Json;

namespace Patterns.Package.Tests;

/// <summary>One result of the compiler's SARIF log.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Level">The SARIF level: <c>note</c>, <c>warning</c> or <c>error</c>.</param>
/// <param name="Message">What the finding says.</param>
/// <param name="HelpUri">The help link of the rule.</param>
/// <param name="File">The name of the file, without folders; empty where a finding has no place.</param>
/// <param name="Line">The line, counted from one; zero where a finding has no place.</param>
/// <param name="Evidence">How many further locations prove it.</param>
/// <param name="Properties">The properties that the analyzer attached.</param>
public sealed record Finding(string Rule, string Level, string Message, string? HelpUri, string File, int Line, int Evidence, IReadOnlyDictionary<string, string> Properties)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}({Line}): {Level} {Rule}";

    /// <summary>The results in a SARIF 2.1 log of our own rules.</summary>
    public static List<Finding> Read(string sarif)
    {
        using var log = JsonDocument.Parse(System.IO.File.ReadAllText(sarif));
        var run = log.RootElement.GetProperty("runs")[0];
        var helpUris = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()
            .ToDictionary(rule => rule.GetProperty("id").GetString()!, rule => Text(rule, "helpUri"));
        return [.. run.GetProperty("results").EnumerateArray().Select(result => Read(result, helpUris)).Where(finding => finding.Rule.StartsWith("PAT", StringComparison.Ordinal))];
    }

    private static Finding Read(JsonElement result, Dictionary<string, string?> helpUris)
    {
        var rule = result.GetProperty("ruleId").GetString()!;
        JsonElement? place = result.TryGetProperty("locations", out var locations) ? locations[0].GetProperty("physicalLocation") : null;
        return new Finding(
            rule,
            Text(result, "level") ?? "warning",
            result.GetProperty("message").GetProperty("text").GetString()!,
            helpUris.GetValueOrDefault(rule),
            Path.GetFileName(place?.GetProperty("artifactLocation").GetProperty("uri").GetString()) ?? "",
            place?.GetProperty("region").GetProperty("startLine").GetInt32() ?? 0,
            result.TryGetProperty("relatedLocations", out var related) ? related.GetArrayLength() : 0,
            Custom(result));
    }

    private static Dictionary<string, string> Custom(JsonElement result) =>
        result.TryGetProperty("properties", out var properties) && properties.TryGetProperty("customProperties", out var custom)
            ? custom.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.GetString()!)
            : [];

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
