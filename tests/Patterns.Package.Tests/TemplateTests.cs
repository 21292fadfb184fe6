namespace Patterns.Package.Tests;

/// <summary>A new program hears little: three recognitions at the most, and no word about conventions.</summary>
public sealed class TemplateTests(FreshPackage package)
{
    [Theory]
    [InlineData("webapi", "--no-openapi")]
    [InlineData("worker")]
    [InlineData("blazor")]
    public async Task A_new_program_hears_little(string template, params string[] options)
    {
        using var project = await ConsumerProject.OfTemplateAsync(package, template, options);

        await project.BuildAsync();

        var findings = project.Findings().Where(finding => finding.Rule.StartsWith("PAT", StringComparison.Ordinal)).ToLookup(finding => finding.Properties.GetValueOrDefault("kind"));
        Assert.InRange(findings["recognition"].Count(), 0, 3);
        Assert.Empty(findings["convention"]);
    }
}
