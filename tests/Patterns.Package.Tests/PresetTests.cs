namespace Patterns.Package.Tests;

/// <summary>What each value of <c>PatternsMode</c> makes of a build. The tests share a project, so that each is also a change of the mode between two builds.</summary>
public abstract class PresetTests : IDisposable
{
    private readonly ConsumerProject project;
    private readonly string[] frameworks;

    private static readonly string[] Conventions = ["Journal.cs(31): {0} PAT0404", "Journal.cs(33): {0} PAT0402"];
    private static readonly string[] Agreements = ["PatternInventory.txt(2): {0} PAT9002", "PatternInventory.txt(3): {0} PAT9003", "Stock.cs(5): {0} PAT9001"];

    protected PresetTests(FreshPackage package, string frameworks)
    {
        this.frameworks = frameworks.Split(';');
        project = ConsumerProject.OfShop(package, frameworks);
        project.Write("PatternInventory.txt", "write-ahead-log T:Shop.Journal\nwrite-ahead-log T:Shop.Lost\nno pattern\n");
    }

    [Fact]
    public async Task Modes_set_the_severities_of_a_build_one_after_the_other()
    {
        await Says("None");
        await Says("Recommended", warnings: Agreements);
        await Says("Hint");
        await Says("Strict", warnings: [.. Agreements, .. Conventions]);
        await Says("enforce", errors: [.. Agreements, .. Conventions]);
    }

    [Fact]
    public async Task Settings_of_the_user_win()
    {
        project.Write("Directory.Build.targets", "<Project><PropertyGroup><PatternsMode>Enforce</PatternsMode></PropertyGroup></Project>");
        project.Write(".editorconfig", """
            [*.cs]
            dotnet_analyzer_diagnostic.category-PatternConvention.severity = suggestion
            dotnet_diagnostic.PAT0402.severity = warning
            dotnet_diagnostic.PAT9001.severity = none
            """);
        project.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.PAT9002.severity = warning\ndotnet_diagnostic.PAT9003.severity = none\n");

        await Says(mode: null, warnings: [Conventions[1], Agreements[0]]);
    }

    [Fact]
    public async Task Unknown_mode_is_an_error_that_names_the_modes()
    {
        var build = await project.TryBuildAsync("-p:PatternsMode=Strickt");

        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("Consumer.csproj : error PATM001: There is no PatternsMode 'Strickt'; it is None, Hint, Recommended, Strict or Enforce", build.Output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        project.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task Says(string? mode, string[]? warnings = null, string[]? errors = null)
    {
        var build = await project.TryBuildAsync(mode is null ? [] : [$"-p:PatternsMode={mode}"]);
        var expected = Format("warning", warnings).Concat(Format("error", errors)).Order(StringComparer.Ordinal).ToArray();

        Assert.All(frameworks, framework => Assert.Equal(expected, build.Findings(framework)));
        Assert.Equal(errors is null, build.ExitCode == 0);
    }

    private static IEnumerable<string> Format(string severity, string[]? findings) => (findings ?? []).Select(finding => string.Format(null, finding, severity));
}

public sealed class PresetOfOneFrameworkTests(FreshPackage package) : PresetTests(package, ConsumerProject.OneFramework);

public sealed class PresetOfThreeFrameworksTests(FreshPackage package) : PresetTests(package, ConsumerProject.ThreeFrameworks);
