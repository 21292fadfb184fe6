namespace Patterns.Analyzers.Recognition;

/// <summary>The names of the properties that every finding carries.</summary>
internal static class FindingProperties
{
    public const string Kind = "kind";
    public const string Pattern = "pattern";
    public const string Role = "role";
    public const string Confidence = "confidence";
    public const string Closest = "closest";
    public const string References = "references";
    public const string Catalog = "catalog";

    /// <summary>Of a convention finding: the documentation id of the member that it stands in.</summary>
    public const string Symbol = "symbol";
}
