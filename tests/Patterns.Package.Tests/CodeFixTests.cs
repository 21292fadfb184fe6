namespace Patterns.Package.Tests;

public sealed class CodeFixTests(FreshPackage package)
{
    /// <summary>Rules of one analyzer and of another: <c>dotnet format</c> treats them differently.</summary>
    private static readonly string[] Fixable = ["PAT0101", "PAT0401", "PAT0402"];

    [Fact]
    public async Task Dotnet_format_applies_the_fixes_of_the_package()
    {
        using var project = ConsumerProject.OfSample(package);

        await project.FixAsync(Fixable);
        await project.BuildAsync();

        Assert.Contains("file.Flush(flushToDisk: true);", project.Read("Journal/OrderJournal.cs"), StringComparison.Ordinal);
        Assert.DoesNotContain(project.Findings(), finding => Fixable.Contains(finding.Rule));
    }
}
