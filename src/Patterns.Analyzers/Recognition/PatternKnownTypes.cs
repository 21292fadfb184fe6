using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace Patterns.Analyzers.Recognition;

/// <summary>
/// The file in which a team teaches the recognisers its own framework: "[Shop.IStep] = middleware-chain/link" says that whatever is, derives from
/// or implements the type is a link; "[Shop.Journal]::Append = write-ahead-log/logged-store" says that whatever calls the member is a logged store.
/// Types bear their metadata names: "Shop.IStep`2", "Shop.Outer+Inner".
/// </summary>
internal static class PatternKnownTypes
{
    public const string FileName = "PatternKnownTypes.txt";

    private static readonly Regex Subject = new(@"^\[(?<type>[^\[\]:]+)\](::(?<member>\w+))?$", RegexOptions.CultureInvariant);

    /// <summary>One subject has one role in a pattern, and may have another in another pattern.</summary>
    public static ListFormat Format { get; } = new(FileName, "a line is [Namespace.Type] or [Namespace.Type]::Member, then = and pattern/role", Check)
    {
        Sign = '=',
        SubjectOf = entry => (entry.Key.Text, SlugOf(entry)),
    };

    public static string SlugOf(ListEntry entry) => entry.Value.Text.Split('/')[0];

    /// <summary>The role that an entry which counts teaches.</summary>
    public static Role RoleOf(ListEntry entry) => FindRole(AllPatterns.BySlug[SlugOf(entry)], entry.Value.Text.Split('/')[1])!;

    /// <summary>The metadata name of the type that an entry is about.</summary>
    public static ListWord TypeOf(ListEntry entry) => Part(entry, "type")!.Value;

    /// <summary>The name of the member that an entry is about; null when it is about the type.</summary>
    public static ListWord? MemberOf(ListEntry entry) => Part(entry, "member");

    private static ListWord? Part(ListEntry entry, string name) => Subject.Match(entry.Key.Text).Groups[name] is { Success: true } part
        ? new(part.Value, new TextSpan(entry.Key.Span.Start + part.Index, part.Length))
        : null;

    private static ListMistake? Check(ListEntry entry)
    {
        var (subject, lesson) = entry;
        if (!Subject.IsMatch(subject.Text)) return new(subject.Span, $"'{subject.Text}' is not of the form [Namespace.Type] or [Namespace.Type]::Member");
        if (lesson.Text.Split('/') is not [var slug, var role]) return new(lesson.Span, $"'{lesson.Text}' is not of the form pattern/role");
        if (!AllPatterns.BySlug.TryGetValue(slug, out var pattern)) return new(lesson.Span, $"there is no pattern '{slug}'");
        if (FindRole(pattern, role) is not null) return null;
        return new(lesson.Span,
            $"'{slug}' has no role '{role}', but {string.Join(", ", pattern.Roles.Select(known => known.Id).OrderBy(id => id, StringComparer.Ordinal))}");
    }

    private static Role? FindRole(PatternAnalyzer pattern, string id) => pattern.Roles.FirstOrDefault(role => role.Id == id);
}
