namespace Patterns.Tests;

/// <summary>
/// Parts of a text file that are rendered from code. They stand between two marks that bear their name; what stands outside is written by hand.
/// </summary>
internal static class GeneratedRegions
{
    private const string UpdateSwitch = "PATTERNS_UPDATE_DOCS";

    /// <summary>An empty region, for the first version of a file.</summary>
    public static string Empty(string name) => Begin(name) + "\n" + End(name) + "\n";

    /// <summary>The text with another content between the marks of that name.</summary>
    public static string Replace(string text, string name, string content)
    {
        var (start, end) = Find(text, name);
        return text[..start] + content.TrimEnd('\n') + "\n" + text[end..];
    }

    /// <summary>Fails if the region of a file is not as rendered, unless the environment asks for the file to be brought up to date.</summary>
    /// <param name="path">The file, relative to the repository.</param>
    /// <param name="name">The region.</param>
    /// <param name="rendering">What should stand in it.</param>
    /// <param name="skeleton">What a file that does not exist yet begins as.</param>
    public static void Verify(string path, string name, string rendering, string skeleton = "")
    {
        var before = Read(path);
        Update(path, before, Replace(before ?? skeleton, name, rendering));
    }

    /// <summary>The same for a file that is rendered from its first line to its last.</summary>
    /// <param name="path">The file, relative to the repository.</param>
    /// <param name="rendering">What should stand in it.</param>
    public static void VerifyFile(string path, string rendering) => Update(path, Read(path), rendering);

    private static string? Read(string path)
    {
        var file = Path.Combine(References.RepositoryRoot, path);
        return File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : null;
    }

    private static void Update(string path, string? actual, string expected)
    {
        if (actual == expected) return;
        if (Environment.GetEnvironmentVariable(UpdateSwitch) != "1")
            Assert.Fail($"{path} is not what the code says. Run this test with {UpdateSwitch}=1 and commit the change. Expected:\n{expected}");
        var file = Path.Combine(References.RepositoryRoot, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, expected);
    }

    private static (int Start, int End) Find(string text, string name)
    {
        var start = text.IndexOf(Begin(name) + "\n", StringComparison.Ordinal);
        var end = text.IndexOf(End(name), StringComparison.Ordinal);
        if (start < 0 || end < start) throw new InvalidDataException($"The text lacks the marks of the region '{name}'.");
        return (start + Begin(name).Length + 1, end);
    }

    private static string Begin(string name) => $"<!-- generated:begin {name} -->";

    private static string End(string name) => $"<!-- generated:end {name} -->";
}
