using System.Text.RegularExpressions;

namespace Patterns.Package.Tests;

/// <summary>The sample does what it says: it works, and it breaks exactly the rules that its comments name.</summary>
[Collection<ConsumerCollection>]
public sealed partial class SampleTests(Consumer consumer)
{
    [Fact]
    public void Violations_are_those_that_the_comments_name()
    {
        var found = consumer.Findings.Where(finding => finding.Properties["kind"] == "convention").Select(finding => $"{finding.File}({finding.Line}): {finding.Rule}");

        Assert.Equal(ConsumerProject.SampleSources().SelectMany(Named).Order(), found.Order());
    }

    [Fact]
    public void Readme_quotes_findings_as_they_are()
    {
        var quotes = Quotation().Matches(File.ReadAllText(Path.Combine(Settings.RepositoryRoot, "README.md"))).Select(quote => quote.Result("$1$2: $3")).ToList();
        var said = consumer.Findings.Select(finding => $"{finding.File}({finding.Line}): {finding.Rule}: {finding.Message} ({finding.HelpUri})").ToList();

        Assert.NotEmpty(quotes);
        Assert.All(quotes, quote => Assert.Contains(quote, said));
    }

    [Fact]
    public async Task A_second_run_recovers_the_orders_of_the_first()
    {
        await consumer.RunAsync("ada:mouse:1", "ada:keyboard:2");

        Assert.StartsWith("2 orders recovered", await consumer.RunAsync("cancel:1"), StringComparison.Ordinal);
    }

    /// <summary>The violations that comments announce, each on the line below its comment.</summary>
    private static IEnumerable<string> Named(string file) =>
        from line in File.ReadLines(file).Index()
        let comment = Announcement().Match(line.Item)
        where comment.Success
        select $"{Path.GetFileName(file)}({line.Index + 2}): {comment.Groups[1].Value}";

    [GeneratedRegex(@"(\w+\.cs\(\d+),\d+(\)): warning (PAT.*)")]
    private static partial Regex Quotation();

    [GeneratedRegex(@"^\s*// violates (PAT\d{4}): ")]
    private static partial Regex Announcement();
}
