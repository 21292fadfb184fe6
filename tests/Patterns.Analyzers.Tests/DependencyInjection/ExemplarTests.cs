using Patterns.Analyzers.DependencyInjection;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.DependencyInjection;

public class ExemplarTests
{
    [Theory]
    [InlineData("Angular", "Injector")]
    [InlineData("Backstage", "Program")]
    [InlineData("Dapr", "StateRegistration")]
    [InlineData("Gitea", "PartsFactory")]
    public async Task Each_row_of_the_catalog_is_told_apart(string project, string type)
    {
        var found = Assert.Single(await Services.Find("PAT1500", Text(project)));
        Assert.Equal((type, project, "high"), (found.Text, found.Closest, found.Confidence));
    }

    [Theory]
    [InlineData("Angular")]
    [InlineData("Backstage")]
    [InlineData("Dapr")]
    [InlineData("Gitea")]
    public async Task Names_are_no_evidence(string project) =>
        Assert.Single(await Services.Find("PAT1500", Renamer.Rename(Source.Compile(Text(project)).WithWeb())));

    [Fact]
    public async Task No_exemplar_breaks_a_convention() =>
        Assert.DoesNotContain(await Finds.In<DependencyInjectionAnalyzer>(Source.Compile([.. Source.Exemplars("DependencyInjection")]).WithWeb()), found => found["kind"] == "convention");

    private static string Text(string project) => Source.Exemplars("DependencyInjection").Single(exemplar => Path.GetFileNameWithoutExtension(exemplar.Path) == project).Text;
}
