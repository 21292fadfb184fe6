using System.Collections.Immutable;
using Patterns.Analyzers.ReconciliationLoop;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.ReconciliationLoop;

public sealed class ExemplarTests
{
    public static TheoryData<string> Projects => [.. Source.Exemplars("ReconciliationLoop").Select(exemplar => Path.GetFileNameWithoutExtension(exemplar.Path))];

    [Theory]
    [InlineData("Kubernetes", "DeploymentController reconciler")]
    [InlineData("React", "TreeReconciler tree-reconciler")]
    [InlineData("Flink", "JobSupervisor reconciler")]
    public async Task The_types_of_a_row_have_their_parts(string project, string parts) =>
        Assert.Equal(parts, string.Join(", ", (await In(project)).Where(found => found.Id == "PAT1000").Select(found => $"{found.Text} {found.Role}").Order(StringComparer.Ordinal)));

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task A_row_is_closest_to_its_project(string project) => Assert.All(await In(project), found => Assert.Equal(project, found.Closest));

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task No_exemplar_breaks_a_convention(string project) => Assert.DoesNotContain(await In(project), found => found.Id != "PAT1000");

    [Fact]
    public async Task Recognition_does_not_hang_on_names()
    {
        var exemplars = Source.Exemplars("ReconciliationLoop");
        var named = await Finds.In<ReconciliationLoopAnalyzer>(Source.Compile([.. exemplars]));
        var renamed = await Finds.In<ReconciliationLoopAnalyzer>(Renamer.Rename(Source.Compile([.. exemplars])));
        Assert.Equal(named.Length, renamed.Length);
    }

    private static Task<ImmutableArray<Found>> In(string project) =>
        Finds.In<ReconciliationLoopAnalyzer>(Source.Compile([.. Source.Exemplars("ReconciliationLoop").Where(exemplar => Path.GetFileNameWithoutExtension(exemplar.Path) == project)]));
}
