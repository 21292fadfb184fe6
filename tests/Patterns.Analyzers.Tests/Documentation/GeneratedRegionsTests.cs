using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Documentation;

public class GeneratedRegionsTests
{
    [Fact]
    public void Only_the_named_region_changes() => Assert.Equal(
        "before\n" + Region("a", "new\n") + "between\n" + Region("b", "kept\n") + "after\n",
        GeneratedRegions.Replace("before\n" + Region("a", "old\nold\n") + "between\n" + Region("b", "kept\n") + "after\n", "a", "new\n\n"));

    [Fact]
    public void An_empty_region_can_be_filled() => Assert.Equal(Region("a", "new\n"), GeneratedRegions.Replace(GeneratedRegions.Empty("a"), "a", "new"));

    [Theory]
    [InlineData("no marks")]
    [InlineData("<!-- generated:begin a -->\nno end")]
    [InlineData("<!-- generated:end a -->\n<!-- generated:begin a -->\n")]
    public void Marks_that_are_missing_or_out_of_order_are_an_error(string text) =>
        Assert.Throws<InvalidDataException>(() => GeneratedRegions.Replace(text, "a", "new"));

    private static string Region(string name, string content) => $"<!-- generated:begin {name} -->\n{content}<!-- generated:end {name} -->\n";
}
