using Microsoft.CodeAnalysis.CSharp;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.PluginArchitecture;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.PluginArchitecture;

public sealed class ExemplarTests
{
    public static TheoryData<string> Rows => [.. PatternCatalog.PluginArchitecture.Rows.Select(row => row.Project.Name)];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task The_top_type_is_recognised_and_named_after_its_row(string project)
    {
        var source = Text(project);

        var found = Assert.Single(await Plugins.Found(source));

        Assert.Equal((project, FirstClass(source)), (found.Closest, found.Text));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Nothing_in_an_exemplar_breaks_a_convention(string project) =>
        Assert.DoesNotContain(await Finds.In<PluginArchitectureAnalyzer>(Text(project)), found => found["kind"] == "convention");

    [Fact]
    public async Task Four_of_five_are_recognised_without_their_words()
    {
        var exemplars = Source.Exemplars("PluginArchitecture");
        var recognised = 0;
        foreach (var (_, text) in exemplars)
            if ((await Finds.In<PluginArchitectureAnalyzer>(Renamer.Rename(Source.Compile(text)))).Any(found => found.Id == "PAT0100")) recognised++;

        Assert.InRange(recognised, 0.8 * exemplars.Length, exemplars.Length);
    }

    private static string Text(string project) => Source.Exemplars("PluginArchitecture").Single(exemplar => Path.GetFileNameWithoutExtension(exemplar.Path) == project).Text;

    private static string FirstClass(string source) => CSharpSyntaxTree.ParseText(source, cancellationToken: TestContext.Current.CancellationToken)
        .GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.ClassDeclarationSyntax>().First().Identifier.Text;
}
