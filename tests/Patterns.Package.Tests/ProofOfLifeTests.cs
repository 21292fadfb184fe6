namespace Patterns.Package.Tests;

/// <summary>A build in which the analyzers did not run does not look like a clean one.</summary>
public abstract class ProofOfLifeTests(FreshPackage package, string frameworks) : IDisposable
{
    private readonly ConsumerProject project = ConsumerProject.OfShop(package, frameworks);

    [Theory]
    [InlineData("Strict", "warning")]
    [InlineData("Enforce", "error")]
    public async Task Build_with_a_log_says_that_the_analyzers_did_not_run(string mode, string severity)
    {
        var build = await project.TryBuildAsync("-p:PatternsSarif=true", "-p:RunAnalyzers=false", $"-p:PatternsMode={mode}");

        Assert.Contains($"Consumer.csproj : {severity} PATM003: ", build.Output, StringComparison.Ordinal);
        Assert.Equal(severity == "warning", build.ExitCode == 0);
    }

    [Fact]
    public async Task Raised_rule_speaks_on_the_console()
    {
        project.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.PAT9900.severity = warning\n");

        var build = await project.TryBuildAsync();

        Assert.Equal(["(0): warning PAT9900"], build.Findings());
        Assert.Matches(@"PAT9900: Patterns\.Analyzers \d+\.\d+\.\d+\S* looked for .*write-ahead-log", build.Output);
    }

    [Fact]
    public async Task Log_of_the_project_itself_stays_and_ours_gives_way()
    {
        var build = await project.TryBuildAsync("-p:PatternsSarif=true", "-p:ErrorLog=own.sarif");

        Assert.Contains("warning PATM002: PatternsSarif writes nothing: the compiler keeps one log, and ErrorLog asks for 'own.sarif'", build.Output, StringComparison.Ordinal);
        Assert.Equal(["own.sarif"], project.Files("*.sarif").Keys);
    }

    public void Dispose()
    {
        project.Dispose();
        GC.SuppressFinalize(this);
    }
}

public sealed class ProofOfLifeOfOneFrameworkTests(FreshPackage package) : ProofOfLifeTests(package, ConsumerProject.OneFramework);

public sealed class ProofOfLifeOfThreeFrameworksTests(FreshPackage package) : ProofOfLifeTests(package, ConsumerProject.ThreeFrameworks);
