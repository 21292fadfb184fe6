using System.Collections.Immutable;
using Patterns.Analyzers.Reactor;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Reactor;

public sealed class ExemplarTests
{
    public static TheoryData<string> Projects => [.. Source.Exemplars("Reactor").Select(exemplar => Path.GetFileNameWithoutExtension(exemplar.Path))];

    [Theory]
    [InlineData("Alacritty", "WindowLoop event-loop")]
    [InlineData("Bun", "CompletionLoop event-loop")]
    [InlineData("Deno", "JsRuntimeLoop event-loop")]
    [InlineData("Envoy", "Server loop-group, WorkerLoop event-loop")]
    [InlineData("Kafka", "Acceptor acceptor")]
    [InlineData("Redis", "AeLoop event-loop")]
    [InlineData("Tokio", "IoDriver event-loop")]
    public async Task The_type_of_a_row_has_its_part(string project, string part) =>
        Assert.Equal(part, string.Join(", ", (await In(project)).Where(found => found.Id == "PAT0300").Select(found => $"{found.Text} {found.Role}").Order(StringComparer.Ordinal)));

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task A_row_is_closest_to_its_project(string project) => Assert.All(await In(project), found => Assert.Equal(project, found.Closest));

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task No_exemplar_breaks_a_convention(string project) => Assert.DoesNotContain(await In(project), found => found.Id != "PAT0300");

    [Fact]
    public async Task Recognition_does_not_hang_on_names()
    {
        var exemplars = Source.Exemplars("Reactor");
        var named = await Finds.In<ReactorAnalyzer>(Source.Compile([.. exemplars]));
        var renamed = await Finds.In<ReactorAnalyzer>(Renamer.Rename(Source.Compile([.. exemplars])));
        Assert.Equal(named.Length, renamed.Length);
    }

    private static Task<ImmutableArray<Found>> In(string project) =>
        Finds.In<ReactorAnalyzer>(Source.Compile([.. Source.Exemplars("Reactor").Where(exemplar => Path.GetFileNameWithoutExtension(exemplar.Path) == project)]));
}
