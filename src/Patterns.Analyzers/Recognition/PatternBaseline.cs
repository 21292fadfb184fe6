using System.Text.RegularExpressions;

namespace Patterns.Analyzers.Recognition;

/// <summary>The broken conventions that a team has accepted for now: by rule and member, so that an edit elsewhere in the file changes nothing.</summary>
internal static class PatternBaseline
{
    public const string FileName = "PatternBaseline.txt";

    private static readonly Regex ConventionId = new("^PAT(0[1-9]|1[0-5])(?!00)[0-9]{2}$", RegexOptions.CultureInvariant);

    public static ListFormat Format { get; } = new(FileName, "a line is a rule, a documentation id and, if wanted, a remark", Check) { HasScope = true };

    /// <summary>The number of the pattern that a rule belongs to.</summary>
    public static int PatternOf(string rule) => (rule[3] - '0') * 10 + (rule[4] - '0');

    private static ListMistake? Check(ListEntry entry)
    {
        var (rule, id) = entry;
        if (!ConventionId.IsMatch(rule.Text)) return new(rule.Span, $"'{rule.Text}' is not the id of a convention");
        return id.Text.Length > 2 && id.Text[1] == ':' ? null : new(id.Span, $"'{id.Text}' is not a documentation id");
    }
}
