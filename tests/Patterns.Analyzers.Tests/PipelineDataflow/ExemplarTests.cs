using System.Collections.Immutable;
using Patterns.Analyzers.PipelineDataflow;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.PipelineDataflow;

public class ExemplarTests
{
    public static TheoryData<string> Projects => [.. Source.Exemplars("PipelineDataflow").Select(exemplar => Path.GetFileNameWithoutExtension(exemplar.Path))];

    [Theory]
    [InlineData("Airflow", "Scheduler driver")]
    [InlineData("CockroachDB", "Sql stage")]
    [InlineData("DuckDB", "PipelineExecutor driver")]
    [InlineData("Envoy", "Listener driver")]
    [InlineData("Flink", "KeyedSum stage, Map stage")]
    [InlineData("OpenTelemetryCollector", "BatchProcessor stage")]
    [InlineData("Spark", "Optimizer driver")]
    [InlineData("Trivy", "Scan driver")]
    public async Task The_types_of_a_row_have_their_parts(string project, string parts) =>
        Assert.Equal(parts, string.Join(", ", (await In(project)).Where(found => found.Id == "PAT0200").Select(found => $"{found.Text} {found.Role}").Order(StringComparer.Ordinal)));

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task A_row_is_closest_to_its_project(string project) =>
        Assert.All(await In(project), found => Assert.Equal(project, found.Closest!.Replace(" ", "")));

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task No_exemplar_breaks_a_convention(string project) => Assert.DoesNotContain(await In(project), found => found.Id != "PAT0200");

    [Fact]
    public async Task Recognition_does_not_hang_on_names()
    {
        var exemplars = Source.Exemplars("PipelineDataflow");
        var named = await Finds.In<PipelineAnalyzer>(Source.Compile([.. exemplars]));
        var renamed = await Finds.In<PipelineAnalyzer>(Renamer.Rename(Source.Compile([.. exemplars])));
        Assert.True(renamed.Length >= 0.8 * named.Length, $"{renamed.Length} of {named.Length} kept: {string.Join(", ", renamed)}");
    }

    private static Task<ImmutableArray<Found>> In(string project) =>
        Finds.In<PipelineAnalyzer>(Source.Compile([.. Source.Exemplars("PipelineDataflow").Where(exemplar => Path.GetFileNameWithoutExtension(exemplar.Path) == project)]));
}
