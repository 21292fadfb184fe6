
namespace Patterns.Analyzers.Recognition;

/// <summary>The order in which links are to be registered: names outermost first, <c>*</c> for all others.</summary>
internal sealed class AgreedOrder
{
    private const string Others = "*";

    private readonly List<string> names;

    private AgreedOrder(string text, List<string> names) => (Text, this.names) = (text, names);

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>The order that a setting states; null where it states none or is malformed.</summary>
    public static AgreedOrder? Parse(string text) => Mistake(text) is null ? new(text.Trim(), Split(text)) : null;

    /// <summary>What is wrong with a setting's value, or null.</summary>
    public static string? Mistake(string text)
    {
        var names = Split(text);
        if (names.Any(name => name != Others && !Microsoft.CodeAnalysis.CSharp.SyntaxFacts.IsValidIdentifier(name)))
            return "names separated by commas are expected, and * for all others";
        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != names.Count) return "a name stands there twice";
        return names.Count(name => name != Others) == 0 ? "at least one name is expected" : null;
    }

    /// <summary>The place of a link in the order, smaller is further out; null where the order does not mention it.</summary>
    public int? PlaceOf(string link)
    {
        var place = names.FindIndex(name => Names(link, name));
        if (place < 0) place = names.IndexOf(Others);
        return place < 0 ? null : place;
    }

    /// <summary>True for the name itself and for the name followed by further words: <c>Audit</c> names <c>AuditMiddleware</c>, not
    /// <c>Auditorium</c>.</summary>
    private static bool Names(string link, string name) =>
        link.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (link.Length == name.Length || char.IsUpper(link[name.Length]));

    private static List<string> Split(string text) => text.Split(',').Select(name => name.Trim()).Where(name => name.Length > 0).ToList();
}
