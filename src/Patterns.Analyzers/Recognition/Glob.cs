using System.Text.RegularExpressions;

namespace Patterns.Analyzers.Recognition;

/// <summary>A name pattern as people write it in settings: <c>*</c> stands for any characters, all else for itself; several are separated by commas.</summary>
internal sealed class Glob
{
    private readonly string[] alternatives;
    private readonly Regex regex;

    public Glob(string text)
    {
        Text = text.Trim();
        alternatives = Text.Split(',').Select(part => part.Trim()).Where(part => part.Length > 0).ToArray();
        regex = new("^(" + string.Join("|", alternatives.Select(part => Regex.Escape(part).Replace("\\*", ".*"))) + ")$", RegexOptions.CultureInvariant);
    }

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>True when nothing was written that could match.</summary>
    public bool IsEmpty => alternatives.Length == 0;

    public bool Matches(string name) => regex.IsMatch(name);

    /// <summary>A name that matches, made from one that does not: <c>*Middleware</c> makes <c>LoggingMiddleware</c> of <c>Logging</c>. Null where that cannot
    /// be told.</summary>
    public string? Complete(string name)
    {
        if (alternatives.Length != 1 || alternatives[0].Count(c => c == '*') != 1) return null;
        var star = alternatives[0].IndexOf('*');
        var completed = alternatives[0].Substring(0, star) + name + alternatives[0].Substring(star + 1);
        return Microsoft.CodeAnalysis.CSharp.SyntaxFacts.IsValidIdentifier(completed) ? completed : null;
    }
}
