using Microsoft.CodeAnalysis.Text;
using Patterns.Analyzers.Recognition;
using Patterns.CodeFixes.Inventory;

namespace Patterns.CodeFixes.Tests.Inventory;

public class AddLineTests
{
    [Theory]
    [InlineData("", "raft T:B", "raft T:B\n")]
    [InlineData("raft T:A\nraft T:C\n", "raft T:B", "raft T:A\nraft T:B\nraft T:C\n")]
    [InlineData("# ours\n\nraft T:C\n", "raft T:B", "# ours\n\nraft T:B\nraft T:C\n")]
    [InlineData("raft T:A\n# the end\n", "raft T:B", "raft T:A\n# the end\nraft T:B\n")]
    [InlineData("raft T:A", "raft T:B", "raft T:A\nraft T:B\n")]
    [InlineData("raft T:A\r\nraft T:C\r\n", "raft T:B", "raft T:A\r\nraft T:B\r\nraft T:C\r\n")]
    [InlineData("raft T:B since 2024\n", "raft T:B", "raft T:B since 2024\n")]
    [InlineData("raft T:Bb\n", "raft T:B", "raft T:B\nraft T:Bb\n")]
    [InlineData("", "raft T:B [net8.0]", "raft T:B [net8.0]\n")]
    [InlineData("raft T:B [net8.0]  kept\n", "raft T:B [net8.0,net10.0]", "raft T:B [net8.0,net10.0]  kept\n")]
    [InlineData("raft T:B [net8.0] kept\n", "raft T:B", "raft T:B kept\n")]
    [InlineData("raft T:B\n", "raft T:B [net8.0]", "raft T:B\n")]
    [InlineData("raft T:A [net8.0]\nraft T:C\n", "raft T:B;raft T:A", "raft T:A\nraft T:B\nraft T:C\n")]
    [InlineData("", "raft T:B;mvcc T:A", "mvcc T:A\nraft T:B\n")]
    public void A_line_goes_to_its_sorted_place(string before, string lines, string after) =>
        Assert.Equal(after, AddLineCodeFix.Insert(SourceText.From(before), PatternInventory.Format, lines.Split(';')).ToString());
}
