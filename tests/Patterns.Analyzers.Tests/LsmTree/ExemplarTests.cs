using System.Collections.Immutable;
using Patterns.Analyzers.LsmTree;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.LsmTree;

public class ExemplarTests
{
    public static TheoryData<string> Projects => [.. Source.Exemplars("LsmTree").Select(exemplar => Path.GetFileNameWithoutExtension(exemplar.Path))];

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task The_engine_of_a_row_is_recognised_as_closest_to_its_project(string project) =>
        Assert.Equal(project, Assert.Single(await In(project), found => found.Role == "engine").Closest);

    [Theory]
    [InlineData("RocksDB", "Database engine, Levels compactor, MemoryTable memtable, SortedFile run")]
    [InlineData("TiKV", "KeyFile run, KeySpace engine, TransactionalStore client")]
    [InlineData("CockroachDB", "BlockTable run, NativeEngine engine")]
    [InlineData("Prometheus", "Block run, Head memtable, SeriesStore engine")]
    [InlineData("Dgraph", "KeyTable run, SeparatedStore engine")]
    public async Task The_parts_of_a_row(string project, string parts) =>
        Assert.Equal(parts, string.Join(", ", (await In(project)).Where(found => found.Id == "PAT0500").Select(found => $"{found.Text} {found.Role}").Order(StringComparer.Ordinal)));

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task No_exemplar_breaks_a_convention(string project) => Assert.DoesNotContain(await In(project), found => found.Id != "PAT0500");

    [Fact]
    public async Task Recognition_does_not_hang_on_names()
    {
        var exemplars = Source.Exemplars("LsmTree");
        var named = await Finds.In<LsmTreeAnalyzer>(Source.Compile([.. exemplars]));
        var renamed = await Finds.In<LsmTreeAnalyzer>(Renamer.Rename(Source.Compile([.. exemplars])));
        Assert.True(renamed.Length >= 0.8 * named.Length, $"{renamed.Length} of {named.Length} kept: {string.Join(", ", renamed)}");
    }

    private static Task<ImmutableArray<Found>> In(string project) =>
        Finds.In<LsmTreeAnalyzer>(Source.Compile([.. Source.Exemplars("LsmTree").Where(exemplar => Path.GetFileNameWithoutExtension(exemplar.Path) == project)]));
}
