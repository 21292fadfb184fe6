using Patterns.Analyzers.MiddlewareChain;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.MiddlewareChain;

public class ExemplarTests
{
    public static TheoryData<string> Projects => [.. Source.Exemplars("MiddlewareChain").Select(exemplar => Path.GetFileNameWithoutExtension(exemplar.Path))];

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task Every_finding_in_an_exemplar_is_closest_to_its_project(string project)
    {
        var found = await Finds.In<MiddlewareChainAnalyzer>(Source.Compile(Exemplar(project)));
        Assert.All(found.Where(finding => finding.Id == "PAT0800"), finding => Assert.Equal(project, finding.Closest, ignoreCase: true));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task An_exemplar_breaks_no_convention(string project) =>
        Assert.All(await Finds.In<MiddlewareChainAnalyzer>(Source.Compile(Exemplar(project))), finding => Assert.Equal("PAT0800", finding.Id));

    [Theory]
    [InlineData("Envoy", "Exchange, ExternalAuthorization, HeaderRewriter")]
    [InlineData("CoreDNS", "ResolverRow, HostsFile, FailureGuard")]
    [InlineData("Caddy", "Route, Layers")]
    [InlineData("Kubernetes", "AdmissionChain")]
    [InlineData("Etcd", "QuotaApplier, AuthorizedApplier")]
    public async Task The_links_and_builders_of_an_exemplar_are_recognised(string project, string types)
    {
        var found = await Finds.In<MiddlewareChainAnalyzer>(Source.Compile(Exemplar(project)));
        Assert.Equal(types, string.Join(", ", found.Where(finding => finding.Id == "PAT0800").Select(finding => finding.Text)));
    }

    [Fact]
    public async Task Recognition_survives_the_loss_of_every_name()
    {
        var exemplars = Source.Compile([.. Source.Exemplars("MiddlewareChain")]);
        var named = await Finds.In<MiddlewareChainAnalyzer>(exemplars);
        var nameless = await Finds.In<MiddlewareChainAnalyzer>(Renamer.Rename(exemplars));
        Assert.InRange(nameless.Length, Math.Ceiling(0.8 * named.Length), named.Length);
    }

    private static (string Path, string Text) Exemplar(string project) =>
        Source.Exemplars("MiddlewareChain").Single(exemplar => Path.GetFileNameWithoutExtension(exemplar.Path) == project);
}
