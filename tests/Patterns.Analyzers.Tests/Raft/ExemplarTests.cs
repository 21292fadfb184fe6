using Patterns.Analyzers.Raft;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Raft;

public class ExemplarTests
{
    [Theory]
    [InlineData("Etcd", "Core", "etcd")]
    [InlineData("TiKV", "RegionGroup", "TiKV")]
    [InlineData("TiKV", "Store", "TiKV")]
    [InlineData("CockroachDB", "RangeGroup", "CockroachDB")]
    [InlineData("Kafka", "QuorumController", "Kafka")]
    [InlineData("Consul", "KeyValueStore", "Consul")]
    [InlineData("Dgraph", "Zero", "Dgraph")]
    public async Task Each_row_of_the_catalog_is_told_apart(string exemplar, string type, string closest)
    {
        var found = await Finds.In<RaftAnalyzer>(Text(exemplar));
        Assert.Equal(closest, found.Single(finding => finding.Id == "PAT0600" && finding.Text == type).Closest);
    }

    [Theory]
    [InlineData("Etcd", 1)]
    [InlineData("TiKV", 2)]
    [InlineData("CockroachDB", 2)]
    [InlineData("Kafka", 1)]
    [InlineData("Consul", 2)]
    [InlineData("Dgraph", 2)]
    public async Task Names_are_no_evidence(string exemplar, int types)
    {
        var renamed = Renamer.Rename(Source.Compile(Text(exemplar)));
        Assert.Equal(types, (await Finds.In<RaftAnalyzer>(renamed)).Count(finding => finding.Id == "PAT0600"));
    }

    [Fact]
    public async Task No_exemplar_breaks_a_convention() =>
        Assert.DoesNotContain(await Finds.In<RaftAnalyzer>(Source.Compile(Source.Exemplars("Raft").ToArray())), finding => finding.Id != "PAT0600");

    private static string Text(string exemplar) => Source.Exemplars("Raft").Single(source => Path.GetFileNameWithoutExtension(source.Path) == exemplar).Text;
}
