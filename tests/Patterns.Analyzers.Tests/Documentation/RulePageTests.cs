using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Documentation;

public class RulePageTests
{
    public static TheoryData<string> Ids => [.. Rules.All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_generated_part_of_a_page_is_up_to_date(string id)
    {
        var rule = Rules.All.Single(rule => rule.Id == id);
        GeneratedRegions.Verify(rule.Page(), RulePage.Head, RulePage.Render(rule), RulePage.Skeleton);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_has_all_its_sections(string id)
    {
        var page = new Page($"docs/rules/{id}.md");
        Assert.All(RulePage.Sections, page.AssertSays);
    }

    [Fact]
    public void A_rule_without_a_code_fix_says_why() => Assert.All(
        Rules.All.Where(rule => !rule.HasCodeFix()),
        rule => Assert.Contains("No code fix: ", new Page(rule.Page()).Section("How to fix")));

    [Fact]
    public void A_rule_with_a_code_fix_does_not_deny_it() => Assert.All(
        Rules.All.Where(rule => rule.HasCodeFix()),
        rule => Assert.DoesNotContain("No code fix: ", new Page(rule.Page()).Section("How to fix")));

    [Fact]
    public void No_page_is_left_without_a_rule() => Assert.Empty(
        Directory.EnumerateFiles(Path.Combine(References.RepositoryRoot, "docs/rules"), "PAT*.md").Select(Path.GetFileNameWithoutExtension)
            .Except(Rules.All.Select(rule => rule.Id)));

    [Fact]
    public void The_table_of_the_README_is_up_to_date() => GeneratedRegions.Verify("README.md", "rules", RulePage.RenderTable(Rules.All));
}
