namespace Patterns.Analyzers.Tests.Robustness;

public class OwnCodeTests
{
    [Fact]
    public Task The_package_over_its_own_source() => AllAnalyzers.Over(AllAnalyzers.Files("src"));

    [Fact]
    public async Task Findings_do_not_depend_on_the_order_of_files()
    {
        var files = AllAnalyzers.Files("samples").ToArray();
        var expected = await AllAnalyzers.Over(files);
        Assert.Equal(expected, await AllAnalyzers.Over(files.Reverse()));
        Assert.Equal(expected, await AllAnalyzers.Over(files.OrderBy(file => file.Source.Length)));
    }

    /// <summary>Every prefix of a file is what an editor holds while somebody types it.</summary>
    [Fact]
    public async Task Half_typed_code_breaks_nothing()
    {
        foreach (var (path, source) in AllAnalyzers.Files("samples").Where((_, index) => index % 7 == 0))
            for (var length = 97; length < source.Length; length += source.Length / 5)
                await AllAnalyzers.Over([(path, source[..length])]);
    }
}
