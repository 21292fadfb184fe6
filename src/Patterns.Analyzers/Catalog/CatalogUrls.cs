namespace Patterns.Analyzers.Catalog;

/// <summary>The one place where addresses are formed.</summary>
public static class CatalogUrls
{
    private const string Source = "https://github.com/thxtech/ossarch/blob/main/";

    /// <summary>The source document of the catalog.</summary>
    public const string Document = Source + "docs/PATTERNS.md";

    /// <summary>The entry of a pattern in the source document.</summary>
    public static string Entry(string anchor) => Document + "#" + anchor;

    /// <summary>The report of a reference project.</summary>
    public static string Report(string project) => Source + "oss/" + project + "/README.md";
}
