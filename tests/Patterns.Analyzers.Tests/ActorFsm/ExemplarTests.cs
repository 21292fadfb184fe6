using Patterns.Analyzers.ActorFsm;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.ActorFsm;

public class ExemplarTests
{
    [Theory]
    [InlineData("TiKV", "RegionPeer", "TiKV", "actor-state-machine")]
    [InlineData("Flink", "ResourceManager", "Flink", "actor")]
    [InlineData("Prometheus", "Group", "Prometheus", "run-group")]
    public async Task Each_row_of_the_catalog_is_told_apart(string exemplar, string type, string closest, string role)
    {
        var found = Assert.Single(await Finds.In<ActorFsmAnalyzer>(Text(exemplar)), finding => finding.Id == "PAT1100");
        Assert.Equal((type, closest, role), (found.Text, found.Closest, found.Role));
    }

    [Theory]
    [InlineData("TiKV")]
    [InlineData("Flink")]
    [InlineData("Prometheus")]
    public async Task Names_are_no_evidence(string exemplar)
    {
        var renamed = Renamer.Rename(Source.Compile(Text(exemplar)));
        Assert.Equal(exemplar, Assert.Single(await Finds.In<ActorFsmAnalyzer>(renamed), finding => finding.Id == "PAT1100").Closest);
    }

    [Fact]
    public async Task No_exemplar_breaks_a_convention() =>
        Assert.DoesNotContain(await Finds.In<ActorFsmAnalyzer>(Source.Compile(Source.Exemplars("ActorFsm").ToArray())), finding => finding.Id != "PAT1100");

    private static string Text(string exemplar) => Source.Exemplars("ActorFsm").Single(source => Path.GetFileNameWithoutExtension(source.Path) == exemplar).Text;
}
