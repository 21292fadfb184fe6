using Patterns.Analyzers.WriteAheadLog;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.WriteAheadLog;

public sealed class ExemplarTests
{
    public static TheoryData<string, string> Rows => new()
    {
        { "Etcd", "etcd" }, { "RocksDB", "RocksDB" }, { "Prometheus", "Prometheus" }, { "Kafka", "Kafka" }, { "Redis", "Redis" },
        { "TiKV", "TiKV" }, { "Cortex", "Cortex" }, { "Dgraph", "Dgraph" }, { "DuckDB", "DuckDB" }, { "GoEthereum", "Go-Ethereum" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Each_row_of_the_catalog_is_recognised_by_its_exemplar(string file, string project)
    {
        var exemplar = Source.Exemplars("WriteAheadLog").Single(source => Path.GetFileNameWithoutExtension(source.Path) == file);

        var found = await Finds.In<WriteAheadLogAnalyzer>(Source.Compile(exemplar));

        Assert.NotEmpty(found);
        Assert.All(found.Where(finding => finding.Id == "PAT0400"), finding => Assert.Equal(project, finding.Closest));
    }

    [Fact]
    public async Task Recognition_does_not_depend_on_names()
    {
        var exemplars = Source.Compile([.. Source.Exemplars("WriteAheadLog")]);

        var named = (await Finds.In<WriteAheadLogAnalyzer>(exemplars)).Count(finding => finding.Id == "PAT0400");
        var nameless = (await Finds.In<WriteAheadLogAnalyzer>(Renamer.Rename(exemplars))).Count(finding => finding.Id == "PAT0400");

        Assert.True(nameless >= 0.8 * named, $"{nameless} of {named}");
    }

    [Fact]
    public async Task Exemplars_break_no_convention() =>
        Assert.DoesNotContain(await Finds.In<WriteAheadLogAnalyzer>(Source.Compile([.. Source.Exemplars("WriteAheadLog")])), finding => finding.Id is not ("PAT0400" or "PAT0404"));
}
