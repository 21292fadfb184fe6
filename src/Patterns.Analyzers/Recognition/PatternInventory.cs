namespace Patterns.Analyzers.Recognition;

/// <summary>The types of a project that are known to show a pattern, as its people wrote them down: a pattern's slug, a type's documentation id.</summary>
internal static class PatternInventory
{
    public const string FileName = "PatternInventory.txt";

    public static ListFormat Format { get; } = new(FileName, "a line is a pattern, a documentation id and, if wanted, a remark", Check) { HasScope = true };

    private static ListMistake? Check(ListEntry entry)
    {
        var (slug, id) = entry;
        if (!AllPatterns.BySlug.ContainsKey(slug.Text)) return new(slug.Span, $"there is no pattern '{slug.Text}'");
        return id.Text.StartsWith("T:", StringComparison.Ordinal) ? null
            : new(id.Span, $"'{id.Text}' is not the documentation id of a type: those begin with 'T:'");
    }
}
