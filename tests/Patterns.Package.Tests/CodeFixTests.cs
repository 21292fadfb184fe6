namespace Patterns.Package.Tests;

public sealed class CodeFixTests(FreshPackage package)
{
    [Fact]
    public async Task Dotnet_format_applies_a_fix_of_the_package()
    {
        using var project = new ConsumerProject(package);

        await project.FixAsync("PAT0402");
        await project.BuildAsync();

        Assert.Contains("file.Flush(flushToDisk: true);", project.Read("Journal/OrderJournal.cs"), StringComparison.Ordinal);
        Assert.DoesNotContain(project.Findings(), finding => finding.Rule == "PAT0402");
    }
}
