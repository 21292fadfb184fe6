using System.Collections.Immutable;
using Patterns.Analyzers.Sidecar;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Sidecar;

public sealed class ExemplarTests
{
    [Fact]
    public async Task Each_type_of_the_row_has_its_part() => Assert.Equal(
        ["SidecarEndpoint locator", "InvocationClient client", "SidecarProcess launcher", "SidecarInjector configurator"],
        (await Exemplar()).Where(found => found.Id == "PAT1400").Select(found => $"{found.Text} {found.Role}"));

    [Fact]
    public async Task The_row_is_closest_to_its_project() => Assert.All(await Exemplar(), found => Assert.Equal("Dapr", found.Closest));

    [Fact]
    public async Task It_breaks_no_convention() => Assert.DoesNotContain(await Exemplar(), found => found.Id != "PAT1400");

    [Fact]
    public async Task Recognition_does_not_hang_on_names()
    {
        var compilation = Source.Compile([.. Source.Exemplars("Sidecar")]);
        var named = await Finds.In<SidecarAnalyzer>(compilation);
        var renamed = await Finds.In<SidecarAnalyzer>(Renamer.Rename(compilation));
        Assert.True(renamed.Length >= 0.8 * named.Length, $"{renamed.Length} of {named.Length}");
    }

    private static Task<ImmutableArray<Found>> Exemplar() => Finds.In<SidecarAnalyzer>(Source.Compile([.. Source.Exemplars("Sidecar")]));
}
