using Patterns.Analyzers.Mvcc;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Mvcc;

public class ExemplarTests
{
    [Theory]
    [InlineData("Etcd", "RevisionStore", "etcd")]
    [InlineData("TiKV", "Region", "TiKV")]
    [InlineData("TiKV", "DistributedTransaction", "TiKV")]
    [InlineData("CockroachDB", "Range", "CockroachDB")]
    [InlineData("RocksDB", "FileVersion", "RocksDB")]
    [InlineData("Dgraph", "PostingList", "Dgraph")]
    [InlineData("DuckDB", "Table", "DuckDB")]
    [InlineData("DuckDB", "Transaction", "DuckDB")]
    [InlineData("GoEthereum", "PageStore", "Go-Ethereum")]
    public async Task Each_row_of_the_catalog_is_told_apart(string exemplar, string type, string closest)
    {
        var found = await Finds.In<MvccAnalyzer>(Text(exemplar));
        Assert.Equal(closest, found.Single(finding => finding.Id == "PAT0700" && finding.Text == type).Closest);
    }

    [Theory]
    [InlineData("Etcd", 1)]
    [InlineData("TiKV", 3)]
    [InlineData("CockroachDB", 3)]
    [InlineData("RocksDB", 1)]
    [InlineData("Dgraph", 3)]
    [InlineData("DuckDB", 2)]
    [InlineData("GoEthereum", 1)]
    public async Task Names_are_no_evidence(string exemplar, int types)
    {
        var renamed = Renamer.Rename(Source.Compile(Text(exemplar)));
        Assert.Equal(types, (await Finds.In<MvccAnalyzer>(renamed)).Count(finding => finding.Id == "PAT0700"));
    }

    [Fact]
    public async Task No_exemplar_breaks_a_convention() =>
        Assert.DoesNotContain(await Finds.In<MvccAnalyzer>(Source.Compile(Source.Exemplars("Mvcc").ToArray())), finding => finding.Id != "PAT0700");

    private static string Text(string exemplar) => Source.Exemplars("Mvcc").Single(source => Path.GetFileNameWithoutExtension(source.Path) == exemplar).Text;
}
