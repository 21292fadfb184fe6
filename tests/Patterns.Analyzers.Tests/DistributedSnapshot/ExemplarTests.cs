using Patterns.Analyzers.DistributedSnapshot;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.DistributedSnapshot;

public class ExemplarTests
{
    [Theory]
    [InlineData("Flink", "SumByKey", "participant")]
    [InlineData("Flink", "CheckpointCoordinator", "coordinator")]
    [InlineData("Kafka", "GroupMember", "position-tracker")]
    [InlineData("Kafka", "ParallelMember", "position-tracker")]
    [InlineData("Kafka", "OffsetFiles", "checkpoint-store")]
    [InlineData("Spark", "WordCounts", "coordinator")]
    public async Task Each_row_of_the_catalog_is_told_apart(string exemplar, string type, string role)
    {
        var finding = (await Snapshots.Find("PAT1200", Text(exemplar))).Single(found => found.Text == type);
        Assert.Equal((exemplar, role), (finding.Closest, finding.Role));
    }

    [Theory]
    [InlineData("Flink", 2)]
    [InlineData("Kafka", 3)]
    [InlineData("Spark", 1)]
    public async Task Names_are_no_evidence(string exemplar, int types)
    {
        var renamed = Renamer.Rename(Source.Compile(Text(exemplar)));
        Assert.Equal(types, (await Finds.In<DistributedSnapshotAnalyzer>(renamed)).Count(finding => finding.Id == "PAT1200"));
    }

    [Fact]
    public async Task No_exemplar_breaks_a_convention() => Assert.DoesNotContain(
        await Finds.In<DistributedSnapshotAnalyzer>(Source.Compile(Source.Exemplars("DistributedSnapshot").ToArray())), finding => finding.Id != "PAT1200");

    private static string Text(string exemplar) => Source.Exemplars("DistributedSnapshot").Single(source => Path.GetFileNameWithoutExtension(source.Path) == exemplar).Text;
}
