using System.Collections.Immutable;
using System.IO;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Patterns.Analyzers.Recognition;

/// <summary>A text file beside the project with one entry a line; blank lines and lines that begin with <c>#</c> are comments.</summary>
internal sealed class ListFile(AdditionalText file, SourceText text)
{
    public string Path => file.Path;

    /// <summary>The lines that are entries, without surrounding white space, each with its place.</summary>
    public IEnumerable<(string Text, Location Location)> Entries
    {
        get
        {
            foreach (var line in text.Lines)
            {
                var content = text.ToString(line.Span).Trim('\uFEFF', ' ', '\t', '\r');
                if (content.Length == 0 || content[0] == '#') continue;
                var span = new TextSpan(line.Start + text.ToString(line.Span).IndexOf(content, StringComparison.Ordinal), content.Length);
                yield return (content, Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span)));
            }
        }
    }

    /// <summary>The additional files of that name that can be read.</summary>
    public static ImmutableArray<ListFile> Named(string name, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<ListFile>();
        foreach (var file in options.AdditionalFiles)
            if (System.IO.Path.GetFileName(file.Path).Equals(name, StringComparison.OrdinalIgnoreCase) && file.GetText(cancellationToken) is { } text)
                found.Add(new(file, text));
        return found.ToImmutable();
    }
}
