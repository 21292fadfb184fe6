namespace Patterns.Package.Tests;

/// <summary>What a user sees who adds the package and builds.</summary>
[Collection<ConsumerCollection>]
public sealed class ConsumerTests(Consumer consumer)
{
    [Theory]
    [InlineData("AD0001")] // an analyzer threw
    [InlineData("CS8032")] // an analyzer could not be created
    [InlineData("CS8034")] // its assembly could not be loaded
    [InlineData("CS9057")] // its assembly wants a newer compiler
    public void Compiler_has_no_complaint_about_the_analyzers(string id) => Assert.DoesNotContain(id, consumer.Console, StringComparison.Ordinal);

    [Fact]
    public void Broken_convention_is_a_warning_with_its_link_on_the_console() =>
        Assert.Matches(@"OrderJournal\.cs\(\d+,\d+\): warning PAT0402: .* \(https://github\.com/.*#write-ahead-log-wal\)", consumer.Console);

    [Fact]
    public void Recognitions_stay_off_the_console() => Assert.DoesNotMatch("PAT[01][0-9]00", consumer.Console);

    [Theory]
    [InlineData("PAT0100", "PluginLoader.cs", "plugin-architecture")]
    [InlineData("PAT0100", "PricingRegistry.cs", "plugin-architecture")]
    [InlineData("PAT0400", "OrderJournal.cs", "write-ahead-log")]
    [InlineData("PAT0400", "OrderBook.cs", "write-ahead-log")]
    [InlineData("PAT0800", "OrderChain.cs", "middleware-chain")]
    [InlineData("PAT0800", "ValidationLink.cs", "middleware-chain")]
    public void Recognition_is_a_note_of_its_pattern(string rule, string file, string pattern)
    {
        var finding = Assert.Single(consumer.Findings, finding => finding.Rule == rule && finding.File == file);

        Assert.Equal(("note", "recognition", pattern), (finding.Level, finding.Properties["kind"], finding.Properties["pattern"]));
    }

    [Theory]
    [InlineData("role")]
    [InlineData("confidence")]
    [InlineData("closest")]
    [InlineData("references")]
    [InlineData("catalog")]
    public void Every_finding_carries(string property) => Assert.All(consumer.Findings, finding => Assert.Contains(property, finding.Properties));

    [Fact]
    public void Every_finding_links_to_its_catalog_entry() =>
        Assert.All(consumer.Findings, finding => Assert.Equal(finding.Properties["catalog"], finding.HelpUri));

    [Fact]
    public void Every_recognition_shows_its_evidence() =>
        Assert.All(consumer.Findings.Where(finding => finding.Properties["kind"] == "recognition"), finding => Assert.NotEqual(0, finding.Evidence));
}
