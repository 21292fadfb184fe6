using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Patterns.Tests;

/// <summary>Makes compilations out of test sources: .NET 8, nullable, the usings of a new project.</summary>
internal static class Source
{
    public static CSharpCompilation Compile(params string[] sources) =>
        Compile([.. sources.Select((text, index) => (Path: $"Test{index}.cs", Text: text))]);

    public static CSharpCompilation Compile(params (string Path, string Text)[] sources) => CSharpCompilation.Create(
        "Test",
        sources.Append(TestDefaults.Usings).Select(source => CSharpSyntaxTree.ParseText(source.Text, new(LanguageVersion.Preview), source.Path)),
        References.Net,
        new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The same compilation with ASP.NET Core.</summary>
    public static CSharpCompilation WithWeb(this CSharpCompilation compilation) => compilation.AddReferences(References.Web);

    /// <summary>The same compilation as a program with an entry point.</summary>
    public static CSharpCompilation AsApplication(this CSharpCompilation compilation) =>
        compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication));

    /// <summary>The exemplars of one pattern, one source for each row of the catalog, named by project.</summary>
    public static ImmutableArray<(string Path, string Text)> Exemplars(string pattern) =>
        [.. Directory.EnumerateFiles(Path.Combine(References.RepositoryRoot, "samples", "Exemplars", pattern), "*.cs")
            .Order(StringComparer.Ordinal)
            .Select(path => (path, File.ReadAllText(path)))];
}
