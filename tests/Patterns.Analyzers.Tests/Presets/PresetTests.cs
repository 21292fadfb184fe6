using Patterns.Analyzers.Tests.Documentation;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Presets;

public class PresetTests
{
    public static TheoryData<string> Modes => [.. Preset.All.Select(preset => preset.Mode)];

    [Theory]
    [MemberData(nameof(Modes))]
    public void The_file_of_a_mode_covers_the_rules_as_they_are(string mode)
    {
        var preset = Preset.All.Single(preset => preset.Mode == mode);
        GeneratedRegions.VerifyFile(preset.Path, preset.Render());
    }

    /// <summary>Not a mode: it comes with the log, to say there that the analyzers ran.</summary>
    private const string ProofOfLife = "proof-of-life.globalconfig";

    [Fact]
    public void No_file_is_left_without_a_mode() => Assert.Equal(
        Preset.All.Select(preset => Path.GetFileName(preset.Path)).Append(ProofOfLife).Order(),
        Directory.EnumerateFiles(Path.Combine(References.RepositoryRoot, "src/Patterns.Package/presets")).Select(Path.GetFileName).Order());

    [Fact]
    public void Every_rule_is_of_a_category_that_the_modes_set() => Assert.All(Rules.All, rule => Assert.True(Preset.Knows(rule), rule.Id));

    [Fact]
    public void The_table_of_the_README_is_up_to_date() => GeneratedRegions.Verify("README.md", "modes", Preset.RenderTable());
}
